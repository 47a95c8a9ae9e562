import type { Generated } from "kysely";

/** The tables of migrations 003_chat and 008_heard. Instants are integer milliseconds UTC. */
export interface ChatTables {
  readonly inbox: {
    readonly id: Generated<number>;
    readonly platform: string;
    readonly workspace: string;
    readonly dedup_key: string;
    readonly kind: string;
    readonly room: string;
    readonly thread: string | null;
    /** Key of the conversation: its items are taken one after the other. */
    readonly lane: string;
    /** Of a message, its id, which its later versions share. */
    readonly message: string | null;
    /** Sorts the versions of one message by age, as text. */
    readonly version: string | null;
    readonly body: string | null;
    readonly state: string;
    readonly attempts: Generated<number>;
    readonly fence: Generated<number>;
    readonly lease_until: number | null;
    readonly due_at: number;
    readonly received_at: number;
    readonly done_at: number | null;
    readonly outcome: string | null;
  };
  readonly outbox: {
    readonly id: Generated<number>;
    readonly key: string;
    readonly nonce: string;
    readonly platform: string;
    /** Key of the room: one of its replies is on its way at a time. */
    readonly lane: string;
    readonly thread: string | null;
    /** From 0, info, to 3, page. */
    readonly importance: number;
    /** Key of the first reply of which this one is a later version, or its own. */
    readonly root: string;
    /** The order within a lane and an importance; a new version takes the place of one that is not out yet. */
    readonly place: number;
    readonly update_of: string | null;
    readonly body: string | null;
    readonly state: string;
    /** Tries of which nobody knows how they ended; those that were put off do not count. */
    readonly attempts: Generated<number>;
    readonly fence: Generated<number>;
    /** It may be out: look before it is sent again. */
    readonly look_up: Generated<number>;
    readonly plain: Generated<number>;
    readonly lease_until: number | null;
    readonly due_at: number;
    readonly not_after: number | null;
    /** The MessageRef, as JSON. */
    readonly sent_message: string | null;
    /** The MessageRef without its thread, for the way back. */
    readonly sent_key: string | null;
    readonly error: string | null;
    readonly created_at: number;
    readonly sent_at: number | null;
  };
  readonly heard: {
    readonly platform: string;
    readonly until: number;
  };
  readonly room_setting: {
    readonly room_key: string;
    readonly name: string;
    readonly value: string;
    readonly changed_by: string;
    readonly changed_at: number;
  };
  readonly conversation: {
    readonly conversation_key: string;
    /** JSON. */
    readonly state: string;
    readonly updated_at: number;
  };
  readonly press: {
    readonly value: string;
    readonly conversation_key: string;
    readonly kind: string;
    /** JSON. */
    readonly payload: string;
    /** JSON. */
    readonly allowed: string;
    readonly once: number;
    readonly asker: string | null;
    readonly used_by: string | null;
    readonly used_at: number | null;
    readonly created_at: number;
  };
  readonly shown_commands: {
    readonly id: Generated<number>;
    readonly entry: string;
    readonly environment: string | null;
    readonly danger: string;
    readonly principal: string;
    readonly conversation_key: string;
    readonly at: number;
  };
  readonly feedback: {
    readonly id: Generated<number>;
    readonly entry: string;
    readonly entry_hash: string;
    readonly verdict: string;
    readonly reason: string | null;
    readonly principal: string;
    readonly reply_key: string;
    readonly at: number;
    /** What was answered, scrubbed; null: nobody knows any more. */
    readonly question: string | null;
    readonly source: Generated<string>;
  };
  readonly walk: {
    readonly id: Generated<number>;
    readonly conversation_key: string;
    readonly kind: string;
    readonly entry: string;
    readonly entry_hash: string;
    readonly state: string;
    /** JSON: snapshot, values, step, ticks. */
    readonly body: string;
    readonly starter: string;
    readonly due_at: number | null;
    readonly started_at: number;
    readonly changed_at: number;
  };
}
