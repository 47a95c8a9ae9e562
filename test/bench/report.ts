type Unit = "ms" | "MB" | "/s" | "";

export type Report = {
  /** Prints a measured value with the most that it may be. */
  row(what: string, value: number, limit: number, unit: Unit): void;
  /** Prints a measured value with the least that it must be. */
  rate(what: string, value: number, least: number, unit: Unit): void;
  /** Whether any value was beyond its limit. */
  isOver(): boolean;
};

export function createReport(): Report {
  let over = false;
  function print(what: string, value: number, unit: Unit, limit: string, fits: boolean): void {
    over ||= !fits;
    const printed = value.toFixed(value < 100 ? 2 : 0).padStart(9);
    const verdict = fits ? "ok" : "over";
    console.log(`${what.padEnd(56)}${printed} ${unit.padEnd(2)}  ${limit}  ${verdict}`);
  }
  return {
    row(what, value, limit, unit) {
      print(what, value, unit, `limit ${`${limit}`.padStart(5)}`, value <= limit);
    },
    rate(what, value, least, unit) {
      print(what, value, unit, `least ${`${least}`.padStart(5)}`, value >= least);
    },
    isOver: () => over,
  };
}

/** The value that `share` of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** What this process holds; the heap includes typed arrays. */
export function memoryMb(): { readonly rss: number; readonly heap: number } {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss: rss / 2 ** 20, heap: (heapUsed + arrayBuffers) / 2 ** 20 };
}

/** Milliseconds that `work` takes, and what it gives. */
export async function timed<T>(work: () => T | Promise<T>): Promise<[took: number, given: T]> {
  const begun = performance.now();
  const given = await work();
  return [performance.now() - begun, given];
}
