import type { Layer, ShiftLength } from "./schedule.ts";
import type { Stretch } from "./stretch.ts";
import { type WallClock, wallTime } from "./wall-clock.ts";

/** People in order, shift after shift, for ever in both directions unless it has an end. In epoch milliseconds. */
export type Rotation = {
  /** The start of shift k, for every whole k; the end is not regarded. Two are equal where a clock change swallows a shift. */
  handoff(k: number): number;
  /** The shift that is running, cut by the end of the rotation; from there on nobody's, for ever. */
  shiftAt(instant: number): RotationShift;
};

type RotationShift = Stretch & { readonly person: string | undefined };

/** Months are as long as they are on average (Gregorian), which finds the right shift or its neighbour. */
const unitMs: Readonly<Record<ShiftLength["unit"], number>> = {
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
  months: 2_629_746_000,
};

/**
 * Creates the rotation of a layer. Hand-offs are counted on the wall clock from its start, months clamped: 31 January, 28
 * February, 31 March.
 */
export function createRotation(
  layer: Pick<Layer, "people" | "every" | "start" | "until">,
  clock: WallClock,
): Rotation {
  const { people, every, start, until } = layer;
  const startWall = wallTime(start);
  const lengthMs = every.count * unitMs[every.unit];
  const end = until === undefined ? Number.POSITIVE_INFINITY : clock.endOf(wallTime(until));

  const wallOf = (k: number): number =>
    every.unit === "months"
      ? wallTime(start.add({ months: k * every.count }))
      : startWall + k * lengthMs;
  const handoff = (k: number): number => clock.startOf(wallOf(k));

  function runningAt(instant: number): Stretch & { readonly k: number } {
    let k = Math.floor((clock.wallAt(instant) - startWall) / lengthMs);
    let shift: Stretch = { start: handoff(k), end: handoff(k + 1) };
    // A hand-off in a repeated hour is its first showing, which the clock on the wall has forgotten.
    while (shift.start > instant) {
      k -= 1;
      shift = { start: handoff(k), end: shift.start };
    }
    while (shift.end <= instant) {
      k += 1;
      shift = { start: shift.end, end: handoff(k + 1) };
    }
    return { ...shift, k };
  }

  return {
    handoff,
    shiftAt(instant) {
      if (instant >= end) return { start: end, end: Number.POSITIVE_INFINITY, person: undefined };
      const { k, ...shift } = runningAt(instant);
      const place = ((k % people.length) + people.length) % people.length;
      return { start: shift.start, end: Math.min(shift.end, end), person: people[place] };
    },
  };
}
