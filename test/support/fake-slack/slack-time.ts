import type { Clock } from "../../../src/kernel/clock.ts";

export type SlackTime = {
  now(): Temporal.Instant;
  /** A time stamp that names one message: each is later than the last, also while the clock stands. */
  nextStamp(): string;
  /** Whole seconds since 1970. */
  seconds(): number;
};

/** Creates the time of a workspace. */
export function createSlackTime(clock: Clock): SlackTime {
  let last = 0;
  return {
    now: () => clock.now(),
    seconds: () => Math.floor(clock.now().epochMilliseconds / 1_000),
    nextStamp() {
      last = Math.max(clock.now().epochMilliseconds * 1_000, last + 1);
      return stampOf(last);
    },
  };
}

/** The time stamp of a number of microseconds. */
function stampOf(micros: number): string {
  const digits = String(micros).padStart(16, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Whether something has the form of a time stamp. */
export const isStamp = (text: string): boolean => /^\d{10,}\.\d{6}$/.test(text);
