import type { OncallSubject } from "./oncall-subject.ts";

/** The instants of the time ahead at which somebody else may be on call, from its start on, in order. */
export function turningPoints({ ahead, shiftsOf }: OncallSubject): readonly Temporal.Instant[] {
  const { compare } = Temporal.Instant;
  const within = (at: Temporal.Instant) =>
    compare(ahead.start, at) < 0 && compare(at, ahead.end) < 0;
  const turns = [...shiftsOf.values()].flat().flatMap(({ start, end }) => [start, end]);
  const byTime = new Map(turns.filter(within).map((at) => [at.epochMilliseconds, at]));
  return [ahead.start, ...[...byTime.values()].sort(compare)];
}
