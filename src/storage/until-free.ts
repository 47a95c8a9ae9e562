import { setTimeout as wait } from "node:timers/promises";
import { errorCode } from "../kernel/error-code.ts";

const intervalMs = 50;

/**
 * Repeats what another process may be in the way of until it gives something. Between two attempts the process goes on,
 * which it would not if SQLite did the waiting.
 *
 * @returns undefined when `limitMs` have been waited in vain
 */
export async function untilFree<T>(
  limitMs: number,
  attempt: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  for (let waitedMs = 0; ; waitedMs += intervalMs) {
    const outcome = await attempt();
    if (outcome !== undefined || waitedMs >= limitMs) return outcome;
    await wait(intervalMs);
  }
}

/** Says whether SQLite threw because another connection is in the way. */
export function isBusy(thrown: unknown): boolean {
  return errorCode(thrown)?.startsWith("SQLITE_BUSY") ?? false;
}
