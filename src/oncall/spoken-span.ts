import { printInstant } from "./print-span.ts";
import { printInstant as printRfc } from "./print-time.ts";
import type { Span } from "./schedule.ts";
import { isSpan, type NoSpan, parseSpan, type SpokenSpan } from "./span-words.ts";
import { datesOf } from "./spoken-day.ts";
import { lengthAfter } from "./spoken-length.ts";
import { dayStart, placeTime, type Spoken } from "./spoken-time.ts";
import {
  endsFirst,
  isPast,
  noEnd,
  type TimeProblem,
  tooLong,
  unreadLength,
  unreadSpan,
  unreadTime,
} from "./time-problem.ts";
import { startInstant } from "./wall-clock.ts";

/** A span, with sentences for its writer on what was changed to make it one. */
export type SpanReading =
  | (Span & { readonly kind: "span"; readonly notes: readonly string[] })
  | TimeProblem;

/** A leap year: a longer one is a slip of the pen. */
const longestDays = 366;

/**
 * Reads a span that somebody typed, on the clock of their zone; its times are those of `readInstant`.
 *
 * `<from> to <to>`, also with "from" before it, or "until", "till" or a dash between; `<from> for 2h`; from now `for 2h`
 * and `until mon 9`; a whole `tomorrow`, `on friday`, `2 march`; `tonight` (18:00 to 09:00), `this weekend` (Saturday and
 * Sunday), `next week` (from Monday). An end without a date is the next such time after the start. An end that is a day
 * includes it, so that "fri to sun" are three days.
 *
 * Today's time is also meant when it is past but its end is still ahead: at 18:05 "18:00 to 22:00" is this evening, not
 * tomorrow's. A start that is past becomes `now`, which is noted. A choice's words are a whole span again.
 */
export function readSpan(text: string, { now, timeZone }: Spoken): SpanReading {
  const said = parseSpan(text);
  const spoken = { now, timeZone };
  if (!isSpan(said)) return unread(said, text);
  if (said.kind === "whole") return checked(wholeSpan(said.whole, spoken), spoken);
  const midnight = dayStart(now.toZonedDateTimeISO(timeZone).toPlainDate(), timeZone);
  const today = placeSpan(said, spoken, midnight);
  const isAhead = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) > 0;
  const isLive = "kind" in today ? today.choices.some(({ at }) => isAhead(at)) : isAhead(today.end);
  return checked(isLive ? today : placeSpan(said, spoken, now), spoken);
}

function unread({ kind, words }: NoSpan, text: string): TimeProblem {
  if (words === "") return unreadSpan(text.trim());
  switch (kind) {
    case "no_span":
      return unreadSpan(text.trim());
    case "no_time":
      return unreadTime(words);
    case "no_length":
      return unreadLength(words);
    case "no_end":
      return noEnd(words);
  }
}

/** Places both ends, the start not before `after`. */
function placeSpan(
  said: Exclude<SpokenSpan, { kind: "whole" }>,
  spoken: Spoken,
  after: Temporal.Instant,
): Span | TimeProblem {
  const joiner = said.kind === "length" ? "for" : "to";
  const first = placeTime(said.start.meant, said.start.words, { ...spoken, side: "start", after });
  if (first.kind === "problem")
    return withWords(first, (start) => `${start} ${joiner} ${said.end.words}`);
  const start = first.at;
  const from = said.start.meant.kind === "now" ? "now" : printRfc(start, spoken.timeZone);
  if (said.kind === "length") {
    return { start, end: lengthAfter(start, said.end.meant, spoken.timeZone, "end") };
  }
  const last = placeTime(said.end.meant, said.end.words, { ...spoken, side: "end", after: start });
  if (last.kind === "problem") return withWords(last, (end) => `${from} to ${end}`);
  return { start, end: last.at };
}

const withWords = (problem: TimeProblem, spanOf: (words: string) => string): TimeProblem => ({
  ...problem,
  choices: problem.choices.map((choice) => ({ ...choice, words: spanOf(choice.words) })),
});

function wholeSpan(
  whole: Extract<SpokenSpan, { kind: "whole" }>["whole"],
  { now, timeZone }: Spoken,
): Span {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const days = (first: Temporal.PlainDate, count: number): Span => ({
    start: dayStart(first, timeZone),
    end: dayStart(first.add({ days: count }), timeZone),
  });
  switch (whole) {
    case "tonight": {
      const evening = today.toPlainDateTime("18:00");
      const morning = evening.add({ hours: 15 });
      return { start: startInstant(evening, timeZone), end: startInstant(morning, timeZone) };
    }
    case "weekend":
      return days(monday.add({ days: 5 }), 2);
    case "next week":
      return days(monday.add({ days: 7 }), 7);
    default:
      return days(datesOf(whole, today, today)[0] ?? today, 1);
  }
}

/** Refuses what is no span of the future, and cuts off what is past of one. */
function checked(placed: Span | TimeProblem, { now, timeZone }: Spoken): SpanReading {
  if ("kind" in placed) return placed;
  const { start, end } = placed;
  if (Temporal.Instant.compare(end, start) <= 0) return endsFirst({ start, end, timeZone });
  if (Temporal.Instant.compare(end, now) <= 0) return isPast({ start, end, timeZone });
  const isRunning = Temporal.Instant.compare(start, now) < 0;
  const span = { start: isRunning ? now : start, end };
  const latest = span.start.toZonedDateTimeISO(timeZone).add({ days: longestDays }).toInstant();
  if (Temporal.Instant.compare(end, latest) > 0) return tooLong({ ...span, timeZone }, longestDays);
  const notes = isRunning
    ? [`The start, ${printInstant(start, [timeZone])}, is past, so this starts now.`]
    : [];
  return { kind: "span", ...span, notes };
}
