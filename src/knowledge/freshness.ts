import type { Person } from "./person.ts";

/** How long ago an entry was last looked at, measured by how often it should be. */
export type Freshness = "fresh" | "due" | "overdue" | "stale" | "unknown";

/** When an entry was last looked at, and by whom if that is known: an id in people.yaml. */
export type Checked = { readonly on: Temporal.PlainDate; readonly by: string | undefined };

/** Somebody changed the text of a page: the day where they were, and their mail address. */
export type BodyChange = { readonly on: Temporal.PlainDate; readonly mail: string };

/** Due from so much of the interval on, overdue from the whole, stale from twice. */
const dueShare = 0.8;
const staleShare = 2;

/**
 * Tells how fresh an entry is: fresh below 80 % of `review_every`, then due, overdue from 100 % on, stale from 200 % on.
 * An entry that needs no review is fresh; one that nobody is known to have looked at is unknown.
 */
export function freshnessAt(
  entry: { readonly reviewEvery: string },
  checked: Checked | undefined,
  today: Temporal.PlainDate,
): Freshness {
  const interval = intervalOf(entry.reviewEvery);
  if (interval === undefined) return "fresh";
  if (checked === undefined) return "unknown";
  const wholeDays = checked.on.until(checked.on.add(interval)).days;
  const share = checked.on.until(today).days / wholeDays;
  if (share >= staleShare) return "stale";
  if (share >= 1) return "overdue";
  return share >= dueShare ? "due" : "fresh";
}

/**
 * Finds when an entry was last looked at: `reviewed`, or the last change of its text, whichever is newer; on the same day
 * the change, since it tells who. What lies after `today` does not count.
 *
 * @param changes in any order
 */
export function lastChecked(
  { reviewed }: { readonly reviewed: Temporal.PlainDate | undefined },
  changes: readonly BodyChange[],
  people: readonly Person[],
  today: Temporal.PlainDate,
): Checked | undefined {
  const all = [
    ...changes.map(({ on, mail }) => ({ on, by: personOf(mail, people) })),
    ...(reviewed ? [{ on: reviewed, by: undefined }] : []),
  ];
  return all
    .filter(({ on }) => Temporal.PlainDate.compare(on, today) <= 0)
    .reduce<Checked | undefined>(
      (newest, one) =>
        newest && Temporal.PlainDate.compare(newest.on, one.on) >= 0 ? newest : one,
      undefined,
    );
}

function personOf(mail: string, people: readonly Person[]): string | undefined {
  return people.find(({ email }) => email?.toLowerCase() === mail.toLowerCase())?.id;
}

/** `30d`, `6m`, `1y` as a length; undefined for `never`, and for what another tool's page says beyond sense. */
export function intervalOf(reviewEvery: string): Temporal.Duration | undefined {
  const found = /^([1-9]\d{0,3})([dmy])$/.exec(reviewEvery);
  if (!found) return undefined;
  const count = Number(found[1]);
  if (found[2] === "d") return Temporal.Duration.from({ days: count });
  return Temporal.Duration.from(found[2] === "m" ? { months: count } : { years: count });
}
