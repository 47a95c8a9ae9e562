import { resolve } from "../../src/oncall/resolve.ts";
import type { Layer, Schedule, ShiftLength } from "../../src/oncall/schedule.ts";
import { endInstant, startInstant } from "../../src/oncall/wall-clock.ts";
import { layerOf, noOverlays, scheduleOf } from "./rosters.ts";

// What must hold in every zone around every change of its offset. The expected instants come from Temporal itself.

/** A change of a zone's offset. */
export type Change = { readonly zone: string; readonly at: Temporal.Instant };

type Side = "start" | "end";
/** A shift in epoch milliseconds, since there are millions. */
type Served = {
  readonly person: string | undefined;
  readonly start: number;
  readonly end: number;
};
type Check = (fault: (text: string) => void) => void;

const people = ["p0", "p1", "p2", "p3", "p4"];
const lengths = [
  "1 hours",
  "12 hours",
  "1 days",
  "2 days",
  "1 weeks",
  "1 months",
] as const satisfies readonly `${number} ${ShiftLength["unit"]}`[];

/** Every zone that the platform lists, and some it takes although it does not list them. */
export const zones: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", "US/Pacific", "Europe/Kyiv", "EST"]),
];

/** The changes of a zone's offset from 2000 up to the end of 2040. */
export function changesOf(zone: string): readonly Change[] {
  const changes: Change[] = [];
  let moment = Temporal.Instant.from("2000-01-01T00:00Z").toZonedDateTimeISO(zone);
  for (;;) {
    const next = moment.getTimeZoneTransition("next");
    if (next === null || next.year > 2040) return changes;
    changes.push({ zone, at: next.toInstant() });
    moment = next;
  }
}

/** Runs every check around a change: how many there were, and a sentence for each that failed. */
export function checkChange(change: Change): { checks: number; faults: readonly string[] } {
  const checks = [
    wallClockCheck(change),
    ...lengths.flatMap((every) => rotationChecks(change, every)),
    ...windowChecks(change),
  ];
  const faults: string[] = [];
  for (const check of checks)
    check((text) => faults.push(`${change.zone} at ${change.at}: ${text}`));
  return { checks: checks.length, faults };
}

/** The wall time as an instant, by the disambiguations of Temporal. */
export function temporalInstant(
  wall: Temporal.PlainDateTime,
  zone: string,
  side: Side,
): Temporal.Instant {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall))
    return side === "start"
      ? earlier.toInstant()
      : wall.toZonedDateTime(zone, { disambiguation: "later" }).toInstant();
  const afterGap = earlier.getTimeZoneTransition("next");
  if (afterGap === null) throw new Error(`${wall} is missing in ${zone} without a change.`);
  return afterGap.toInstant();
}

/** The wall times just before what the change removes or doubles, at its start, in its middle and at its end. */
function wallsInside({ zone, at }: Change): readonly Temporal.PlainDateTime[] {
  const after = at.toZonedDateTimeISO(zone);
  const shift =
    after.offsetNanoseconds -
    at.subtract({ seconds: 1 }).toZonedDateTimeISO(zone).offsetNanoseconds;
  const shown = after.toPlainDateTime();
  const unshown = shown.subtract({ nanoseconds: shift });
  const [first, last] = shift > 0 ? [unshown, shown] : [shown, unshown];
  const middle = first.add({ seconds: Math.floor(Math.abs(shift) / 2e9) });
  return [first.subtract({ seconds: 1 }), first, middle, last];
}

function wallClockCheck(change: Change): Check {
  return (fault) => {
    const { zone, at } = change;
    const first = at.subtract({ hours: 30 }).toZonedDateTimeISO(zone).toPlainDateTime();
    const walls = [
      ...Array.from({ length: 60 }, (_, hours) => first.add({ hours })),
      ...wallsInside(change),
    ].toSorted(Temporal.PlainDateTime.compare);
    const told = { start: startInstant, end: endInstant };
    for (const side of ["start", "end"] as const) {
      let before = Number.NEGATIVE_INFINITY;
      for (const wall of walls) {
        const found = told[side](wall, zone);
        const wanted = temporalInstant(wall, zone, side);
        if (!found.equals(wanted)) fault(`${side} of ${wall} is ${found}, not ${wanted}`);
        if (found.epochMilliseconds < before) fault(`${side} of ${wall} runs back`);
        before = found.epochMilliseconds;
      }
    }
  };
}

/** Rotations of which a hand-off falls inside the change: the first, and a later one or one before the start. */
function rotationChecks(change: Change, every: (typeof lengths)[number]): readonly Check[] {
  return wallsInside(change).flatMap((wall, place) =>
    [0, place % 2 === 0 ? 3 : -2].map((k) => (fault: (text: string) => void) => {
      const about = layerOf(people, every, wall.toString());
      const layer = { ...about, start: wall.subtract(durationOf(about.every, k)) };
      const name = `every ${every} from ${layer.start}`;
      rotationCheck(change, layer, k)((text) => fault(`${name}: ${text}`));
    }),
  );
}

function rotationCheck(change: Change, layer: Layer, around: number): Check {
  return (fault) => {
    const expected: Served[] = [];
    let start = handoff(change.zone, layer, around - 5);
    for (let k = around - 5; k < around + 5; k += 1) {
      const end = handoff(change.zone, layer, k + 1);
      if (end < start) fault(`hand-off ${k + 1} runs back`);
      if (start < end) expected.push({ person: people[((k % 5) + 5) % 5], start, end });
      start = end;
    }
    const schedule = scheduleOf(change.zone, [layer]);
    const shifts = servedIn(schedule, expected[0]?.start ?? start, start);
    compare(shifts, expected, fault);
    for (const [place, shift] of shifts.slice(0, -1).entries())
      if (shifts[place + 1]?.start !== shift.end)
        fault(`a gap or an overlap at ${text(shift.end)}`);
    sameAround(schedule, change, expected)(fault);
  };
}

