import type { Kysely, Transaction } from "kysely";
import { printDuration } from "../../chat/spoken-duration.ts";
import type { Oncall } from "../oncall.ts";
import type { Heartbeat } from "../policy.ts";
import type { HeartbeatStore } from "./heartbeat-store.ts";
import type { PageStore } from "./page-store.ts";
import type { Paging } from "./paging.ts";
import type { PagingTables } from "./paging-tables.ts";
import { type SilentHeartbeat, silentHeartbeats } from "./silent-heartbeats.ts";

export type HeartbeatsParts = {
  readonly db: Kysely<PagingTables>;
  readonly heartbeats: HeartbeatStore;
  readonly pages: Pick<PageStore, "openBeside" | "lastResolved">;
  readonly paging: Pick<Paging, "openWithin" | "actWithin">;
  readonly oncall: () => Oncall;
  /** When we began to listen. */
  readonly since: Temporal.Instant;
};

export type Heartbeats = {
  /** Hears one, and resolves the page that its silence has opened. What no oncall.yaml waits for changes nothing. */
  beatWithin(
    transaction: Transaction<PagingTables>,
    id: string,
    at: Temporal.Instant,
  ): Promise<void>;
  /** Opens a page for each that has become silent: one for each silence, whoever resolves it. */
  refresh(at: Temporal.Instant): Promise<void>;
};

/** What beats faster is not written faster. */
const writeEvery = { seconds: 10 };

const { compare } = Temporal.Instant;

/** Waits for what must be heard of again and again. */
export function createHeartbeats(parts: HeartbeatsParts): Heartbeats {
  const { db, heartbeats, pages, paging, oncall, since } = parts;
  /** The last beats after which a silence was told. */
  const told = new Map<string, Temporal.Instant>();
  const awaited = () => oncall().file.heartbeats;

  /** Lint tells of a service that is not there; silence is told all the same. */
  const serviceOf = ({ service }: Heartbeat) =>
    oncall().catalogue.services.find(({ id }) => id === service)?.id;

  async function tell(
    transaction: Transaction<PagingTables>,
    silent: SilentHeartbeat,
    at: Temporal.Instant,
  ): Promise<void> {
    const dedupKey = keyOf(silent.id);
    const service = serviceOf(silent);
    const { twin } = await pages.openBeside(transaction, service, dedupKey);
    const last = await pages.lastResolved(transaction, service, dedupKey);
    if (twin || (last && compare(last.openedAt, silent.since) > 0)) return;
    await paging.openWithin(
      transaction,
      {
        target: service === undefined ? { kind: "default" } : { kind: "service", id: service },
        urgency: "high",
        text: silenceText(silent, at),
        by: { kind: "clock" },
        askedIn: undefined,
        dedupKey,
        source: dedupKey,
        alerts: [],
        alertName: undefined,
      },
      at,
    );
  }

  return {
    async beatWithin(transaction, id, at) {
      const heartbeat = awaited().find((one) => one.id === id);
      if (heartbeat === undefined) return;
      const last = (await heartbeats.lastHeard(transaction)).get(id);
      if (last && compare(at, last) >= 0 && compare(at, last.add(writeEvery)) < 0) return;
      await heartbeats.hear(transaction, id, at);
      const service = serviceOf(heartbeat);
      const { twin } = await pages.openBeside(transaction, service, keyOf(id));
      if (twin === undefined) return;
      await paging.actWithin(
        transaction,
        twin.number,
        { event: "resolve", text: `${id} is heard again.`, gone: [] },
        { kind: "source", source: keyOf(id) },
        undefined,
        at,
      );
    },
    async refresh(at) {
      const lastHeard = await heartbeats.lastHeard();
      const unheard = awaited().filter(({ id }) => !lastHeard.has(id));
      if (unheard.length > 0) {
        const ids = unheard.map(({ id }) => id);
        await db.transaction().execute((transaction) => heartbeats.expect(transaction, ids, at));
      }
      const isNew = ({ id, since: last }: SilentHeartbeat) => told.get(id)?.equals(last) !== true;
      if (!silentHeartbeats(awaited(), lastHeard, since, at).some(isNew)) return;
      const silent = await db.transaction().execute(async (transaction) => {
        const now = await heartbeats.lastHeard(transaction);
        const found = silentHeartbeats(awaited(), now, since, at).filter(isNew);
        for (const one of found) await tell(transaction, one, at);
        return found;
      });
      for (const { id, since: last } of silent) told.set(id, last);
    },
  };
}

/** The key of its page, and the name by which it may resolve it. */
function keyOf(id: string): string {
  return `heartbeat:${id}`;
}

function silenceText({ id, since, every, grace }: SilentHeartbeat, at: Temporal.Instant): string {
  const silence = printDuration(since.until(at));
  const late = grace.blank ? "" : `, at most ${printDuration(grace)} late`;
  return `Nothing was heard of ${id} for ${silence}: expected every ${printDuration(every)}${late}.`;
}
