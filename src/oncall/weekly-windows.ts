import type { WeeklyWindow } from "./schedule.ts";
import type { Stretch } from "./stretch.ts";
import type { WallClock } from "./wall-clock.ts";

/** Tells whether any window is open, and for how long that stays so: an open stretch is whole, a closed one may be a part. */
export type WindowsAt = (instant: number) => Stretch & { readonly open: boolean };

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** The Monday before the epoch, a Thursday. */
const someMonday = -3 * dayMs;
const always = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** Creates the windows of a layer, united; those that touch are one. Undefined: always open. None at all: never. */
export function createWindows(
  windows: readonly WeeklyWindow[] | undefined,
  clock: WallClock,
): WindowsAt {
  if (windows === undefined) return () => ({ ...always, open: true });
  const week = unitedWeek(windows);
  if (week.length === 0) return () => ({ ...always, open: false });
  if (week.some(({ start, end }) => end - start >= weekMs))
    return () => ({ ...always, open: true });

  // The windows of all weeks are numbered in their order. A window which a clock change swallows closes as it opens.
  const edge = (j: number, side: keyof Stretch): number => {
    const number = Math.floor(j / week.length);
    return someMonday + number * weekMs + (week[j - number * week.length]?.[side] ?? 0);
  };
  const opens = (j: number): number => clock.startOf(edge(j, "start"));
  const closes = (j: number): number => clock.endOf(edge(j, "end"));

  /** The last window that has opened. */
  function indexAt(instant: number): number {
    let j = Math.floor((clock.wallAt(instant) - someMonday) / weekMs) * week.length;
    while (opens(j) > instant) j -= 1;
    while (opens(j + 1) <= instant) j += 1;
    return j;
  }

  return (instant) => {
    let j = indexAt(instant);
    let end = closes(j);
    if (end <= instant) return { start: end, end: opens(j + 1), open: false };
    // What is apart on the wall can touch in time: a clock change may skip the pause.
    let next = j + 1;
    while (opens(next) <= end) {
      end = Math.max(end, closes(next));
      next += 1;
    }
    while (closes(j - 1) >= opens(j)) j -= 1;
    return { start: opens(j), end, open: true };
  };
}

/** The windows of one week as milliseconds from Monday 00:00 on the wall, in order, none touching another, not even next week's first. */
function unitedWeek(windows: readonly WeeklyWindow[]): readonly Stretch[] {
  const single = windows
    .flatMap((window) => window.days.map((day) => windowOn(day, window)))
    .toSorted((a, b) => a.start - b.start);
  const united: Stretch[] = [];
  for (const window of single) {
    const last = united.at(-1);
    if (last === undefined || last.end < window.start) united.push(window);
    else united[united.length - 1] = { start: last.start, end: Math.max(last.end, window.end) };
  }
  return intoNextWeek(united);
}

/** Joins the last window with the first of the next week where they touch, so that the later closes later. */
function intoNextWeek(week: readonly Stretch[]): readonly Stretch[] {
  const first = week[0];
  const last = week.at(-1);
  if (first === undefined || last === undefined || first === last) return week;
  if (last.end < first.start + weekMs) return week;
  const joined = { start: last.start, end: Math.max(last.end, first.end + weekMs) };
  return intoNextWeek([...week.slice(1, -1), joined]);
}

function windowOn(day: number, { from, to }: WeeklyWindow): Stretch {
  const midnight = (day - 1) * dayMs;
  const start = midnight + msOfDay(from);
  const end = midnight + msOfDay(to);
  return { start, end: end <= start ? end + dayMs : end };
}

const msOfDay = (time: Temporal.PlainTime): number =>
  ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond;
