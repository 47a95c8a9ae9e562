import { createDuty, type Duty, type Serving } from "./duty.ts";
import { earlier, later } from "./instant-order.ts";
import type { Overlays, Schedule, Shift, Span } from "./schedule.ts";

/** Somebody's shift at an instant, and what begins next; a next without a person: nobody serves from there on. */
export type OnCall = {
  readonly shift: Shift | undefined;
  readonly next:
    | { readonly person: string | undefined; readonly start: Temporal.Instant }
    | undefined;
};

/** How far a question looks ahead for somebody while nobody serves. */
const furthestAheadHours = 400 * 24;

/**
 * Says who is on call: the shifts that touch `[from, to)`, whole, sorted by start. No two overlap. The same person goes
 * on in a new shift at a hand-off, and where another source takes over. An empty span touches nothing.
 */
export function resolve(
  schedule: Schedule,
  overlays: Overlays,
  from: Temporal.Instant,
  to: Temporal.Instant,
): readonly Shift[] {
  if (Temporal.Instant.compare(from, to) >= 0) return [];
  const dutyAt = createDuty(schedule, overlays);
  const shifts: Shift[] = [];
  const end = upToMs(to);
  let duty = sinceStart(dutyAt, dutyAt(from.epochMilliseconds));
  while (duty.start < end) {
    const { serving } = duty;
    if (serving !== undefined) {
      duty = untilEnd(dutyAt, duty);
      shifts.push(shiftOf(schedule, duty, serving));
    }
    if (duty.end >= end) break;
    duty = dutyAt(duty.end);
  }
  return shifts;
}

/** The shift that runs at an instant; undefined: nobody serves. */
export function shiftAt(
  schedule: Schedule,
  overlays: Overlays,
  at: Temporal.Instant,
): Shift | undefined {
  return resolve(schedule, overlays, at, at.add({ nanoseconds: 1 }))[0];
}

/** The parts of `[from, to)` in which none of the spans holds; these may come in any order and overlap. */
export function gapsOf(
  spans: readonly Span[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): readonly Span[] {
  const gaps: Span[] = [];
  let covered = from;
  const ends: Span = { start: to, end: to };
  for (const { start, end } of [...spans.toSorted(byStart), ends]) {
    const gapEnd = earlier(start, to);
    if (Temporal.Instant.compare(covered, gapEnd) < 0) gaps.push({ start: covered, end: gapEnd });
    covered = later(covered, end);
  }
  return gaps;
}

/**
 * Says who serves at an instant and what comes next: the shift that follows without a break, else the gap. While nobody
 * serves, the next shift of the coming 400 days.
 */
export function onCallAt(schedule: Schedule, overlays: Overlays, at: Temporal.Instant): OnCall {
  const shift = shiftAt(schedule, overlays, at);
  if (shift !== undefined) {
    const { end } = shift;
    return { shift, next: { person: shiftAt(schedule, overlays, end)?.person, start: end } };
  }
  for (let hours = 24; hours < 2 * furthestAheadHours; hours *= 2) {
    const ahead = at.add({ hours: Math.min(hours, furthestAheadHours) });
    const [first] = resolve(schedule, overlays, at, ahead);
    if (first !== undefined) return { shift, next: { person: first.person, start: first.start } };
  }
  return { shift, next: undefined };
}

/** Goes back to where somebody began to serve. */
function sinceStart(dutyAt: (instant: number) => Duty, duty: Duty): Duty {
  if (duty.serving === undefined) return duty;
  let { start } = duty;
  for (let before = dutyAt(start - 1); goesOn(before, duty); before = dutyAt(start - 1))
    start = before.start;
  return { ...duty, start };
}

function untilEnd(dutyAt: (instant: number) => Duty, duty: Duty): Duty {
  let { end } = duty;
  for (let after = dutyAt(end); goesOn(after, duty); after = dutyAt(end)) end = after.end;
  return { ...duty, end };
}

const goesOn = ({ serving: a }: Duty, { serving: b }: Duty): boolean =>
  a?.by === b?.by && a?.handoff === b?.handoff;

const shiftOf = ({ id }: Schedule, { start, end }: Duty, { person, source }: Serving): Shift => ({
  schedule: id,
  person,
  source,
  start: Temporal.Instant.fromEpochMilliseconds(start),
  end: Temporal.Instant.fromEpochMilliseconds(end),
});

/** Part of a millisecond counts as a whole one, so that a span of a nanosecond holds its instant. */
const upToMs = (instant: Temporal.Instant): number =>
  Number((instant.epochNanoseconds + 999_999n) / 1_000_000n);

const byStart = (a: Span, b: Span): number => Temporal.Instant.compare(a.start, b.start);
