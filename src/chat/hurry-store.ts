import { type Kysely, sql } from "kysely";
import type { ChatTables } from "./chat-tables.ts";

type Queue = {
  readonly table: "inbox" | "outbox";
  /** The states of what waits, and of what somebody is at. */
  readonly waits: string;
  readonly underWay: string;
  readonly leaseMs: number;
};

/**
 * Has nothing wait by a clock that was set back: what waits is due now, and no lease lasts longer than one that is given now.
 * What was put off for a reason is looked at anew.
 */
export async function hurry(
  db: Kysely<ChatTables>,
  { table, waits, underWay, leaseMs }: Queue,
  at: Temporal.Instant,
): Promise<void> {
  const now = at.epochMilliseconds;
  await db
    .updateTable(table)
    .set({ due_at: now })
    .where("state", "=", sql.lit(waits))
    .where("due_at", ">", now)
    .execute();
  const latest = now + leaseMs;
  await db
    .updateTable(table)
    .set({ lease_until: latest })
    .where("state", "=", sql.lit(underWay))
    .where("lease_until", ">", latest)
    .execute();
}
