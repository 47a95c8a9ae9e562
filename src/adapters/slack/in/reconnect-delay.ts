const firstMs = 5_000;
const mostMs = 300_000;

/** How long to wait after so many connections that failed one after the other: 5 s, then twice that each time, 5 min at most. */
export function reconnectDelayMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(firstMs * 2 ** (failures - 1), mostMs);
}
