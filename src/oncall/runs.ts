import { earlier, later } from "./instant-order.ts";
import type { Shift, Span } from "./schedule.ts";

/** One person, or nobody, without a break. */
export type Run = Span & { readonly person: string | undefined };

/** A span that one person has before a change and another after it; undefined: nobody. */
export type Move = Span & {
  readonly before: string | undefined;
  readonly after: string | undefined;
};

const { compare } = Temporal.Instant;

/**
 * Who serves over a span, from its start to its end, holes included; a hand-off to oneself begins no new run.
 *
 * @param shifts of one schedule, in their order
 */
export function runsOf(
  shifts: readonly Shift[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): readonly Run[] {
  const runs: Run[] = [];
  const add = (person: string | undefined, start: Temporal.Instant, end: Temporal.Instant) => {
    if (compare(start, end) >= 0) return;
    const last = runs.at(-1);
    if (last?.person === person && last) runs[runs.length - 1] = { ...last, end };
    else runs.push({ person, start, end });
  };
  let reached = from;
  for (const shift of shifts) {
    const start = later(shift.start, reached);
    const end = earlier(shift.end, to);
    if (compare(start, end) >= 0) continue;
    add(undefined, reached, start);
    add(shift.person, start, end);
    reached = end;
  }
  add(undefined, reached, to);
  return runs;
}

/** What changes hands between two lists of runs over the same span, both in order of time; so are the moves. */
export function movesBetween(before: readonly Run[], after: readonly Run[]): readonly Move[] {
  const moves: Move[] = [];
  let place = 0;
  for (const one of before) {
    // One that ends later is looked at again, beside the next run of before.
    for (let other = after[place]; other; other = after[place]) {
      const start = later(one.start, other.start);
      const end = earlier(one.end, other.end);
      if (one.person !== other.person && compare(start, end) < 0)
        moves.push({ start, end, before: one.person, after: other.person });
      if (compare(other.end, one.end) > 0) break;
      place += 1;
    }
  }
  return moves;
}
