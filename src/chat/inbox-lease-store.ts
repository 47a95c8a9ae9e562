import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { ChatTables } from "./chat-tables.ts";
import { type InboxItem, inboxItemSchema } from "./inbox-item.ts";

/** An item in work. Only who holds the newest lease of it may write what became of it. */
export type InboxLease = { readonly id: number; readonly fence: number };

export type LeasedItem = InboxLease & {
  /** From 1: how many times it was taken up since it came, or since it was postponed. */
  readonly attempt: number;
  /** What was found in its row, or why that is no item. */
  readonly found: { readonly item: InboxItem } | { readonly fault: unknown };
};

/** How long an item may be in work before it is taken for lost. */
export const leaseMs = 60_000;

const rowSchema = z.object({ id: z.int(), fence: z.int(), attempts: z.int(), body: z.string() });

/**
 * Leases the oldest item that is due and whose conversation has none in work, and none that comes first. An older one comes
 * first while it is due or to be tried again, but not while it is postponed: people go on talking in the meantime.
 */
export async function leaseItem(
  transaction: Transaction<ChatTables>,
  at: Temporal.Instant,
): Promise<LeasedItem | undefined> {
  const now = at.epochMilliseconds;
  await transaction
    .updateTable("inbox")
    .set({ state: "new", lease_until: null })
    .where("state", "=", sql.lit("working"))
    .where("lease_until", "<=", now)
    .execute();
  const row = await transaction
    .updateTable("inbox")
    .set(({ eb }) => ({
      state: "working",
      lease_until: now + leaseMs,
      attempts: eb("attempts", "+", 1),
      fence: eb("fence", "+", 1),
    }))
    .where("id", "in", headAt(transaction, now))
    .returning(["id", "fence", "attempts", "body"])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, fence, attempts, body } = rowSchema.parse(row);
  return { id, fence, attempt: attempts, found: parseBody(body) };
}

function headAt(transaction: Transaction<ChatTables>, now: number) {
  return transaction
    .selectFrom("inbox as head")
    .select("head.id")
    .where("head.state", "=", sql.lit("new"))
    .where("head.due_at", "<=", now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("inbox as busy")
            .select("busy.id")
            .whereRef("busy.lane", "=", "head.lane")
            .where("busy.state", "=", sql.lit("working")),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("inbox as older")
            .select("older.id")
            .whereRef("older.lane", "=", "head.lane")
            .whereRef("older.id", "<", "head.id")
            .where("older.state", "=", sql.lit("new"))
            .where((older) =>
              older.or([older("older.due_at", "<=", now), older("older.attempts", ">", 0)]),
            ),
        ),
      ),
    )
    .orderBy("head.id")
    .limit(1);
}

function parseBody(body: string): LeasedItem["found"] {
  try {
    return { item: inboxItemSchema.decode(JSON.parse(body)) };
  } catch (fault) {
    return { fault };
  }
}
