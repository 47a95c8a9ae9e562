import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { ChatTables } from "./chat-tables.ts";
import type { MessageRef, PlatformName } from "./conversation.ts";
import { headAt } from "./outbox-head-store.ts";
import type { Reply } from "./reply.ts";
import { parseMessageRef, parseReply } from "./reply-schema.ts";

/** A reply on its way out. Only who holds the newest lease of it may write what became of it. */
export type OutboxLease = {
  readonly id: number;
  readonly fence: number;
  readonly key: string;
  readonly until: Temporal.Instant;
  /** Earlier tries of which nobody knows how they ended. */
  readonly attempts: number;
};

export type LeasedReply = OutboxLease & {
  readonly nonce: string;
  /** An earlier try may have got through. */
  readonly lookUp: boolean;
  /** The platform has refused it as it is. */
  readonly plain: boolean;
  readonly createdAt: Temporal.Instant;
  /** The message of ours that it is a new version of. */
  readonly edits: MessageRef | undefined;
  /** What was found in its row, or why that is no reply. */
  readonly found: { readonly reply: Reply } | { readonly fault: unknown };
};

export type OutboxTurn = {
  readonly leased: LeasedReply | undefined;
  /** Keys of the replies that were dropped since they are too late. */
  readonly cancelled: readonly string[];
};

/** Longer than a look-up and a send may take together. */
export const leaseMs = 30_000;

const rowSchema = z.object({
  id: z.int(),
  fence: z.int(),
  key: z.string(),
  nonce: z.string(),
  root: z.string(),
  attempts: z.int(),
  look_up: z.int(),
  plain: z.int(),
  created_at: z.int(),
  body: z.string(),
});

/** Leases the reply that is next on one of `platforms`. A lease that has expired is void, and its reply may be out. */
export async function leaseReply(
  transaction: Transaction<ChatTables>,
  at: Temporal.Instant,
  platforms: readonly PlatformName[],
): Promise<OutboxTurn> {
  const now = at.epochMilliseconds;
  await transaction
    .updateTable("outbox")
    .set(({ eb }) => ({
      state: "queued",
      lease_until: null,
      look_up: 1,
      attempts: eb("attempts", "+", 1),
    }))
    .where("state", "=", sql.lit("sending"))
    .where("lease_until", "<=", now)
    .execute();
  const late = await transaction
    .updateTable("outbox")
    .set({ state: "cancelled", body: null })
    .where("state", "=", sql.lit("queued"))
    .where("not_after", "<", now)
    .returning("key")
    .execute();
  const row = await transaction
    .updateTable("outbox")
    .set(({ eb }) => ({
      state: "sending",
      lease_until: now + leaseMs,
      fence: eb("fence", "+", 1),
    }))
    .where("id", "in", headAt(transaction, now, platforms))
    .returningAll()
    .executeTakeFirst();
  return {
    leased: row && (await leasedFrom(transaction, row, at)),
    cancelled: late.map(({ key }) => key),
  };
}

async function leasedFrom(
  transaction: Transaction<ChatTables>,
  row: unknown,
  at: Temporal.Instant,
): Promise<LeasedReply> {
  const { id, fence, key, nonce, root, attempts, look_up, plain, created_at, body } =
    rowSchema.parse(row);
  return {
    id,
    fence,
    key,
    nonce,
    attempts,
    until: at.add({ milliseconds: leaseMs }),
    lookUp: look_up === 1,
    plain: plain === 1,
    createdAt: Temporal.Instant.fromEpochMilliseconds(created_at),
    edits: await sentOf(transaction, root),
    found: await placed(transaction, parseBody(body)),
  };
}

/** A reply that follows another one goes into its thread, once that is out. */
async function placed(
  transaction: Transaction<ChatTables>,
  found: LeasedReply["found"],
): Promise<LeasedReply["found"]> {
  if ("fault" in found) return found;
  const { to, inThreadOf } = found.reply;
  if (inThreadOf === undefined || to.thread !== undefined) return found;
  const row = await transaction
    .selectFrom("outbox")
    .select("root")
    .where("key", "=", inThreadOf)
    .executeTakeFirst();
  const message = row && (await sentOf(transaction, row.root));
  if (!message) return found;
  return { reply: { ...found.reply, to: { ...to, thread: message.thread ?? message.message } } };
}

/** The message that shows the newest version of a reply. */
export async function sentOf(
  executor: Transaction<ChatTables>,
  root: string,
): Promise<MessageRef | undefined> {
  const sent = await executor
    .selectFrom("outbox")
    .select("sent_message")
    .where("root", "=", root)
    .where("sent_message", "is not", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return sent?.sent_message == null ? undefined : parseMessageRef(sent.sent_message);
}

function parseBody(body: string): LeasedReply["found"] {
  try {
    return { reply: parseReply(body) };
  } catch (fault) {
    return { fault };
  }
}
