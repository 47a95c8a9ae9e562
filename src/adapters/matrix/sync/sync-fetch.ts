import type { Later } from "../../../chat/working-sign.ts";

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

export type SyncFetchParts = {
  readonly fetch: typeof globalThis.fetch;
  /** Resolves when nothing is being written down. */
  readonly settled: () => Promise<void>;
  readonly later: Later;
  /** Once it is aborted, nothing goes out. */
  readonly ended: AbortSignal;
};

/** A homeserver that has nothing to say says so in time. The package itself would wait for 80 s. */
const lateByMs = 20_000;

/**
 * Holds each sync back until all that the last one brought is written down: asking for what comes next tells the homeserver
 * that we have what came before.
 */
export function createSyncFetch({ fetch, settled, later, ended }: SyncFetchParts): SyncFetch {
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
      const late = new AbortController();
      const waitsMs = Number(url.searchParams.get("timeout") ?? 0) + lateByMs;
      const cancel = later(waitsMs, () => late.abort(new DOMException(silent, "TimeoutError")));
      try {
        return await fetch(input, { ...init, signal: AbortSignal.any([signal, late.signal]) });
      } finally {
        cancel();
      }
    },
  };
}

const silent = "The homeserver does not answer.";

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
