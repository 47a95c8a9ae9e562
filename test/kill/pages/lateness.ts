import type { JournalEntry } from "./journal.ts";
import type { PagerOffice } from "./pager-office.ts";

type Moves = Pick<PagerOffice, "moves" | "lives">;

/**
 * Says how late turns were at most, by the clock on the wall: since they were due while the bot lived, and since its start
 * where they were due before.
 */
export function latenessOf(
  journal: readonly JournalEntry[],
  { moves, lives }: Moves,
): { readonly aliveMs: number; readonly startMs: number } {
  let aliveMs = 0;
  let startMs = 0;
  const setAt = new Map<number, number>();
  for (const { what, at, page, state, due_before: due } of journal) {
    if (what !== "due") continue;
    const since = dueSince(due ?? 0, setAt.get(page) ?? 0, moves);
    setAt.set(page, at);
    // It was taken before it was due.
    if (state !== "triggered" || since === undefined || since > at) continue;
    const started = lives.findLast(({ startedMs }) => startedMs <= at)?.startedMs ?? 0;
    if (started > since) startMs = Math.max(startMs, at - started);
    else aliveMs = Math.max(aliveMs, at - since);
  }
  return { aliveMs, startMs };
}

/** When the bot's clock came to an instant, as far as it was moved. */
function dueSince(due: number, setAt: number, moves: Moves["moves"]): number | undefined {
  for (const [index, { atMs, aheadMs }] of moves.entries()) {
    const reached = Math.max(atMs, due - aheadMs, setAt);
    if (reached < (moves[index + 1]?.atMs ?? Number.POSITIVE_INFINITY)) return reached;
  }
  return undefined;
}
