import type { Shift, Span } from "./schedule.ts";

/** One person, or nobody, without a break. */
export type Run = Span & { readonly person: string | undefined };

/** A span that one person has before a change and another after it; undefined: nobody. */
export type Move = Span & {
  readonly before: string | undefined;
  readonly after: string | undefined;
};

const { compare } = Temporal.Instant;
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (compare(a, b) < 0 ? a : b);
const later = (a: Temporal.Instant, b: Temporal.Instant) => (compare(a, b) > 0 ? a : b);

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

/** What changes hands between two lists of runs over the same span, in order of time. */
export function movesBetween(before: readonly Run[], after: readonly Run[]): readonly Move[] {
  const moves: Move[] = [];
  for (const one of before) {
    for (const other of after) {
      const start = later(one.start, other.start);
      const end = earlier(one.end, other.end);
      if (one.person === other.person || compare(start, end) >= 0) continue;
      moves.push({ start, end, before: one.person, after: other.person });
    }
  }
  return moves;
}
