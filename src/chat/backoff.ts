const waitsMs = [1_000, 5_000, 30_000];

/** How long to wait after so many tries that failed, the first one being 1; a minute at most. */
export function backoffMs(tries: number): number {
  return waitsMs[tries - 1] ?? 60_000;
}
