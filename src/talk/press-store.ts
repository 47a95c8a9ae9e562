import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { Allowed } from "../chat/action.ts";
import type { ChatTables } from "../chat/chat-tables.ts";
import { type Conversation, conversationKey } from "../chat/conversation.ts";
import { parseConversationKey } from "../chat/parse-conversation.ts";
import { type Press, pressSchema } from "./press.ts";

type PressTables = Pick<ChatTables, "press">;

/** Something that can be pressed, and who pressed it first. */
export type StoredPress = {
  readonly value: string;
  /** Where it was offered; it may be pressed elsewhere, such as in a direct message. */
  readonly conversation: Conversation;
  readonly press: Press;
  readonly allowed: Allowed;
  readonly once: boolean;
  /** Principal key of whoever asked. */
  readonly asker: string | undefined;
  readonly used: { readonly by: string; readonly at: Temporal.Instant } | undefined;
};

export type PressStore = {
  /** A value that is there stays as it is: whoever decides anew offers the same. */
  offer(
    transaction: Transaction<PressTables>,
    offered: Omit<StoredPress, "used">,
    at: Temporal.Instant,
  ): Promise<void>;
  find(value: string): Promise<StoredPress | undefined>;
  use(
    transaction: Transaction<PressTables>,
    value: string,
    by: string,
    at: Temporal.Instant,
  ): Promise<void>;
};

const allowedSchema = z.union([
  z.enum(["anyone", "asker"]),
  z.object({ people: z.array(z.string()) }),
  z.object({ role: z.string() }),
]);

export function createPressStore(db: Kysely<PressTables>): PressStore {
  return {
    async offer(transaction, { value, conversation, press, allowed, once, asker }, at) {
      await transaction
        .insertInto("press")
        .values({
          value,
          conversation_key: conversationKey(conversation),
          kind: press.do,
          payload: JSON.stringify(press),
          allowed: JSON.stringify(allowed),
          once: once ? 1 : 0,
          asker: asker ?? null,
          created_at: at.epochMilliseconds,
        })
        .onConflict((conflict) => conflict.column("value").doNothing())
        .execute();
    },
    async find(value) {
      const row = await db
        .selectFrom("press")
        .selectAll()
        .where("value", "=", value)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        value,
        conversation: parseConversationKey(row.conversation_key),
        press: pressSchema.parse(JSON.parse(row.payload)),
        allowed: allowedSchema.parse(JSON.parse(row.allowed)),
        once: row.once === 1,
        asker: row.asker ?? undefined,
        used:
          row.used_by === null || row.used_at === null
            ? undefined
            : { by: row.used_by, at: Temporal.Instant.fromEpochMilliseconds(row.used_at) },
      };
    },
    async use(transaction, value, by, at) {
      await transaction
        .updateTable("press")
        .set({ used_by: by, used_at: at.epochMilliseconds })
        .where("value", "=", value)
        .where("used_by", "is", null)
        .execute();
    },
  };
}
