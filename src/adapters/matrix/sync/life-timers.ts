import type { Later } from "../../../chat/working-sign.ts";
import type { Pause } from "../session/retry-limited.ts";
import { unlessAborted } from "./sync-fetch.ts";

/** Timers that all end together. */
export type LifeTimers = {
  readonly later: Later;
  /** Rejects as soon as all has ended. */
  readonly pause: Pause;
};

export function createLifeTimers(given: Later, ended: AbortSignal): LifeTimers {
  const later: Later = (ms, act) => {
    if (ended.aborted) return () => {};
    const cancel = given(ms, () => {
      ended.removeEventListener("abort", cancel);
      act();
    });
    ended.addEventListener("abort", cancel, { once: true });
    return () => {
      ended.removeEventListener("abort", cancel);
      cancel();
    };
  };
  return {
    later,
    pause: (ms) => unlessAborted(new Promise((resolve) => void later(ms, resolve)), ended),
  };
}
