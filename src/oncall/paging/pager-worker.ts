import { within } from "../../chat/within.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Delivery } from "./delivery/delivery-worker.ts";
import { createDueWatch } from "./due-watch.ts";
import type { PageStore } from "./page-store.ts";
import type { PagingFeature } from "./paging-feature.ts";

export type PagerParts = {
  readonly paging: Pick<PagingFeature, "runDue">;
  readonly pages: Pick<PageStore, "waiting">;
  readonly delivery: Delivery;
  readonly clock: Clock;
  /** A steady clock in milliseconds; left out: only the clock counts. */
  readonly elapsedMs?: (() => number) | undefined;
  /** What else is looked after with each tick, such as heartbeats. */
  readonly beside: (at: Temporal.Instant) => Promise<unknown>;
  /** The clock was set back: what waits by it elsewhere would wait too long. */
  readonly setBack: (at: Temporal.Instant) => Promise<unknown>;
  /** Something was done: messages may wait to be sent. */
  readonly moved: () => void;
  readonly report: { readonly fault: (error: unknown) => void };
};

/** Lets pages escalate: what is due runs, and what is to be sent is sent. */
export type Pager = {
  /**
   * Does all that is due now, until nothing is: for tests, and for the end of a pipe. False when there was nothing.
   *
   * @param patienceMs how long it waits for a way that does not answer; left out: for ever
   */
  settle(patienceMs?: number): Promise<boolean>;
  /** Looks every second from now on. */
  start(): Promise<void>;
  /** Something was committed that may be due: it is looked at now. */
  kick(): void;
  /** Begins nothing more, and settles when what is under way is done. */
  stop(): Promise<void>;
  /** When it last looked at everything without a fault; undefined: never. */
  lastTick(): Temporal.Instant | undefined;
};

const tickMs = 1_000;

export function createPager(parts: PagerParts): Pager {
  const { paging, pages, delivery, clock, report } = parts;
  let isSetBack = false;
  const watch = createDueWatch((ms) => {
    isSetBack ||= ms < 0;
    const seconds = Math.round(ms / 1_000);
    report.fault(new Error(`The clock has moved by ${seconds} s against the time that has passed`));
  });
  let ticked: Temporal.Instant | undefined;

  /** One look at everything; gives how much was done or begun. */
  async function tick(): Promise<number> {
    const at = clock.now();
    watch.look(at, parts.elapsedMs?.() ?? at.epochMilliseconds);
    let done = 0;
    let isWhole = true;
    const attempt = async (step: () => Promise<number>) => {
      try {
        done += await step();
      } catch (error) {
        isWhole = false;
        report.fault(error);
      }
    };
    if (isSetBack) {
      await attempt(async () => {
        await parts.setBack(at);
        isSetBack = false;
        return 1;
      });
    }
    await attempt(async () => {
      await parts.beside(at);
      return 0;
    });
    const waiting = await pages.waiting();
    for (const { number, due } of waiting) {
      if (!watch.isDue(`page:${number}`, due)) continue;
      // One that fails takes no other down; it is tried again with the next tick.
      await attempt(async () => {
        return (await paging.runDue(number, due, at)) ? 1 : 0;
      });
    }
    await attempt(() =>
      delivery.pump(({ id, nextTry }) => watch.isDue(`notification:${id}`, nextTry)),
    );
    if (isWhole) ticked = at;
    return done;
  }

  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let isKicked = false;
  function tickSoon(): void {
    if (ticking) {
      isKicked = true;
      return;
    }
    ticking = tickAgain().finally(() => {
      ticking = undefined;
    });
  }
  async function tickAgain(): Promise<void> {
    do {
      isKicked = false;
      const done = await tick().catch((error) => {
        report.fault(error);
        return 0;
      });
      // A lane that has become free may have more to send.
      if (done > 0) parts.moved();
      if (done > 0) void delivery.idle().then(() => timer !== undefined && tickSoon());
    } while (isKicked && timer !== undefined);
  }

  return {
    async settle(patienceMs) {
      let isAny = false;
      for (;;) {
        const done = await tick();
        const idle = delivery.idle();
        await (patienceMs === undefined ? idle : within(patienceMs, idle, undefined));
        if (done === 0) return isAny;
        isAny = true;
      }
    },
    async start() {
      await delivery.freeAll();
      timer = setInterval(tickSoon, tickMs);
      tickSoon();
    },
    kick() {
      if (timer !== undefined) tickSoon();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await ticking;
      await delivery.idle();
    },
    lastTick: () => ticked,
  };
}
