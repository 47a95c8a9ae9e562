/** Waits for what happens instead of for time to pass. */
export type Events = {
  happened(): void;
  /** Resolves once it holds; false when nothing has happened for `quietMs` and it still does not. */
  until(holds: () => boolean, quietMs?: number): Promise<boolean>;
};

/** What the database says of itself is not told: it is looked at as often. */
const lookMs = 20;

export function createEvents(): Events {
  let lastAt = performance.now();
  let listeners: (() => void)[] = [];
  const next = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, lookMs);
    listeners.push(() => {
      clearTimeout(timer);
      resolve();
    });
    return promise;
  };
  return {
    happened() {
      lastAt = performance.now();
      const told = listeners;
      listeners = [];
      for (const listener of told) listener();
    },
    async until(holds, quietMs = 60_000) {
      lastAt = performance.now();
      while (!holds()) {
        if (performance.now() - lastAt > quietMs) return false;
        await next();
      }
      return true;
    },
  };
}
