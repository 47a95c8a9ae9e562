import type { InboxItem } from "./inbox-item.ts";

/** Platforms deliver again for some minutes what was not acknowledged; what comes later was missed. */
const lateAfter = Temporal.Duration.from({ minutes: 5 });

/** What comes long after it was said, is as if it was caught up on. */
export function asLate(item: InboxItem, at: Temporal.Instant): InboxItem {
  if (item.kind !== "message") return item;
  const isLate = Temporal.Instant.compare(item.sentAt.add(lateAfter), at) < 0;
  return isLate && item.edit === undefined ? { ...item, replay: true } : item;
}
