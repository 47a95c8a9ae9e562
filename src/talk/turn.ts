import type { Transaction } from "kysely";
import type { Action, Allowed } from "../chat/action.ts";
import type { Conversation } from "../chat/conversation.ts";
import type { Doc } from "../chat/doc.ts";
import type { Form } from "../chat/form.ts";
import type { Holds } from "../chat/manners/audience.ts";
import type { TakenMessage } from "../chat/taken-messages.ts";
import type { Pending, ThreadState } from "../chat/thread-state.ts";
import type { Miss } from "../gaps/gaps-feature.ts";
import type { Press } from "./press.ts";
import type { TalkTables } from "./talk-tables.ts";

/** Something that can be pressed under a reply, before it has a row. */
export type Offer = Pick<Action, "id" | "label" | "words" | "emoji"> & {
  readonly press: Press;
  readonly allowed: Allowed;
  readonly once: boolean;
};

/** What happens in the transaction that also queues the reply. */
type Writing = {
  readonly transaction: Transaction<TalkTables>;
  /** Records what is lacking, and gives what the asker is told of it. */
  recordMiss(
    miss: Pick<Miss, "question" | "kind" | "key" | "isHalf">,
  ): Promise<{ readonly text: string }>;
};

/** What comes of an effect that is to be said. */
export type Added = {
  readonly doc: Doc;
  readonly offers?: readonly Offer[] | undefined;
  /** Nothing was done after all, which only whoever wanted it is told. */
  readonly isRefusal?: true | undefined;
};

/** What is written beside the reply; what it returns is said at the reply's end, or makes one where there was none. */
export type Effect = (writing: Writing) => Promise<Doc | Added | undefined>;

/** Something said in another conversation than the one it comes from. */
export type SaidElsewhere = {
  readonly to: Conversation;
  readonly doc: Doc;
  readonly offers: readonly Offer[];
};

/** One turn of a conversation, decided and not yet done. */
export type Turn = {
  readonly outcome: string;
  /** Undefined: nothing is said, unless an effect has something to say. */
  readonly says: Doc | undefined;
  readonly offers: readonly Offer[];
  /** Says who may see it. */
  readonly holds: Holds;
  readonly state: ThreadState;
  readonly effects: readonly Effect[];
  /** What the next conversation line may leave unsaid: goes into the state with the reply. */
  readonly topic?: unknown;
  readonly served?: string | undefined;
  readonly pending?: Pending | undefined;
  /** It is decided anew then. */
  readonly postponeTo?: Temporal.Instant | undefined;
  /** It only says that the budget is spent (M19). */
  readonly isOverflow?: true | undefined;
  /** The earlier reply that it is a new version of. */
  readonly updates?: TakenMessage["reply"] | undefined;
  readonly elsewhere?: SaidElsewhere | undefined;
  /** Opens in front of the speaker. */
  readonly opens?: Form | undefined;
  /** Keys of earlier replies that go. */
  readonly takesBack?: readonly string[] | undefined;
  /** The state says already how the message was taken. */
  readonly isNoted?: true | undefined;
};

/** A turn that says this and does nothing else. */
export function saying(outcome: string, says: Doc, state: ThreadState): Turn {
  return { outcome, says, offers: [], holds: "open", state, effects: [] };
}

/** A turn in which nothing is said, by a rule. */
export function silence(outcome: string, state: ThreadState): Turn {
  return { outcome, says: undefined, offers: [], holds: "open", state, effects: [] };
}
