/** A map of at most so many values: the one that was set longest ago goes where there would be more. */
export type RecentMap<V> = {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): void;
  delete(key: string): void;
};

/** @param most at least 1 */
export function createRecentMap<V>(most: number): RecentMap<V> {
  const known = new Map<string, V>();
  return {
    get: (key) => known.get(key),
    has: (key) => known.has(key),
    set(key, value) {
      known.delete(key);
      known.set(key, value);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
    delete: (key) => void known.delete(key),
  };
}
