import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { ChatTables } from "../chat/chat-tables.ts";
import { noThread, type ThreadState, threadStateSchema } from "../chat/thread-state.ts";

type ConversationTables = Pick<ChatTables, "conversation">;

/** What is remembered of conversations, by their keys. What cannot be read any more counts as forgotten. */
export type ConversationStore = {
  load(key: string): Promise<ThreadState>;
  save(
    transaction: Transaction<ConversationTables>,
    key: string,
    state: ThreadState,
    at: Temporal.Instant,
  ): Promise<void>;
};

export function createConversationStore(db: Kysely<ConversationTables>): ConversationStore {
  return {
    async load(key) {
      const row = await db
        .selectFrom("conversation")
        .select("state")
        .where("conversation_key", "=", key)
        .executeTakeFirst();
      if (!row) return noThread;
      const read = z.safeDecode(threadStateSchema, JSON.parse(row.state));
      return read.success ? read.data : noThread;
    },
    async save(transaction, key, state, at) {
      const text = JSON.stringify(z.encode(threadStateSchema, state));
      const updated_at = at.epochMilliseconds;
      await transaction
        .insertInto("conversation")
        .values({ conversation_key: key, state: text, updated_at })
        .onConflict((conflict) =>
          conflict.column("conversation_key").doUpdateSet({ state: text, updated_at }),
        )
        .execute();
    },
  };
}
