import { dismissReasons, fewestShown, type Gap, printGapId } from "./gap.ts";

type KnownGap = Pick<Gap, "id" | "state" | "title" | "people" | "asks" | "first">;

/**
 * Tells an asker what is known of their gap, this ask included. Nobody is named, and the number of people only from
 * three on: with two, each would know of the other.
 *
 * @param at decides whether the date needs its year
 * @param timeZone the company's, for the date
 */
export function publicFace(gap: KnownGap, at: Temporal.Instant, timeZone: string): string {
  const id = printGapId(gap.id);
  if (gap.state.state === "dismissed") {
    return `Asked before (${id}), and closed: ${dismissReasons[gap.state.reason]}.`;
  }
  if (gap.asks === 1) return `Logged as ${id}.`;
  if (gap.people < fewestShown) return `Asked before (${id}).`;
  const title = gap.title === undefined ? "" : ` "${gap.title}"`;
  return `Known gap ${id}${title}, asked by ${gap.people} people since ${dateOf(gap.first, at, timeZone)}.`;
}

function dateOf(first: Temporal.Instant, at: Temporal.Instant, timeZone: string): string {
  const day = first.toZonedDateTimeISO(timeZone).toPlainDate();
  const sameYear = day.year === at.toZonedDateTimeISO(timeZone).year;
  return day.toLocaleString("en-GB", {
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}
