import { type Doc, paragraph } from "../doc.ts";
import type { Inbound } from "../inbox-item.ts";
import type { ThreadState } from "../thread-state.ts";

/** What is done about a message that cannot be read, and that speaks to us (M13). */
type Unread =
  /** Its key may be on its way: look at it again then. */
  | { readonly do: "wait"; readonly until: Temporal.Instant }
  | { readonly do: "say"; readonly doc: Doc }
  | { readonly do: "nothing" };

/** Keys come by another way than messages, mostly in a second. */
const keyComesWithin = Temporal.Duration.from({ seconds: 30 });
/** Whoever wrote it does not wait for us any more. */
const mostAge = Temporal.Duration.from({ minutes: 10 });
/** So long nothing more is said of it in the same thread. */
const saidFor = Temporal.Duration.from({ hours: 24 });

export function aboutUnreadable(
  { sentAt, unreadable }: Pick<Inbound, "sentAt" | "unreadable">,
  { unreadSaidAt }: Pick<ThreadState, "unreadSaidAt">,
  at: Temporal.Instant,
): Unread {
  const isBefore = (limit: Temporal.Instant) => Temporal.Instant.compare(at, limit) < 0;
  if (!isBefore(sentAt.add(mostAge))) return { do: "nothing" };
  if (unreadSaidAt && isBefore(unreadSaidAt.add(saidFor))) return { do: "nothing" };
  const until = sentAt.add(keyComesWithin);
  if (isBefore(until)) return { do: "wait", until };
  return { do: "say", doc: [paragraph(unreadable === "withheld" ? withheld : noKeyYet)] };
}

const noKeyYet =
  "🔑 I cannot read this message: its key has not reached me. I answer if it comes within ten minutes; else send it again.";
const withheld =
  "🔑 I cannot read this message: your client keeps its key from me, since it does not trust my device. Let it send to devices that are not verified, or verify mine, and send it again.";
