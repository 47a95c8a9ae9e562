export type Report = {
  /** Prints a measured value with its limit beside it. */
  row(what: string, value: number, limit: number, unit: "ms" | "MB"): void;
  /** Whether any value was over its limit. */
  isOver(): boolean;
};

export function createReport(): Report {
  let over = false;
  return {
    row(what, value, limit, unit) {
      const fits = value <= limit;
      over ||= !fits;
      const printed = value.toFixed(value < 100 ? 2 : 0).padStart(9);
      const verdict = fits ? "ok" : "over";
      console.log(
        `${what.padEnd(56)}${printed} ${unit}  limit ${`${limit}`.padStart(5)}  ${verdict}`,
      );
    },
    isOver: () => over,
  };
}

/** The value that `share` of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** Milliseconds that `work` takes, and what it gives. */
export async function timed<T>(work: () => T | Promise<T>): Promise<[took: number, given: T]> {
  const begun = performance.now();
  const given = await work();
  return [performance.now() - begun, given];
}
