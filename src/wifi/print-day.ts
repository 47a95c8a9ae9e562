/** A day for people: `1 November 2026`. */
export function printDay(day: Temporal.PlainDate): string {
  const month = day.toLocaleString("en", { month: "long", calendar: "iso8601" });
  return `${day.day} ${month} ${day.year}`;
}
