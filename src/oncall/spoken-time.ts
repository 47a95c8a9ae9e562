import { readClock, type SpokenClock } from "./spoken-clock.ts";
import { datesOf, readDay, type SpokenDay } from "./spoken-day.ts";
import { lengthAfter, readLength, type SpokenLength } from "./spoken-length.ts";
import { askBack, type TimeProblem, unreadTime } from "./time-problem.ts";
import { startInstant } from "./wall-clock.ts";

/** A time as it was said; only an exact one is an instant before somebody says what time it is and where. */
export type SpokenTime =
  | { readonly kind: "now" }
  | { readonly kind: "exact"; readonly at: Temporal.Instant }
  | { readonly kind: "later"; readonly length: SpokenLength }
  | { readonly kind: "day"; readonly day: SpokenDay }
  | {
      readonly kind: "wall";
      readonly day: SpokenDay | undefined;
      readonly clock: SpokenClock;
    };

/** When and where something was said. */
export type Spoken = { readonly now: Temporal.Instant; readonly timeZone: string };

/** Which end of a span the time is. */
type Side = "start" | "end";

export type InstantReading =
  | { readonly kind: "instant"; readonly at: Temporal.Instant }
  | TimeProblem;

/**
 * Reads a time that somebody typed, on the clock of their zone: `18:00`, `9am`, `noon`, `fri 18:00`, `tomorrow 9`,
 * `tonight`, `next friday 9`, `in 2h`, `+30m`, `2 march 18:00`, `2026-03-02T18:00`, RFC 3339 with an offset.
 *
 * A time of day, a weekday and a date without a year are the next from `now` on; a day counts until it is over, so that
 * "friday" on a Friday is today. A day alone is its first instant for a start; for an end it is taken in, as calendars do
 * with whole days: "friday" ends when Saturday begins. "Next friday" is that of the next calendar week (they start on
 * Monday). "Tonight" is 18:00, and "tonight 8" 20:00. A day and its date may be past, as may exact times.
 *
 * Two choices: a time that the clocks skip or show twice (unless the first is past), and the midnight of a named day.
 */
export function readInstant(
  words: string,
  { side, ...spoken }: Spoken & { readonly side: Side },
): InstantReading {
  const time = parseTime(words);
  return time ? placeTime(time, words, { ...spoken, side, after: spoken.now }) : unreadTime(words);
}

