import { type Kysely, sql } from "kysely";
import type { ChatTables } from "./chat-tables.ts";
import type { PlatformName } from "./conversation.ts";

/** Whether nothing that came from a platform waits to be worked on now, and nothing to be said there. */
export async function isStill(
  db: Kysely<ChatTables>,
  platform: PlatformName,
  at: Temporal.Instant,
): Promise<boolean> {
  const now = at.epochMilliseconds;
  const item = await db
    .selectFrom("inbox")
    .select("id")
    .where("platform", "=", platform)
    .where("state", "in", [sql.lit("new"), sql.lit("working")])
    .where("due_at", "<=", now)
    .limit(1)
    .executeTakeFirst();
  const reply = await db
    .selectFrom("outbox")
    .select("id")
    .where("platform", "=", platform)
    .where("state", "in", [sql.lit("queued"), sql.lit("sending")])
    .where("due_at", "<=", now)
    .limit(1)
    .executeTakeFirst();
  return item === undefined && reply === undefined;
}
