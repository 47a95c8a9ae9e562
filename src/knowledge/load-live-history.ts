import type { History } from "./git-history.ts";
import type { LoadedHistory } from "./load-history.ts";

/** A history that is read anew whenever somebody says so; until it is read, and while it is read again, the last one stands. */
export type LiveHistory = {
  history(): History;
  /** Reads it once more, and once again after that when it was asked for meanwhile. Settles when all is read. */
  refresh(): Promise<void>;
  /** Ends what is under way. */
  stop(): void;
};

/**
 * Creates a history that follows its folder.
 *
 * @param load reads it, and never rejects; its signal ends it early
 * @param loaded told after each time
 */
export function createLiveHistory(
  load: (signal: AbortSignal) => Promise<LoadedHistory>,
  loaded: (read: LoadedHistory) => void,
): LiveHistory {
  const stopped = new AbortController();
  let history: History = new Map();
  let wanted = false;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    while (wanted && !stopped.signal.aborted) {
      wanted = false;
      const next = await load(stopped.signal);
      if (stopped.signal.aborted) return;
      history = next.history;
      loaded(next);
    }
  }

  return {
    history: () => history,
    refresh() {
      wanted = true;
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    stop: () => stopped.abort(),
  };
}
