import type { Action } from "./action.ts";
import type { Conversation, Principal } from "./conversation.ts";
import type { Doc } from "./doc.ts";

/** Pages overtake alerts, alerts answers, answers all else. */
export type Importance = "info" | "answer" | "alert" | "page";

/** What we say, and where. */
export type Reply = {
  /** Unique for ever: the same key is the same message, so that deciding twice says it once. */
  readonly key: string;
  readonly to: Conversation;
  readonly doc: Doc;
  readonly actions: readonly Action[];
  readonly audience: "everyone" | { readonly only: Principal };
  readonly importance: Importance;
  /** Key of an earlier reply of ours that this is the new version of; without a doc it takes that reply away. */
  readonly updateOf?: string | undefined;
  /** Key of a reply of ours in whose thread it goes, where `to` names no thread and the room has such. */
  readonly inThreadOf?: string | undefined;
  /** Who asked: told by direct message what cannot be said in the room any more. */
  readonly asker?: Principal | undefined;
  /** Shown in the room's main line, too. */
  readonly broadcast: boolean;
  /** An info or answer that is not out by then is dropped; pages and alerts never are. */
  readonly notAfter?: Temporal.Instant | undefined;
};

/** Takes an earlier reply of ours away: its message goes, or it is never sent. */
export function removalOf(reply: string, key: string, to: Conversation): Reply {
  return {
    key,
    to,
    doc: [],
    actions: [],
    audience: "everyone",
    importance: "answer",
    updateOf: reply,
    broadcast: false,
  };
}

export function isRemoval({ updateOf, doc }: Reply): boolean {
  return updateOf !== undefined && doc.length === 0;
}
