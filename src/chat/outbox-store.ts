import { type Kysely, sql, type Transaction } from "kysely";
import type { ChatTables } from "./chat-tables.ts";
import type { MessageRef, PlatformName } from "./conversation.ts";
import { hurry } from "./hurry-store.ts";
import {
  leaseMs,
  leaseReply,
  type OutboxLease,
  type OutboxTurn,
  sentOf,
} from "./outbox-lease-store.ts";
import { queueReply } from "./queue-store.ts";
import type { Reply } from "./reply.ts";

/**
 * What goes out. The text of a reply is deleted once it is out or given up; what edits and presses need stays: its key and
 * its MessageRef. Nothing is written for a lease that has passed to another.
 */
export type OutboxStore = {
  /** Part of the transaction that changes what the replies tell of. A reply whose key is there changes nothing. */
  queue(
    transaction: Transaction<ChatTables>,
    replies: readonly Reply[],
    at: Temporal.Instant,
    newNonce: () => string,
  ): Promise<void>;
  /** Whether a reply was ever queued. */
  holds(transaction: Transaction<ChatTables>, key: string): Promise<boolean>;
  /** Gives the next reply to send on one of the platforms, on its way for 30 seconds. */
  lease(at: Temporal.Instant, platforms: readonly PlatformName[]): Promise<OutboxTurn>;
  sent(lease: OutboxLease, message: MessageRef, at: Temporal.Instant): Promise<void>;
  /** Puts off a reply that is certainly not out. */
  retry(lease: OutboxLease, dueAt: Temporal.Instant): Promise<void>;
  /** Puts off a reply that may be out. */
  unsure(lease: OutboxLease, dueAt: Temporal.Instant): Promise<void>;
  /** Has a reply sent again as plain text. */
  retryPlain(lease: OutboxLease): Promise<void>;
  /** Gives up a reply, and queues what is said in its place. */
  failed(
    lease: OutboxLease,
    reason: string,
    instead?: { readonly reply: Reply; readonly nonce: string; readonly at: Temporal.Instant },
  ): Promise<void>;
  /** Ends a reply that has nothing to do any more. */
  dropped(lease: OutboxLease): Promise<void>;
  /** Has no reply wait longer than from now on: for when the clock was set back, and what was put off would wait for it. */
  hurry(at: Temporal.Instant): Promise<void>;
  /** Ends all leases; what was on its way may be out. Only for the start, when nobody can be sending. */
  freeAll(): Promise<void>;
  /** The message that shows a reply, or its newest version that is out. */
  sentAs(key: string): Promise<MessageRef | undefined>;
  /** The key of the reply that a message of ours shows; of a reply with later versions, that of the newest that is out. */
  byMessage(message: MessageRef): Promise<string | undefined>;
};

export function createOutboxStore(db: Kysely<ChatTables>): OutboxStore {
  /** Changes the row that is on its way under the lease. */
  const change = ({ id, fence }: OutboxLease, executor: Kysely<ChatTables> = db) =>
    executor
      .updateTable("outbox")
      .where("id", "=", id)
      .where("fence", "=", fence)
      .where("state", "=", sql.lit("sending"));
  return {
    async queue(transaction, replies, at, newNonce) {
      for (const reply of replies) await queueReply(transaction, reply, at, newNonce());
    },
    async holds(transaction, key) {
      const row = await transaction
        .selectFrom("outbox")
        .select("id")
        .where("key", "=", key)
        .executeTakeFirst();
      return row !== undefined;
    },
    lease: (at, platforms) =>
      db.transaction().execute((transaction) => leaseReply(transaction, at, platforms)),
    async sent({ id, fence }, message, at) {
      await db
        .updateTable("outbox")
        .set({
          state: "sent",
          lease_until: null,
          body: null,
          sent_message: JSON.stringify(message),
          sent_key: messageKey(message),
          sent_at: at.epochMilliseconds,
        })
        .where("id", "=", id)
        .where("fence", "=", fence)
        // It counts as well when it is told after the lease has expired, as long as nobody has taken it up again.
        .where("state", "in", [sql.lit("sending"), sql.lit("queued")])
        .execute();
    },
    async retry(lease, dueAt) {
      await change(lease)
        .set({ state: "queued", lease_until: null, due_at: dueAt.epochMilliseconds })
        .execute();
    },
    async unsure(lease, dueAt) {
      await change(lease)
        .set({
          state: "queued",
          lease_until: null,
          due_at: dueAt.epochMilliseconds,
          look_up: 1,
          attempts: lease.attempts + 1,
        })
        .execute();
    },
    async retryPlain(lease) {
      await change(lease).set({ state: "queued", lease_until: null, plain: 1 }).execute();
    },
    async failed(lease, reason, instead) {
      const failed = { state: "failed", lease_until: null, body: null, error: reason };
      await db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await change(lease, transaction).set(failed).executeTakeFirst();
        if (!instead || numUpdatedRows === 0n) return;
        await queueReply(transaction, instead.reply, instead.at, instead.nonce);
      });
    },
    async dropped(lease) {
      await change(lease).set({ state: "superseded", lease_until: null, body: null }).execute();
    },
    hurry: (at) =>
      hurry(db, { table: "outbox", waits: "queued", underWay: "sending", leaseMs }, at),
    async freeAll() {
      await db
        .updateTable("outbox")
        .set({ state: "queued", lease_until: null, look_up: 1 })
        .where("state", "=", sql.lit("sending"))
        .execute();
    },
    sentAs: (key) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom("outbox")
          .select("root")
          .where("key", "=", key)
          .executeTakeFirst();
        return row && (await sentOf(transaction, row.root));
      }),
    async byMessage(message) {
      const row = await db
        .selectFrom("outbox")
        .select("key")
        .where("sent_key", "=", messageKey(message))
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.key;
    },
  };
}

/** Names a message whether or not its thread is known: a reaction's often is not. */
function messageKey({ platform, workspace, room, message }: MessageRef): string {
  return JSON.stringify([platform, workspace, room, message]);
}
