import { setTimeout as pause } from "node:timers/promises";

/** Looks until it is so. @param why what is told when it does not become so */
export async function until(
  isSo: () => unknown,
  why = () => "it is not so",
  mostMs = 60_000,
): Promise<void> {
  const end = performance.now() + mostMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${why()}`);
    await pause(20);
  }
}
