import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { ChatTables } from "./chat-tables.ts";
import { roomKey } from "./conversation.ts";
import type { Reply } from "./reply.ts";
import { importances, replyJson } from "./reply-schema.ts";

/**
 * Puts a reply into the outbox; one whose key is there changes nothing. A new version of a reply that is certainly not out
 * yet takes its place, and goes out as a message of its own; otherwise it goes behind it, as an edit.
 */
export async function queueReply(
  transaction: Transaction<ChatTables>,
  reply: Reply,
  at: Temporal.Instant,
  nonce: string,
): Promise<void> {
  const { key, to, importance, updateOf, notAfter } = reply;
  const root = updateOf === undefined ? key : await rootOf(transaction, updateOf);
  const expires = importance === "info" || importance === "answer";
  const row = await transaction
    .insertInto("outbox")
    .values(({ selectFrom, fn }) => ({
      key,
      nonce,
      platform: to.platform,
      lane: roomKey(to),
      thread: to.thread ?? null,
      importance: importances.indexOf(importance),
      root,
      place: selectFrom("outbox").select(({ eb }) =>
        fn.coalesce(eb(fn.max("place"), "+", 1), sql.lit(1)).as("place"),
      ),
      update_of: updateOf ?? null,
      body: replyJson(reply),
      state: "queued",
      due_at: 0, // at once, whatever becomes of the clock
      not_after: (expires ? notAfter?.epochMilliseconds : undefined) ?? null,
      created_at: at.epochMilliseconds,
    }))
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row === undefined || updateOf === undefined) return;
  await supersede(transaction, root, row.id);
  await hurryOlder(transaction, root, importances.indexOf(importance));
}

/** A reply that we know nothing of cannot be updated: the new version is the first. */
async function rootOf(transaction: Transaction<ChatTables>, key: string): Promise<string> {
  const row = await transaction
    .selectFrom("outbox")
    .select("root")
    .where("key", "=", key)
    .executeTakeFirst();
  return row?.root ?? key;
}

const olderSchema = z.array(z.object({ id: z.int(), place: z.int(), due_at: z.int() }));

async function supersede(
  transaction: Transaction<ChatTables>,
  root: string,
  by: number,
): Promise<void> {
  const older = olderSchema.parse(
    await transaction
      .updateTable("outbox")
      .set({ state: "superseded", body: null })
      .where("root", "=", root)
      .where("id", "<>", by)
      .where("state", "=", sql.lit("queued"))
      .where("look_up", "=", 0)
      .returning(["id", "place", "due_at"])
      .execute(),
  );
  if (older.length === 0) return;
  await transaction
    .updateTable("outbox")
    .set({
      place: Math.min(...older.map(({ place }) => place)),
      // A room that waits out a rate limit goes on waiting.
      due_at: Math.max(...older.map(({ due_at }) => due_at)),
    })
    .where("id", "=", by)
    .execute();
}

/** What goes out before a new version must not be overtaken by it. */
async function hurryOlder(
  transaction: Transaction<ChatTables>,
  root: string,
  importance: number,
): Promise<void> {
  await transaction
    .updateTable("outbox")
    .set({ importance })
    .where("root", "=", root)
    .where("state", "in", [sql.lit("queued"), sql.lit("sending")])
    .where("importance", "<", importance)
    .execute();
}
