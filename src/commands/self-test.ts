import type { Kysely } from "kysely";
import type { Clock } from "../kernel/clock.ts";
import { printPageNumber } from "../oncall/page/page.ts";
import type { HeartbeatStore } from "../oncall/paging/heartbeat-store.ts";
import type { PageStore } from "../oncall/paging/page-store.ts";
import type { PagingTables } from "../oncall/paging/paging-tables.ts";

/** Says when what is due was last looked for; undefined: not yet. */
export type Pulse = () => { readonly lastTickAt: Temporal.Instant | undefined };

type Given = {
  readonly db: Kysely<PagingTables>;
  readonly pages: Pick<PageStore, "waiting" | "damaged">;
  readonly heartbeats: Pick<HeartbeatStore, "hear" | "lastHeard">;
  readonly pulse: Pulse;
  readonly clock: Clock;
};

/** Its row among the heartbeats: no oncall.yaml can have that id. */
const ownBeat = "AMA_HEARTBEAT_URL";

const tickMs = 15_000;
const overdue = { seconds: 60 };

/** Creates a test of whether this process can page anybody: it says the first thing that fails, or undefined. */
export function createSelfTest({
  db,
  pages,
  heartbeats,
  pulse,
  clock,
}: Given): () => Promise<string | undefined> {
  return async () => {
    const at = clock.now();
    if (!isTicking(pulse, at)) return "What is due has not been looked for in 15 seconds.";
    await db.transaction().execute((transaction) => heartbeats.hear(transaction, ownBeat, at));
    const written = (await heartbeats.lastHeard()).get(ownBeat);
    if (written?.epochMilliseconds !== at.epochMilliseconds) {
      return "The database does not give back what was written.";
    }
    const [damaged] = await pages.damaged();
    if (damaged) return `${printPageNumber(damaged.number)} cannot be read.`;
    const lateFrom = at.subtract(overdue);
    const waiting = await pages.waiting();
    const late = waiting.find(({ due }) => Temporal.Instant.compare(due, lateFrom) < 0);
    return late && `${printPageNumber(late.number)} waits for what was due more than a minute ago.`;
  };
}

/** Whether what is due was looked for a moment ago. */
export function isTicking(pulse: Pulse, at: Temporal.Instant): boolean {
  const { lastTickAt } = pulse();
  if (lastTickAt === undefined) return false;
  return Math.abs(at.epochMilliseconds - lastTickAt.epochMilliseconds) < tickMs;
}
