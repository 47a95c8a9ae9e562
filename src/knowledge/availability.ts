import { mayRead, type Viewer } from "./audience.ts";
import type { Entry } from "./entry.ts";

/** Whether an entry may be served to the viewer on this day; if not, it is as if it were not there. */
export function isServed(entry: Entry, viewer: Viewer, today: Temporal.PlainDate): boolean {
  if (entry.status === "draft" || !mayRead(entry.audience, viewer)) return false;
  const { validFrom, expires } = entry;
  if (validFrom && Temporal.PlainDate.compare(today, validFrom) < 0) return false;
  return !expires || Temporal.PlainDate.compare(today, expires) <= 0;
}
