import { parseSpokenDuration } from "../chat/spoken-duration.ts";
import { endInstant, startInstant } from "./wall-clock.ts";

/** A length of time: whole days on the wall clock, then exact time. */
export type SpokenLength = { readonly days: number; readonly exact: Temporal.Duration };

/** Many large lengths in a row would leave the calendar. */
const mostLetters = 40;

const shape = /^(?:(\d{1,3}) ?(?:w|weeks?)(?![a-z]) ?)?(?:(\d{1,4}) ?(?:d|days?)(?![a-z]) ?)?(.*)$/;

/** Reads a length in lower case: `2h`, `30 minutes`, `1h 30m`, `3 days`, `1 week`; undefined for none and for 0. */
export function readLength(text: string): SpokenLength | undefined {
  if (text.length > mostLetters) return undefined;
  const [, weeks = "0", days = "0", rest = ""] = shape.exec(text) ?? [];
  const exact = parseSpokenDuration(rest === "" ? "0" : rest);
  const whole = Number(weeks) * 7 + Number(days);
  return exact && (whole > 0 || !exact.blank) ? { days: whole, exact } : undefined;
}

/** Goes on from an instant by a length, up to a whole minute. Days keep the hour, whatever the clocks do meanwhile. */
export function lengthAfter(
  at: Temporal.Instant,
  { days, exact }: SpokenLength,
  timeZone: string,
  side: "start" | "end",
): Temporal.Instant {
  const toInstant = side === "start" ? startInstant : endInstant;
  const wall = at.toZonedDateTimeISO(timeZone).toPlainDateTime().add({ days });
  return (days === 0 ? at : toInstant(wall, timeZone))
    .add(exact)
    .round({ smallestUnit: "minute", roundingMode: "ceil" });
}
