import type { Stretch } from "./stretch.ts";

/**
 * The clock on the wall of a zone, in milliseconds, since rosters ask it a thousand times over. An instant counts from
 * the epoch; a wall time is the instant at which UTC shows it.
 *
 * Of a wall time that is shown twice a start takes the first, an end the last: better two people than none. One that is
 * never shown becomes the first instant after the gap. Both run forward only: a later wall time is never an earlier instant.
 */
export type WallClock = {
  wallAt(instant: number): number;
  startOf(wall: number): number;
  endOf(wall: number): number;
};

/** A time between two changes of the offset, which is in milliseconds. */
type OffsetStretch = Stretch & { readonly offset: number };

/** No zone is as far as this from UTC. */
const furthestOffset = 24 * 3_600_000;

const clocks = new Map<string, WallClock>();

/**
 * Gives the clock of an IANA zone, which keeps the offset changes it has come across.
 *
 * @throws RangeError when nothing knows the zone
 */
export function wallClockOf(timeZone: string): WallClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = createWallClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

/** Writes a wall time in milliseconds, as a wall clock takes it. */
export const wallTime = (wall: Temporal.PlainDateTime): number =>
  wall.toZonedDateTime("UTC").epochMilliseconds;

/** The instant at which something that starts at this wall time starts. */
export const startInstant = (wall: Temporal.PlainDateTime, timeZone: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(wallClockOf(timeZone).startOf(wallTime(wall)));

/** The instant at which something that ends at this wall time ends. */
export const endInstant = (wall: Temporal.PlainDateTime, timeZone: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(wallClockOf(timeZone).endOf(wallTime(wall)));

function createWallClock(timeZone: string): WallClock {
  const offsetAt = createOffsets(timeZone);
  return {
    wallAt: (instant) => instant + offsetAt(instant).offset,
    startOf(wall) {
      let stretch = offsetAt(wall - furthestOffset);
      while (wall - stretch.offset >= stretch.end) stretch = offsetAt(stretch.end);
      return Math.max(stretch.start, wall - stretch.offset);
    },
    endOf(wall) {
      let stretch = offsetAt(wall + furthestOffset);
      while (wall - stretch.offset < stretch.start) stretch = offsetAt(stretch.start - 1);
      return Math.min(stretch.end, wall - stretch.offset);
    },
  };
}

function createOffsets(timeZone: string): (instant: number) => OffsetStretch {
  const known: OffsetStretch[] = []; // by time
  return (instant) => {
    const place = placeOf(known, instant);
    const before = known[place];
    if (before !== undefined && instant < before.end) return before;
    const found = offsetStretch(timeZone, instant);
    known.splice(place + 1, 0, found);
    return found;
  };
}

/** The last that has started at the instant, -1 when none has. */
function placeOf(stretches: readonly OffsetStretch[], instant: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.start ?? Number.POSITIVE_INFINITY) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function offsetStretch(timeZone: string, instant: number): OffsetStretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  // A change at this very instant counts as before it.
  const changed = moment.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const changes = moment.getTimeZoneTransition("next");
  return {
    start: changed?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    end: changes?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: moment.offsetNanoseconds / 1_000_000,
  };
}
