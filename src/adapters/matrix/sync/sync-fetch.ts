/** What stands between the package and the network. */
export type SyncFetch = {
  readonly fetch: typeof globalThis.fetch;
  /** The position that the sync under way goes on from; undefined: from the beginning. */
  since(): string | undefined;
  /** Resolves once the homeserver has taken keys of the device. */
  readonly keysTaken: Promise<void>;
  /** Breaks off the sync under way, and lets no other go out. */
  stopSyncing(): void;
};

/**
 * Holds each sync back until all that the last one brought is written down: asking for what comes next tells the homeserver
 * that we have what came before.
 *
 * @param settled resolves when nothing is being written down
 * @param ended once it is aborted, nothing goes out
 */
export function createSyncFetch(
  fetch: typeof globalThis.fetch,
  settled: () => Promise<void>,
  ended: AbortSignal,
): SyncFetch {
  const stopped = new AbortController();
  const taken = Promise.withResolvers<void>();
  let since: string | undefined;
  return {
    keysTaken: taken.promise,
    since: () => since,
    stopSyncing: () => stopped.abort(),
    async fetch(input, init) {
      ended.throwIfAborted();
      const url = addressOf(input);
      const given = init?.signal ? [init.signal, ended] : [ended];
      if (!url.pathname.endsWith("/sync")) {
        const answer = await fetch(input, { ...init, signal: AbortSignal.any(given) });
        if (answer.ok && url.pathname.endsWith("/keys/upload")) taken.resolve();
        return answer;
      }
      const signal = AbortSignal.any([...given, stopped.signal]);
      await unlessAborted(settled(), signal);
      since = url.searchParams.get("since") ?? undefined;
      return await fetch(input, { ...init, signal });
    },
  };
}

function addressOf(input: string | URL | Request): URL {
  return new URL(input instanceof Request ? input.url : input);
}

/** Waits for a promise, but throws as soon as the signal is aborted. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
