import type { Clock } from "../../src/kernel/clock.ts";

export interface StoppedClock extends Clock {
  advance(duration: Temporal.DurationLike | string): void;
  set(instant: Temporal.Instant | string): void;
}

/** Creates a clock that stands at `start` until it is told otherwise; it can be set backwards, too. */
export function createStoppedClock(start: Temporal.Instant | string): StoppedClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    advance(duration) {
      now = now.add(duration);
    },
    set(instant) {
      now = Temporal.Instant.from(instant);
    },
  };
}
