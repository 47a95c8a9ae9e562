/** A day as it was said: so many days `ahead` of today, a weekday, one of `next` week, a full date, a date of any year. */
export type SpokenDay =
  | { readonly kind: "ahead"; readonly days: number }
  | { readonly kind: "weekday"; readonly weekday: number }
  | { readonly kind: "next"; readonly weekday: number }
  | { readonly kind: "date"; readonly date: Temporal.PlainDate }
  | { readonly kind: "yearly"; readonly month: number; readonly day: number };

const weekdays = [
  /^mon(?:day)?$/,
  /^tue(?:s|sday)?$/,
  /^wed(?:s|nesday)?$/,
  /^thu(?:r|rs|rsday)?$/,
  /^fri(?:day)?$/,
  /^sat(?:urday)?$/,
  /^sun(?:day)?$/,
];
const months = [
  /^jan(?:uary)?$/,
  /^feb(?:ruary)?$/,
  /^mar(?:ch)?$/,
  /^apr(?:il)?$/,
  /^may$/,
  /^june?$/,
  /^july?$/,
  /^aug(?:ust)?$/,
  /^sept?(?:ember)?$/,
  /^oct(?:ober)?$/,
  /^nov(?:ember)?$/,
  /^dec(?:ember)?$/,
];

/** 1 for January. */
export const monthOf = (word: string): number | undefined => numberIn(months, word);

/** Reads a day in lower case: `today`, `tomorrow`, `fri`, `next friday`, `2026-03-02`, `2 march`, `mar 2nd 2027`. */
export function readDay(text: string): SpokenDay | undefined {
  if (text === "today") return { kind: "ahead", days: 0 };
  if (text === "tomorrow") return { kind: "ahead", days: 1 };
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const named = /^(?:(next|this) )?([a-z]+)$/.exec(text);
  const weekday = named ? numberIn(weekdays, named[2]) : undefined;
  if (weekday !== undefined) return { kind: named?.[1] === "next" ? "next" : "weekday", weekday };
  return readMonthDay(text);
}

/** The month and the number of the day in any order, then perhaps a year. */
function readMonthDay(text: string): SpokenDay | undefined {
  const [first = "", second = "", year, ...others] = text.split(" ");
  const [name, number] = monthOf(first) === undefined ? [second, first] : [first, second];
  const month = monthOf(name);
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(number)?.[1]);
  if (month === undefined || Number.isNaN(day) || others.length > 0) return undefined;
  // 2000 was a leap year.
  if (year === undefined) return dateOf(2000, month, day) && { kind: "yearly", month, day };
  return /^\d{4}$/.test(year) ? dated(Number(year), month, day) : undefined;
}

function dated(year: number, month: number, day: number): SpokenDay | undefined {
  const date = dateOf(year, month, day);
  return date && { kind: "date", date };
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || day < 1) return undefined;
  const date = Temporal.PlainDate.from({ year, month, day });
  return date.month === month && date.day === day ? date : undefined;
}

function numberIn(names: readonly RegExp[], word: string | undefined): number | undefined {
  const place = names.findIndex((name) => word !== undefined && name.test(word));
  return place < 0 ? undefined : place + 1;
}

/**
 * Gives the dates that a spoken day can be, by time; never none, and only one when the words leave no choice.
 *
 * A weekday or a date without a year is looked for from `from` on, that day included; no day at all is `from` or the day
 * after. "Next friday" is the Friday of the calendar week after the one of today; weeks start on Monday.
 */
export function datesOf(
  day: SpokenDay | undefined,
  today: Temporal.PlainDate,
  from: Temporal.PlainDate,
): readonly Temporal.PlainDate[] {
  switch (day?.kind) {
    case undefined:
      return [from, from.add({ days: 1 })];
    case "ahead":
      return [today.add({ days: day.days })];
    case "date":
      return [day.date];
    case "next":
      return [today.add({ days: 7 + day.weekday - today.dayOfWeek })];
    case "weekday": {
      const first = from.add({ days: (7 + day.weekday - from.dayOfWeek) % 7 });
      return [first, first.add({ days: 7 })];
    }
    case "yearly":
      // Two leap years can be eight years apart.
      return Array.from({ length: 17 }, (_, years) => from.year + years).flatMap((year) => {
        const date = dateOf(year, day.month, day.day);
        return date && Temporal.PlainDate.compare(date, from) >= 0 ? [date] : [];
      });
  }
}
