import type { Entry } from "../knowledge/entry.ts";
import { type Checked, freshnessAt } from "../knowledge/freshness.ts";

/**
 * Says when an entry was last looked at: `checked 3 weeks ago by @ana`, and once it is overdue
 * `not checked since November 2025`.
 *
 * @returns undefined for an entry that nobody is known to have looked at
 */
export function renderChecked(
  entry: Entry,
  checked: Checked | undefined,
  today: Temporal.PlainDate,
): string | undefined {
  if (checked === undefined) return undefined;
  const freshness = freshnessAt(entry, checked, today);
  if (freshness === "overdue" || freshness === "stale") {
    const month = checked.on.toLocaleString("en", { month: "long", calendar: "iso8601" });
    return `not checked since ${month} ${checked.on.year}`;
  }
  const by = checked.by === undefined ? "" : ` by @${checked.by}`;
  return `checked ${sayAge(checked.on, today)}${by}`;
}

/** Days for two weeks, then weeks for two months, then months for a year. */
function sayAge(on: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = on.until(today);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  if (days < 14) return `${days} days ago`;
  const { months } = on.until(today, { largestUnit: "months" });
  if (months < 2) return `${Math.floor(days / 7)} weeks ago`;
  if (months < 12) return `${months} months ago`;
  return months === 12 ? "a year ago" : "over a year ago";
}
