import { HTTPError } from "matrix-js-sdk";

/** Waits so many milliseconds. */
export type Pause = (ms: number) => Promise<void>;

const mostTries = 3;
/** For a server that does not say how long: the same as one message of Synapse's default limits. */
const unsaidMs = 5_000;

/**
 * Calls again what the homeserver refused for now, when it says so. The package does this for messages alone; they must
 * not be sent through here.
 */
export async function retryLimited<T>(call: () => Promise<T>, pause: Pause): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (tries === mostTries || !(error instanceof HTTPError) || !error.isRateLimitError()) {
        throw error;
      }
      await pause(waitMs(error));
    }
  }
}

/** A header that cannot be read throws. */
function waitMs(error: HTTPError): number {
  try {
    return Math.max(error.getRetryAfterMs() ?? unsaidMs, 0);
  } catch {
    return unsaidMs;
  }
}
