import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { type Conversation, conversationKey } from "../chat/conversation.ts";
import { instantSchema } from "../chat/instant-schema.ts";
import { isRepeat, repeatDays, type Serving } from "./repeat.ts";
import type { ServedTables } from "./talk-tables.ts";

/** Somebody is served an entry. */
type Served = {
  readonly entry: string;
  readonly hash: string;
  /** Principal key. */
  readonly by: string;
  readonly conversation: Conversation;
  /** Key of the reply: the same one counts once. */
  readonly reply: string;
  readonly at: Temporal.Instant;
  /** It may count as a repeat: people asked for it, and it is what they need. */
  readonly mayRepeat: boolean;
};

export type ServedStore = {
  /** Keeps that an entry is served, and says whether that person is served it once too often. */
  served(
    transaction: Transaction<ServedTables>,
    served: Served,
  ): Promise<{ readonly isRepeat: boolean }>;
  /** Deletes what is too old to count, and counts the uses anew; once an hour, however often it is called. */
  refresh(at: Temporal.Instant): Promise<void>;
  /** How often an entry was served in the last 90 days, as it was last counted. */
  usesOf(entry: string): number;
};

/** So long it is kept, and counts as a use; in days of 24 hours. */
const keptDays = 90;

const refreshEvery = Temporal.Duration.from({ hours: 1 });

export function createServedStore(db: Kysely<ServedTables>): ServedStore {
  let uses: ReadonlyMap<string, number> = new Map();
  let refreshed: Temporal.Instant | undefined;
  return {
    async served(transaction, { entry, hash, by, conversation, reply, at, mayRepeat }) {
      const key = conversationKey(conversation);
      const now = { at, conversation: key, isInThread: conversation.thread !== undefined };
      const repeats = mayRepeat && isRepeat(now, await earlier(transaction, entry, by, at));
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto("served")
        .values({
          entry,
          entry_hash: hash,
          principal: by,
          conversation_key: key,
          reply_key: reply,
          repeated: repeats ? 1 : 0,
          at: at.epochMilliseconds,
        })
        .onConflict((conflict) => conflict.column("reply_key").doNothing())
        .executeTakeFirstOrThrow();
      return { isRepeat: repeats && numInsertedOrUpdatedRows === 1n };
    },
    async refresh(at) {
      const next = refreshed?.add(refreshEvery);
      if (next && Temporal.Instant.compare(at, next) < 0) return;
      await db
        .deleteFrom("served")
        .where("at", "<=", at.subtract({ hours: 24 * keptDays }).epochMilliseconds)
        .execute();
      const rows = await db
        .selectFrom("served")
        .select(["entry", sql<unknown>`count(*)`.as("uses")])
        .groupBy("entry")
        .execute();
      uses = new Map(usesSchema.parse(rows).map((row) => [row.entry, row.uses]));
      refreshed = at;
    },
    usesOf: (entry) => uses.get(entry) ?? 0,
  };
}

/** Oldest first. */
async function earlier(
  transaction: Transaction<ServedTables>,
  entry: string,
  by: string,
  at: Temporal.Instant,
): Promise<readonly Serving[]> {
  const rows = await transaction
    .selectFrom("served")
    .select(["at", "conversation_key", "repeated"])
    .where("principal", "=", by)
    .where("entry", "=", entry)
    .where("at", ">", at.subtract({ hours: 24 * repeatDays }).epochMilliseconds)
    .orderBy("at")
    .orderBy("id")
    .execute();
  return servingsSchema.parse(rows);
}

const usesSchema = z.array(z.object({ entry: z.string(), uses: z.int() }));

const placeSchema = z.tuple([z.string(), z.string(), z.string(), z.string().nullable()]);
const servingsSchema = z.array(
  z
    .object({ at: instantSchema, conversation_key: z.string(), repeated: z.int() })
    .transform(({ at, conversation_key: conversation, repeated }): Serving => {
      const [, , , thread] = placeSchema.parse(JSON.parse(conversation));
      return { at, conversation, isInThread: thread !== null, isRepeat: repeated === 1 };
    }),
);
