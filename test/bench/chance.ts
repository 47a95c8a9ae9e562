/** Chance that is the same on every run. */
export type Chance = {
  /** From 0 up to, not including, `below`; small numbers come often, as frequent words do in a text. */
  skewed(below: number): number;
  even(below: number): number;
};

/** Creates a generator (mulberry32) that gives the same numbers for the same seed. */
export function createChance(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    skewed: (below) => Math.floor(below * next() ** 3),
    even: (below) => Math.floor(below * next()),
  };
}
