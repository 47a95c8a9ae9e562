import type { Span } from "./schedule.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * Writes an instant for people, once per zone: `Fri 27 Nov 18:00 (Europe/Berlin, +01:00)`, further zones after a semicolon,
 * or beside it where their clocks show the same.
 *
 * Seconds are cut off. There is no year: the weekday tells it among five in a row.
 */
export function printInstant(at: Temporal.Instant, zones: readonly string[]): string {
  return inEach(zones, (timeZone) => {
    const zoned = at.toZonedDateTimeISO(timeZone);
    return { time: shown(zoned, false), offset: zoned.offset };
  });
}

/**
 * Writes both ends of a span, once per zone: `Fri 27 Nov 18:00 to Mon 30 Nov 09:00 (Europe/Berlin, +01:00)`.
 *
 * Where the offset differs between the ends each has its own: `Sat 24 Oct 18:00 +02:00 to Sun 25 Oct 09:00 +01:00
 * (Europe/Berlin)`. Ends in two years show them.
 */
export function printSpan({ start, end }: Span, zones: readonly string[]): string {
  return inEach(zones, (timeZone) => {
    const from = start.toZonedDateTimeISO(timeZone);
    const to = end.toZonedDateTimeISO(timeZone);
    const withYear = from.year !== to.year;
    const [first, last] = [shown(from, withYear), shown(to, withYear)];
    return from.offset === to.offset
      ? { time: `${first} to ${last}`, offset: from.offset }
      : { time: `${first} ${from.offset} to ${last} ${to.offset}`, offset: undefined };
  });
}

/** On one clock, with the offset where it is the same throughout. */
type Clocked = { readonly time: string; readonly offset: string | undefined };

/** Zones whose clocks show the same stand together. */
function inEach(zones: readonly string[], print: (timeZone: string) => Clocked): string {
  const clocks = Map.groupBy(new Set(zones), (zone) => {
    const { time, offset } = print(zone);
    return JSON.stringify([time, offset ?? null]);
  });
  return [...clocks.values()]
    .map((same) => {
      const { time, offset } = print(same[0] ?? "UTC");
      const names = same.join(" and ");
      return `${time} (${offset === undefined ? names : `${names}, ${offset}`})`;
    })
    .join("; ");
}

function shown(zoned: Temporal.ZonedDateTime, withYear: boolean): string {
  const { dayOfWeek, day, month, year } = zoned;
  const time = zoned.toPlainTime().toString({ smallestUnit: "minute" });
  const date = `${weekdays[dayOfWeek - 1]} ${day} ${months[month - 1]}`;
  return `${date}${withYear ? ` ${year}` : ""} ${time}`;
}
