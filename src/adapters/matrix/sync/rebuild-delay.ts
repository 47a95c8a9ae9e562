const firstMs = 1_000;
/** Also how long it has to be well before a failure counts as the first one again. */
export const mostMs = 300_000;

/** How long to wait after so many clients that failed one after the other: 1 s, then twice that each time, 5 min at most. */
export function rebuildDelayMs(failures: number): number {
  return Math.min(firstMs * 2 ** (failures - 1), mostMs);
}
