import type { Kysely, Transaction } from "kysely";
import { type Conversation, conversationKey } from "../chat/conversation.ts";
import { parseConversationKey } from "../chat/parse-conversation.ts";
import type { WifiTables } from "./wifi-tables.ts";

type RevealTables = Pick<WifiTables, "wifi_reveal" | "wifi_message">;

/** What somebody was shown of a network. */
export type Way = "picture" | "key";

type Reveal = {
  readonly network: string;
  /** Id of a person, or the key of an account that nobody knows. */
  readonly person: string;
  readonly way: Way;
  readonly at: Temporal.Instant;
};

/** A reply of ours that shows a network. */
type ShowingReply = { readonly key: string; readonly to: Conversation };

/** Who was shown what, and which messages show something that is to go. */
export type RevealStore = {
  add(transaction: Transaction<RevealTables>, reveal: Reveal): Promise<void>;
  /** Has a reply go at an instant. */
  goAt(
    transaction: Transaction<RevealTables>,
    reply: ShowingReply,
    at: Temporal.Instant,
  ): Promise<void>;
  due(at: Temporal.Instant): Promise<readonly ShowingReply[]>;
  /** Forgets that a reply is to go; false where another has done so. */
  gone(transaction: Transaction<RevealTables>, key: string): Promise<boolean>;
  /** Deletes what people were shown before. */
  sweep(before: Temporal.Instant): Promise<void>;
};

export function createRevealStore(db: Kysely<RevealTables>): RevealStore {
  return {
    async add(transaction, { at, ...reveal }) {
      await transaction
        .insertInto("wifi_reveal")
        .values({ ...reveal, at: at.epochMilliseconds })
        .execute();
    },
    async goAt(transaction, { key, to }, at) {
      const row = { reply_key: key, conversation_key: conversationKey(to) };
      await transaction
        .insertInto("wifi_message")
        .values({ ...row, due_at: at.epochMilliseconds })
        .onConflict((conflict) => conflict.column("reply_key").doNothing())
        .execute();
    },
    async due(at) {
      const rows = await db
        .selectFrom("wifi_message")
        .select(["reply_key", "conversation_key"])
        .where("due_at", "<=", at.epochMilliseconds)
        .orderBy("due_at")
        .execute();
      return rows.map(({ reply_key: key, conversation_key }) => ({
        key,
        to: parseConversationKey(conversation_key),
      }));
    },
    async gone(transaction, key) {
      const { numDeletedRows } = await transaction
        .deleteFrom("wifi_message")
        .where("reply_key", "=", key)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async sweep(before) {
      await db.deleteFrom("wifi_reveal").where("at", "<", before.epochMilliseconds).execute();
    },
  };
}
