import type { Transaction } from "kysely";
import type { Conversation } from "./conversation.ts";
import type { Form } from "./form.ts";
import type { Home } from "./home.ts";
import type { InboxItem } from "./inbox-item.ts";
import type { Reply } from "./reply.ts";

/** What becomes of an inbox item. */
export type Handled<Tables> = {
  /** `answer`, `abstain`, …, or `silent:` and the rule's number: silence always has a name. */
  readonly outcome: string;
  /** It is handled anew then. What is written now stays. Later items of its conversation do not wait for it. */
  readonly postponeTo?: Temporal.Instant | undefined;
  /**
   * Opens in front of whoever wrote or pressed, once all is written; what it says when it is sent, is said in `from`. A form
   * that does not open is reported, and no more: what was said to it stands.
   */
  readonly opens?: { readonly form: Form; readonly from: Conversation } | undefined;
  /** Shown once all is written, so that it tells what is so then; where that fails it is reported, and no more. */
  readonly home?: Home | undefined;
  /**
   * Writes the state that changes and gives the replies, all in the one transaction that finishes the item. Nothing but
   * database calls may be awaited in here, and none on anything but `transaction`: it would wait for ever.
   */
  write(transaction: Transaction<Tables>): Promise<readonly Reply[]>;
};

/**
 * Decides about an item, writing nothing. It may be called again for the same item, after a fault or a crash.
 *
 * @param inboxId the same whenever it is called for the item: keys of replies are made of it
 */
export type Handle<Tables> = (item: InboxItem, inboxId: number) => Promise<Handled<Tables>>;

/**
 * The words that say that we are still at an item, by the `stillKey` of the reply that will take their place; undefined
 * where nothing can be edited.
 */
export type StillLooking = (item: InboxItem, inboxId: number) => Promise<Reply | undefined>;

/** The replies that tell the asker that all tries have failed; called outside of any transaction. */
export type OnFailed = (item: InboxItem, errorId: string) => readonly Reply[];
