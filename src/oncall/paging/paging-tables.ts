import type { Generated } from "kysely";
import type { ChatTables } from "../../chat/chat-tables.ts";

/** The tables of migration 007_pages. Instants are integer milliseconds UTC. */
export interface PageTables {
  readonly page: {
    readonly number: number;
    readonly state: string;
    readonly version: number;
    readonly service: string | null;
    readonly dedup_key: string;
    readonly due_at: number | null;
    readonly opened_at: number;
    readonly resolved_at: number | null;
    /** Key of the conversation where its status message stands; null: nowhere. */
    readonly home: string | null;
    /** The page, as JSON. */
    readonly body: string;
    /** What its messages show beside it, as JSON. */
    readonly shows: string;
  };
  readonly page_event: {
    readonly page: number;
    readonly seq: number;
    readonly event: string;
    readonly at: number;
    /** The entry, as JSON. */
    readonly body: string;
  };
  /** Where else than in its own thread a page is told of. */
  readonly page_listener: {
    readonly page: number;
    readonly conversation_key: string;
    /** Key of the account that asked for it there, first or later; null: a step of its policy named the room. */
    readonly principal: string | null;
  };
  /** Something that one person is to hear of a page by one way. */
  readonly page_notification: {
    readonly id: Generated<number>;
    /** `page:<number>:<turn>:<person>:<rule>`: what has the same key is planned once. */
    readonly key: string;
    readonly page: number;
    readonly turn: number;
    readonly person: string;
    readonly via: string;
    /** A page, or news of one. */
    readonly kind: string;
    /** How long it is of use: while the page is triggered; until it is resolved; always. */
    readonly lasts: string;
    /** What it says beyond the page. */
    readonly text: string | null;
    readonly state: string;
    readonly due_at: number;
    readonly next_try_at: number;
    readonly lease_until: number | null;
    readonly fence: Generated<number>;
    readonly attempts: Generated<number>;
    readonly nonce: string;
    readonly error: string | null;
    readonly sent_at: number | null;
  };
  readonly page_link: {
    readonly hash: string;
    readonly page: number;
    readonly person: string;
    readonly action: string;
    readonly expires_at: number;
    readonly used_at: number | null;
  };
  /** Deliveries of webhooks that were taken, by which a replay is known. */
  readonly page_delivery: { readonly delivery: string; readonly at: number };
  readonly page_mute: {
    readonly service: string;
    readonly until: number;
    readonly why: string;
    readonly by: string;
    readonly at: number;
  };
  readonly heartbeat: { readonly id: string; readonly last_at: number };
  /** Rooms that policies name, by what is written there. */
  readonly named_room: { readonly written: string; readonly room_key: string };
}

export type PagingTables = ChatTables & PageTables;