const isoStart = /^\d{4}-\d{2}-\d{2}(?=t\d)t/;
const offsetEnd = / ?(z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const fillers = ["at", "on", "of", "the"];

/** Reads the words alone; undefined when they are no time. */
export function parseTime(words: string): SpokenTime | undefined {
  const plain = words
    .toLowerCase()
    .replace(/[\s.,!?]+$/, "")
    .trimStart()
    .replaceAll(/\s+/g, " ")
    .replace(isoStart, (date) => `${date.slice(0, -1)} `);
  if (plain === "now") return { kind: "now" };
  const later = /^(?:in |\+ ?)(.+)$/.exec(plain)?.[1];
  if (later !== undefined) {
    const length = readLength(later);
    return length && { kind: "later", length };
  }
  const parts = plain.split(" ").filter((word) => !fillers.includes(word));
  if (parts.includes("tonight")) return parseTonight(parts);
  const offset = offsetEnd.exec(plain)?.[1];
  const wall = parseWall(parts.join(" ").replace(offsetEnd, "").split(" "));
  return offset === undefined ? wall : exactTime(wall, offset);
}

/** An offset goes with a full date and a time of day. */
function exactTime(wall: SpokenTime | undefined, offset: string): SpokenTime | undefined {
  if (wall?.kind !== "wall" || wall.day?.kind !== "date") return undefined;
  const zoned = wall.day.date.toZonedDateTime({
    timeZone: offset === "z" ? "UTC" : offset,
    plainTime: wall.clock.time,
  });
  return { kind: "exact", at: zoned.toInstant() };
}

/** "2nd march 2027 9 am": more cannot be read, and a long line is looked through fast. */
const mostParts = 5;

/** A day, a time of day, or both in any order. */
function parseWall(parts: readonly string[]): SpokenTime | undefined {
  if (parts.length > mostParts) return undefined;
  const day = readDay(parts.join(" "));
  if (day) return { kind: "day", day };
  const clock = readClock(parts.join(" "));
  if (clock) return { kind: "wall", day: undefined, clock };
  const cuts = parts.map((_, at) => [parts.slice(0, at).join(" "), parts.slice(at).join(" ")]);
  const read = (dayWords = "", clockWords = ""): SpokenTime[] => {
    const found = { day: readDay(dayWords), clock: readClock(clockWords) };
    return found.day && found.clock ? [{ kind: "wall", day: found.day, clock: found.clock }] : [];
  };
  return [
    ...cuts.flatMap(([first, second]) => read(first, second)),
    ...cuts.flatMap(([first, second]) => read(second, first)),
  ][0];
}

/** The night that begins today: 18:00 to 09:00. An hour from 6 to 11 is in the evening unless it says "am". */
function parseTonight(parts: readonly string[]): SpokenTime | undefined {
  const rest = parts.filter((word) => word !== "tonight");
  if (parts.length - rest.length > 1) return undefined;
  const clock = readClock(rest.length === 0 ? "18:00" : rest.join(" "));
  if (!clock) return undefined;
  const { time, form } = clock;
  const isEvening = form === "plain" && time.hour >= 6 && time.hour < 12;
  const hour = time.hour + (isEvening ? 12 : 0);
  if (hour > 9 && hour < 18) return undefined;
  return {
    kind: "wall",
    day: { kind: "ahead", days: hour < 18 ? 1 : 0 },
    clock: { time: time.with({ hour }), form: "plain" },
  };
}

/** Where to place a spoken time: not before `after` for a start, later than it for an end. */
type Place = Spoken & { readonly side: Side; readonly after: Temporal.Instant };

/**
 * Gives the first instant that the time can be at its place.
 *
 * @param words what was said, for the question that a time with two choices asks back
 */
export function placeTime(time: SpokenTime, words: string, place: Place): InstantReading {
  const { now, timeZone, side } = place;
  switch (time.kind) {
    case "now":
      return { kind: "instant", at: now };
    case "exact":
      return { kind: "instant", at: time.at };
    case "later":
      return { kind: "instant", at: lengthAfter(now, time.length, timeZone, side) };
    case "day": {
      const [date] = datesAt(time.day, place);
      const first = side === "start" ? date : date?.add({ days: 1 });
      return first ? { kind: "instant", at: dayStart(first, timeZone) } : unreadTime(words);
    }
    case "wall": {
      const meant = meantAt(time, place);
      const [at, other] = meant?.instants ?? [];
      if (!meant || !at) return unreadTime(words);
      return other ? askBack(meant.reason, words, [at, other], timeZone) : { kind: "instant", at };
    }
  }
}

/** The first instant of a date. */
export const dayStart = (date: Temporal.PlainDate, timeZone: string): Temporal.Instant =>
  startInstant(date.toPlainDateTime(), timeZone);

function datesAt(day: SpokenDay | undefined, { now, timeZone, after }: Place) {
  const dateOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate();
  return datesOf(day, dateOf(now), dateOf(after));
}

type WallTime = Extract<SpokenTime, { kind: "wall" }>;

/** What a time on one date can be, the earlier first; the reason says why when there are two. */
type Meanings = {
  readonly reason: "missing" | "twice" | "midnight";
  readonly instants: readonly Temporal.Instant[];
  /** The instant at which the clocks skip it. */
  readonly skipped?: Temporal.Instant;
};

/** The meanings on the first date that has one ahead; else those on the first date, which are past. */
function meantAt({ day, clock }: WallTime, place: Place): Meanings | undefined {
  const { timeZone, side, after } = place;
  const isAhead = (at: Temporal.Instant) =>
    Temporal.Instant.compare(at, after) >= (side === "start" ? 0 : 1);
  const isMidnight = day !== undefined && clock.form === "word" && clock.time.hour === 0;
  const found = datesAt(day, place).map((date) =>
    isMidnight ? midnights(date, timeZone) : meaningsOf(date.toPlainDateTime(clock.time), timeZone),
  );
  const ahead = found.map((meanings) => ({
    ...meanings,
    instants: meanings.instants.filter((at) => isAhead(meanings.skipped ?? at)),
  }));
  return ahead.find(({ instants }) => instants.length > 0) ?? found[0];
}

const midnights = (date: Temporal.PlainDate, timeZone: string): Meanings => ({
  reason: "midnight",
  instants: [dayStart(date, timeZone), dayStart(date.add({ days: 1 }), timeZone)],
});

function meaningsOf(wall: Temporal.PlainDateTime, timeZone: string): Meanings {
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(timeZone, { disambiguation: "later" });
  if (earlier.equals(later)) return { reason: "twice", instants: [earlier.toInstant()] };
  const instants = [earlier.toInstant(), later.toInstant()];
  return earlier.toPlainDateTime().equals(wall)
    ? { reason: "twice", instants }
    : { reason: "missing", instants, skipped: startInstant(wall, timeZone) };
}