/** Windows that start, or end, or lie wholly inside the change, on its day and on the days beside. */
function windowChecks(change: Change): readonly Check[] {
  const [before, first, middle, last] = wallsInside(change);
  const times = [before, first, middle, last, first?.subtract({ hours: 5 })].filter(
    (wall) => wall !== undefined,
  );
  const days = [0, 1, 6].map((later) => (((first?.dayOfWeek ?? 1) - 1 + later) % 7) + 1);
  return times.flatMap((from) =>
    times.map((to): Check => {
      const window = { days, from: from.toPlainTime(), to: to.toPlainTime() };
      const layer = layerOf(["p0"], "9000 months", "1995-01-01T00:00", { active: [window] });
      const name = `window ${window.from} to ${window.to}`;
      return (fault) => windowCheck(change, layer)((text) => fault(`${name}: ${text}`));
    }),
  );
}

function windowCheck(change: Change, layer: Layer): Check {
  return (fault) => {
    const { zone, at } = change;
    const today = at.toZonedDateTimeISO(zone).toPlainDate();
    const windows = Array.from({ length: 19 }, (_, days) => today.add({ days: days - 9 })).flatMap(
      (date) => windowsOn(date, zone, layer),
    );
    const from = at.subtract({ hours: 24 * 5 }).epochMilliseconds;
    const to = at.add({ hours: 24 * 5 }).epochMilliseconds;
    const expected = united(windows).filter((window) => touches(window, from, to));
    const schedule = scheduleOf(zone, [layer]);
    compare(servedIn(schedule, from, to), expected, fault);
    sameAround(schedule, change, expected)(fault);
  };
}

function windowsOn(date: Temporal.PlainDate, zone: string, { active }: Layer): readonly Served[] {
  return (active ?? []).flatMap(({ days, from, to }) => {
    if (!days.includes(date.dayOfWeek)) return [];
    const isLater = Temporal.PlainTime.compare(to, from) > 0;
    const last = isLater ? date : date.add({ days: 1 });
    const start = temporalInstant(date.toPlainDateTime(from), zone, "start").epochMilliseconds;
    const end = temporalInstant(last.toPlainDateTime(to), zone, "end").epochMilliseconds;
    return start < end ? [{ person: "p0", start, end }] : [];
  });
}

/** What is asked at an instant, or for a part, is what the whole says of it: at the change and the edges next to it. */
const sameAround =
  (schedule: Schedule, change: Change, shifts: readonly Served[]): Check =>
  (fault) => {
    const at = change.at.epochMilliseconds;
    const start = shifts[0]?.start ?? at;
    const end = shifts.at(-1)?.end ?? at;
    const edges = shifts.flatMap((shift) => [shift.start, shift.end]);
    const before = edges.findLast((edge) => edge < at) ?? at;
    const after = edges.find((edge) => at < edge) ?? at;
    const instants = [before, at, after].flatMap((edge) => [edge - 1, edge]);
    for (const [place, from] of instants.entries())
      for (const to of [from + 1, instants[place + 3] ?? from]) {
        if (from >= to || from < start || end < to) continue;
        const touching = shifts.filter((shift) => touches(shift, from, to));
        compare(servedIn(schedule, from, to), touching, (found) =>
          fault(`asked from ${text(from)} to ${text(to)}: ${found}`),
        );
      }
  };

function compare(
  found: readonly Served[],
  wanted: readonly Served[],
  fault: (text: string) => void,
): void {
  const isSame = (shift: Served, place: number) => {
    const other = wanted[place];
    return (
      shift.person === other?.person && shift.start === other?.start && shift.end === other?.end
    );
  };
  if (found.length === wanted.length && found.every(isSame)) return;
  fault(`found ${found.map(line).join("; ")}, wanted ${wanted.map(line).join("; ")}`);
}

const servedIn = (schedule: Schedule, from: number, to: number): readonly Served[] =>
  resolve(schedule, noOverlays, fromMs(from), fromMs(to)).map(({ person, start, end }) => ({
    person,
    start: start.epochMilliseconds,
    end: end.epochMilliseconds,
  }));

const touches = (shift: Served, from: number, to: number): boolean =>
  shift.start < to && from < shift.end;

const line = ({ person, start, end }: Served): string => `${person} ${text(start)} to ${text(end)}`;

const text = (ms: number): string => fromMs(ms).toString();

const fromMs = (ms: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms);

const handoff = (zone: string, { start, every }: Layer, k: number): number =>
  temporalInstant(start.add(durationOf(every, k)), zone, "start").epochMilliseconds;

const durationOf = ({ count, unit }: ShiftLength, k: number): Temporal.DurationLike => ({
  [unit]: count * k,
});

/** In order; those that touch are one. */
function united(windows: readonly Served[]): readonly Served[] {
  const result: Served[] = [];
  for (const window of windows) {
    const last = result.at(-1);
    if (last === undefined || last.end < window.start) result.push(window);
    else if (last.end < window.end) result.splice(-1, 1, { ...last, end: window.end });
  }
  return result;
}
