import type { Later } from "../../../../src/chat/working-sign.ts";

/** Timers that go only when told to. */
export type StoppedTimers = {
  readonly later: Later;
  /** Lets so much time pass: what is due by then is done, in order. */
  pass(ms: number): void;
  /** In how many milliseconds whatever waits is due, soonest first. */
  waiting(): readonly number[];
};

export function createStoppedTimers(): StoppedTimers {
  type Timer = { readonly at: number; readonly act: () => void };
  const timers = new Set<Timer>();
  let now = 0;
  const soonest = () => [...timers].toSorted((one, other) => one.at - other.at);
  return {
    later(ms, act) {
      const timer = { at: now + ms, act };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass(ms) {
      const until = now + ms;
      for (let [next] = soonest(); next && next.at <= until; [next] = soonest()) {
        now = next.at;
        timers.delete(next);
        next.act();
      }
      now = until;
    },
    waiting: () => soonest().map(({ at }) => at - now),
  };
}
