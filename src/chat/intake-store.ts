import type { Transaction } from "kysely";
import type { ChatTables } from "./chat-tables.ts";
import { conversationKey } from "./conversation.ts";
import {
  conversationOf,
  type Inbound,
  type InboxItem,
  inboxItemSchema,
  roomOf,
  type Withdrawn,
} from "./inbox-item.ts";

/**
 * Writes an item down, unless it is there. Of a message and its edits only the newest version is handled, in whatever order
 * they come: those that are still waiting are dropped for it.
 */
export async function takeItem(
  transaction: Transaction<ChatTables>,
  item: InboxItem,
  at: Temporal.Instant,
): Promise<"stored" | "duplicate"> {
  const where = roomOf(item);
  const versionOf =
    item.kind === "message" ? { message: messageOf(item), version: versionIn(item) } : undefined;
  const row = await transaction
    .insertInto("inbox")
    .values({
      platform: where.platform,
      workspace: where.workspace,
      dedup_key: item.dedupKey,
      kind: item.kind,
      room: where.room,
      thread: ("thread" in where ? where.thread : undefined) ?? null,
      lane: conversationKey(conversationOf(item)),
      message: versionOf?.message ?? null,
      version: versionOf?.version ?? null,
      body: JSON.stringify(inboxItemSchema.encode(item)),
      state: "new",
      due_at: 0, // at once, whatever becomes of the clock
      received_at: at.epochMilliseconds,
    })
    .onConflict((conflict) => conflict.columns(["platform", "workspace", "dedup_key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row === undefined) return "duplicate";
  if (item.kind === "withdrawn") await dropWaiting(transaction, item, at);
  if (versionOf !== undefined) {
    const { message, version } = versionOf;
    const versions = transaction
      .selectFrom("inbox")
      .select("id")
      .where("message", "=", message)
      .where("room", "=", where.room)
      .where("workspace", "=", where.workspace)
      .where("platform", "=", where.platform);
    const newer = await versions.where("version", ">", version).limit(1).executeTakeFirst();
    const isOld = newer !== undefined;
    await transaction
      .updateTable("inbox")
      .set({
        state: "dropped",
        outcome: "silent:edited",
        body: null,
        done_at: at.epochMilliseconds,
      })
      .where("state", "=", "new")
      .where("id", "in", isOld ? [row.id] : versions.where("version", "<", version))
      .execute();
  }
  return "stored";
}

/** What is deleted before it was worked on is not worked on. */
async function dropWaiting(
  transaction: Transaction<ChatTables>,
  { message: { platform, workspace, room, message } }: Withdrawn,
  at: Temporal.Instant,
): Promise<void> {
  await transaction
    .updateTable("inbox")
    .set({ state: "dropped", outcome: "silent:M26", body: null, done_at: at.epochMilliseconds })
    .where("message", "=", message)
    .where("room", "=", room)
    .where("workspace", "=", workspace)
    .where("platform", "=", platform)
    .where("state", "=", "new")
    .execute();
}

/** The id that all versions of a message share. */
function messageOf({ message, edit }: Inbound): string {
  return (edit?.of ?? message).message;
}

/**
 * Later versions sort behind earlier ones, as text; in one millisecond an edit comes after what it changes. What could not be
 * read comes before the same once it can.
 */
function versionIn({ sentAt, edit, unreadable }: Inbound): string {
  const ms = String(sentAt.epochMilliseconds).padStart(16, "0");
  if (unreadable) return ` ${ms}`;
  return edit === undefined ? ms : `${ms} ${edit.revision}`;
}
