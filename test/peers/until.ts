import { expect } from "vitest";

/** Looks until it is so; the test's own time limit ends a wait in vain. */
export async function until(
  isSo: () => unknown,
  why = () => "it is not so",
  timeout = 25_000,
): Promise<void> {
  await expect
    .poll(async () => ((await isSo()) ? "so" : why()), { timeout, interval: 20 })
    .toBe("so");
}
