import type { Kysely, Transaction } from "kysely";
import { alertsPage, type HookPlace, placeHook, triggeredPage } from "./hook-to-page.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Oncall } from "./oncall/oncall.ts";
import type { Page } from "./oncall/page/page.ts";
import type { PageEvent } from "./oncall/page/page-event.ts";
import { isOverflow } from "./oncall/page/place-page.ts";
import type { DeliveryStore } from "./oncall/paging/delivery-store.ts";
import type { Heartbeats } from "./oncall/paging/heartbeats-feature.ts";
import type { PageStore } from "./oncall/paging/page-store.ts";
import type { Paging } from "./oncall/paging/paging.ts";
import type { PagingTables } from "./oncall/paging/paging-tables.ts";
import type { HookAlerts, HookEvent, HookSettled } from "./web/hooks/hook-event.ts";
import type { WebGiven } from "./web/server.ts";

type Given = {
  readonly db: Kysely<PagingTables>;
  readonly paging: Pick<Paging, "openWithin" | "actWithin">;
  readonly pages: Pick<PageStore, "open">;
  readonly deliveries: DeliveryStore;
  readonly heartbeats: Pick<Heartbeats, "beatWithin">;
  readonly oncall: () => Oncall;
  readonly clock: Clock;
};

/** Makes pages of what programs report: all of a delivery in one transaction, and once. */
export function hooksToPages(given: Given): Pick<WebGiven, "seen" | "take"> {
  const { db, deliveries, clock } = given;
  return {
    seen: (delivery) => deliveries.isTaken(delivery),
    async take(events, delivery) {
      await db.transaction().execute(async (transaction) => {
        const taking = createTaking(given, transaction, clock.now());
        if (delivery !== undefined && !(await deliveries.take(transaction, delivery, taking.at))) {
          return;
        }
        for (const event of events) await taking.take(event);
      });
    },
  };
}

/** Takes events in a transaction, at one instant. */
function createTaking(
  { paging, pages, heartbeats, oncall }: Given,
  transaction: Transaction<PagingTables>,
  at: Temporal.Instant,
) {
  const act = (source: string, number: number, event: PageEvent) =>
    paging.actWithin(transaction, number, event, { kind: "source", source }, undefined, at);

  /** What is new joins before what is over goes: a page whose alerts change places is one page. */
  async function takeAlerts(event: HookAlerts, place: HookPlace): Promise<void> {
    const { source, dedupKey, firing, resolved } = event;
    const open = await pages.open(transaction);
    const known = open
      .filter((page) => isAbout(page, dedupKey, place) || isOverflow(page))
      .flatMap(({ alerts }) => alerts);
    const fresh = firing.filter(({ fingerprint }) => !known.includes(fingerprint));
    if (fresh.length > 0) {
      await paging.openWithin(transaction, alertsPage(event, fresh, place), at);
    }
    const over = resolved.map(({ fingerprint }) => fingerprint);
    for (const { number, alerts } of ofSource(open, source)) {
      const gone = alerts.filter((alert) => over.includes(alert));
      if (gone.length === 0) continue;
      await act(source, number, { event: "resolve", text: undefined, gone });
    }
  }

  async function settle(event: HookSettled, place: HookPlace): Promise<void> {
    const { kind, source, target, dedupKey, summary } = event;
    const open = ofSource(await pages.open(transaction), source);
    const own = open.find((page) => isAbout(page, dedupKey, place));
    const page = own ?? (target === undefined ? onlyWith(dedupKey, open) : undefined);
    if (page === undefined) return;
    const said = summary === undefined ? "." : `: ${summary}`;
    await act(
      source,
      page.number,
      kind === "ack"
        ? { event: "note", text: `${source} says that somebody is on it${said}` }
        : { event: "resolve", text: summary, gone: page.alerts },
    );
  }

  return {
    at,
    async take(event: HookEvent): Promise<void> {
      if (event.kind === "beat") return await heartbeats.beatWithin(transaction, event.source, at);
      const place = placeHook(event.target, event.source, oncall(), at);
      if (event.kind === "alerts") return await takeAlerts(event, place);
      if (event.kind !== "trigger") return await settle(event, place);
      await paging.openWithin(transaction, triggeredPage(event, place), at);
    },
  };
}

function ofSource(open: readonly Page[], source: string): readonly Page[] {
  return open.filter((page) => page.source === source);
}

function isAbout(page: Page, dedupKey: string, { service, scope }: HookPlace): boolean {
  return page.service === service && page.dedupKey === `${scope}${dedupKey}`;
}

/** A program that names no target may leave it to the key, where only one of its pages has it. */
function onlyWith(dedupKey: string, open: readonly Page[]): Page | undefined {
  const [page, ...others] = open.filter(
    (one) => one.dedupKey === dedupKey || one.dedupKey.endsWith(`:${dedupKey}`),
  );
  return others.length === 0 ? page : undefined;
}
