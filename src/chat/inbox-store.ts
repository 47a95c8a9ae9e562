import { type Kysely, sql, type Transaction } from "kysely";
import type { ChatTables } from "./chat-tables.ts";
import { hurry } from "./hurry-store.ts";
import type { InboxItem } from "./inbox-item.ts";
import { type InboxLease, type LeasedItem, leaseItem, leaseMs } from "./inbox-lease-store.ts";
import { takeItem } from "./intake-store.ts";

/**
 * What has come in. Those that take a transaction are part of it, and throw when the lease has passed to another: what the
 * transaction has written is undone then. The text of an item is deleted when it is finished.
 */
export type InboxStore = {
  /** Resolves once the item is committed. */
  take(item: InboxItem, at: Temporal.Instant): Promise<"stored" | "duplicate">;
  /** Gives the next item to work on, in work for 60 seconds; undefined when none is due. */
  lease(at: Temporal.Instant): Promise<LeasedItem | undefined>;
  finish(
    transaction: Transaction<ChatTables>,
    lease: InboxLease,
    outcome: string,
    at: Temporal.Instant,
  ): Promise<void>;
  /** Gives up an item. */
  fail(
    transaction: Transaction<ChatTables>,
    lease: InboxLease,
    at: Temporal.Instant,
  ): Promise<void>;
  /** Puts off an item that waits for something to happen; its attempts are counted anew. */
  postpone(
    transaction: Transaction<ChatTables>,
    lease: InboxLease,
    dueAt: Temporal.Instant,
  ): Promise<void>;
  /** Whether an item is still in work under the lease. */
  isHeld(transaction: Transaction<ChatTables>, lease: InboxLease): Promise<boolean>;
  /** Puts off an item after a fault; its conversation waits for it. Does nothing when the lease has passed on. */
  retry(lease: InboxLease, dueAt: Temporal.Instant): Promise<void>;
  /** Has no item wait longer than from now on: for when the clock was set back, and what is tried again would wait for it. */
  hurry(at: Temporal.Instant): Promise<void>;
  /** Ends all leases, and does not count their tries. Only for the start, when nobody can be at work. */
  freeAll(): Promise<void>;
  /** Deletes what is finished for so long that its platform will not deliver it again, and says how much that was. */
  sweep(at: Temporal.Instant): Promise<number>;
};

/** A Matrix sync position restored from a backup replays what came after it; the others redeliver for hours at most. */
const keptHours = { slack: 48, matrix: 30 * 24, console: 48, memory: 48 };

export function createInboxStore(db: Kysely<ChatTables>): InboxStore {
  return {
    take: (item, at) => db.transaction().execute((transaction) => takeItem(transaction, item, at)),
    lease: (at) => db.transaction().execute((transaction) => leaseItem(transaction, at)),
    finish: (transaction, lease, outcome, at) =>
      mustHold(change(transaction, lease, ended("done", outcome, at))),
    fail: (transaction, lease, at) =>
      mustHold(change(transaction, lease, ended("failed", "error", at))),
    postpone: (transaction, lease, dueAt) =>
      mustHold(change(transaction, lease, { ...waiting(dueAt), attempts: 0 })),
    async isHeld(transaction, { id, fence }) {
      const row = await transaction
        .selectFrom("inbox")
        .select("id")
        .where("id", "=", id)
        .where("fence", "=", fence)
        .where("state", "=", sql.lit("working"))
        .executeTakeFirst();
      return row !== undefined;
    },
    async retry(lease, dueAt) {
      await change(db, lease, waiting(dueAt));
    },
    hurry: (at) => hurry(db, { table: "inbox", waits: "new", underWay: "working", leaseMs }, at),
    async freeAll() {
      await db
        .updateTable("inbox")
        // The try ended with its process, and by no fault of the item's.
        .set(({ eb }) => ({ state: "new", lease_until: null, attempts: eb("attempts", "-", 1) }))
        .where("state", "=", sql.lit("working"))
        .execute();
    },
    async sweep(at) {
      let count = 0;
      for (const [platform, hours] of Object.entries(keptHours)) {
        const { numDeletedRows } = await db
          .deleteFrom("inbox")
          .where("platform", "=", platform)
          .where("done_at", "<=", at.subtract({ hours }).epochMilliseconds)
          .executeTakeFirst();
        count += Number(numDeletedRows);
      }
      return count;
    },
  };
}

type Change = {
  readonly state: string;
  readonly lease_until: null;
  readonly body?: null;
  readonly outcome?: string;
  readonly done_at?: number;
  readonly due_at?: number;
  readonly attempts?: number;
};

function ended(state: string, outcome: string, at: Temporal.Instant): Change {
  return { state, outcome, body: null, lease_until: null, done_at: at.epochMilliseconds };
}

function waiting(dueAt: Temporal.Instant): Change {
  return { state: "new", lease_until: null, due_at: dueAt.epochMilliseconds };
}

/** Says whether the lease still held, and so whether anything was changed. */
async function change(
  executor: Kysely<ChatTables>,
  { id, fence }: InboxLease,
  to: Change,
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable("inbox")
    .set(to)
    .where("id", "=", id)
    .where("fence", "=", fence)
    .where("state", "=", sql.lit("working"))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function mustHold(change: Promise<boolean>): Promise<void> {
  if (!(await change)) throw new Error("The lease of an inbox item has passed to another");
}
