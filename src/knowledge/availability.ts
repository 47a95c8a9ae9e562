import { mayRead, type Viewer } from "./audience.ts";
import type { Entry } from "./entry.ts";

/**
 * Whether an entry may be served to a viewer on a day: it may; it is there and not for them; it is only begun, over or not
 * yet valid, which the owner's team may see; or, to all others, it is as if it were not there.
 */
export type Availability = "served" | "refused" | "preview" | "absent";

export function availabilityOf(
  entry: Entry,
  viewer: Viewer,
  today: Temporal.PlainDate,
): Availability {
  const { status, validFrom, expires, audience, owner } = entry;
  const isEarly = validFrom && Temporal.PlainDate.compare(today, validFrom) < 0;
  const isOver = expires && Temporal.PlainDate.compare(today, expires) > 0;
  if (status === "draft" || isEarly || isOver) {
    const isOwn =
      viewer.kind === "member" &&
      owner !== undefined &&
      (viewer.person.id === owner || viewer.teams.includes(owner));
    return isOwn && mayRead(audience, viewer) ? "preview" : "absent";
  }
  return mayRead(audience, viewer) ? "served" : "refused";
}

/** Whether an entry may be served to the viewer on this day; if not, no search finds it. */
export function isServed(entry: Entry, viewer: Viewer, today: Temporal.PlainDate): boolean {
  return availabilityOf(entry, viewer, today) === "served";
}
