import type { PagesVerdict } from "./pages-verdict.ts";

/** A turn runs so late at most: since it was due, or since the start. */
const mostLateMs = 15_000;

/** Prints what became of all pages; gives whether all promises were kept. */
export function reportPages(all: readonly PagesVerdict[], print: (line: string) => void): boolean {
  const lost = all.flatMap((one) => one.lost);
  const afterAck = all.flatMap((one) => one.afterAck);
  const faults = all.flatMap((one) => one.faults);
  for (const line of [...lost, ...afterAck, ...faults]) print(line);
  const sum = (of: (one: PagesVerdict) => number) => all.reduce((total, one) => total + of(one), 0);
  const doubled = sum((one) => one.doubled);
  const excused = sum((one) => one.excused);
  const aliveMs = Math.max(...all.map((one) => one.aliveMs));
  const startMs = Math.max(...all.map((one) => one.startMs));
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const limit = `limit ${mostLateMs / 1_000} s each`;
  print(
    `latest turn +${seconds(aliveMs)} s alive, +${seconds(startMs)} s after a start (${limit})`,
  );
  print(
    `lost ${lost.length}, after-ack ${afterAck.length}, doubled ${doubled} (<= ${excused} in flight at the kills or unanswered, only ntfy)`,
  );
  const isLate = aliveMs > mostLateMs || startMs > mostLateMs;
  return lost.length + afterAck.length + faults.length === 0 && doubled <= excused && !isLate;
}
