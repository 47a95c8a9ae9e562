import { printInstant, printSpan } from "./print-span.ts";
import { printInstant as printRfc } from "./print-time.ts";
import type { Span } from "./schedule.ts";

/** What else could be meant: the instant, its offset, and the words that say so and nothing else. */
type TimeChoice = {
  readonly at: Temporal.Instant;
  readonly offset: string;
  readonly words: string;
};

/**
 * Why words do not become a time. The text is for whoever wrote them and tells the next move.
 *
 * A time that is `missing` or shown `twice` where the clocks change, and the `midnight` of a day, which can be its start
 * or its end, have two choices, the earlier first; the others have none.
 */
export type TimeProblem = {
  readonly kind: "problem";
  readonly reason:
    | "unread"
    | "no_end"
    | "ends_first"
    | "past"
    | "too_long"
    | "missing"
    | "twice"
    | "midnight";
  readonly text: string;
  readonly choices: readonly TimeChoice[];
};

/** A span, its ends in the speaker's zone. */
type SpokenIn = Span & { readonly timeZone: string };

const longestQuote = 60;

function quoted(words: string): string {
  const letters = [...words];
  return letters.length > longestQuote
    ? `"${letters.slice(0, longestQuote).join("")}…"`
    : `"${words}"`;
}

const problem = (reason: TimeProblem["reason"], text: string): TimeProblem => ({
  kind: "problem",
  reason,
  text,
  choices: [],
});

export const unreadTime = (words: string): TimeProblem =>
  problem(
    "unread",
    `I cannot read ${quoted(words)} as a time. Say it like "18:00", "fri 18:00", "tomorrow 9", "2026-03-02 18:00" or "in 2h".`,
  );

export const unreadLength = (words: string): TimeProblem =>
  problem(
    "unread",
    `I cannot read ${quoted(words)} as a length of time. Say it like "30m", "2h", "1h 30m" or "3 days".`,
  );

export const unreadSpan = (words: string): TimeProblem =>
  problem(
    "unread",
    `${words === "" ? "There is no time" : `I cannot read ${quoted(words)} as a span of time`}. Say it like "fri 18:00 to mon 9", "18:00 for 2h", "until mon 9", "tomorrow" or "this weekend".`,
  );

export const noEnd = (words: string): TimeProblem =>
  problem(
    "no_end",
    `${quoted(words)} has a start and no end. Add one, as in "fri 18:00 to mon 9" or "fri 18:00 for 2h".`,
  );

export const endsFirst = ({ start, end, timeZone }: SpokenIn): TimeProblem =>
  problem(
    "ends_first",
    `The end, ${printInstant(end, [timeZone])}, is not after the start, ${printInstant(start, [timeZone])}. Say the day of both, as in "fri 18:00 to mon 9".`,
  );

export const isPast = ({ timeZone, ...span }: SpokenIn): TimeProblem =>
  problem(
    "past",
    `${printSpan(span, [timeZone])} is past. Say a time that is still ahead, with its day.`,
  );

export const tooLong = ({ timeZone, ...span }: SpokenIn, days: number): TimeProblem =>
  problem(
    "too_long",
    `${printSpan(span, [timeZone])} is longer than ${days} days. Say a shorter one; what is to last belongs into oncall.yaml.`,
  );

const questions = {
  missing: "does not exist on that day, since the clocks go forward",
  twice: "comes twice on that day, since the clocks go back",
  midnight: "can be the start of that day or its end",
} as const;

/** Asks which of two instants is meant. */
export function askBack(
  reason: keyof typeof questions,
  words: string,
  instants: readonly Temporal.Instant[],
  timeZone: string,
): TimeProblem {
  const choices = instants.map((at) => ({
    at,
    offset: at.toZonedDateTimeISO(timeZone).offset,
    words: printRfc(at, timeZone),
  }));
  const either = choices
    .map(({ at, words: exact }) => `${printInstant(at, [timeZone])}, say "${exact}"`)
    .join("; for ");
  return {
    kind: "problem",
    reason,
    text: `${quoted(words)} ${questions[reason]}. For ${either}.`,
    choices,
  };
}
