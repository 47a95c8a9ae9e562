import { type NotifyOutcome, troubleOf } from "../../notify/notifier.ts";
import { nextTryMs } from "../../notify/retry.ts";
import type { LeasedNotification } from "../notification-store.ts";

/** News is given up after so many tries; a page never is. */
const mostTriesOfNews = 10;

/** How a try ended that has not got through. */
export type TryEnd = {
  readonly why: string;
  /** Undefined: it is not tried again. */
  readonly nextTry: Temporal.Instant | undefined;
  /** What the page's timeline says of it; undefined: that it still fails is no news. */
  readonly told: "failing" | "unknown" | "refused" | undefined;
};

/** Says what follows from a try; undefined: it got through. */
export function tryEnd(
  { kind, lasts, attempts }: Pick<LeasedNotification, "kind" | "lasts" | "attempts">,
  outcome: NotifyOutcome,
  at: Temporal.Instant,
): TryEnd | undefined {
  const why = troubleOf(outcome);
  if (why === undefined) return undefined;
  const isTest = kind === "page" && lasts === "always";
  const isOldNews = kind === "news" && attempts + 1 >= mostTriesOfNews;
  const isFinal = "refused" in outcome || isTest || isOldNews;
  const askedMs = "retryInMs" in outcome ? outcome.retryInMs : undefined;
  const failing = "unknown" in outcome ? "unknown" : "failing";
  const isTold = kind === "page" && (isFinal || attempts === 0);
  return {
    why,
    nextTry: isFinal ? undefined : at.add({ milliseconds: nextTryMs(attempts + 1, askedMs) }),
    told: isTold ? (isFinal ? "refused" : failing) : undefined,
  };
}
