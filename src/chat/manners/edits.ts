import { type Doc, paragraph } from "../doc.ts";
import type { Inbound } from "../inbox-item.ts";
import type { Routed } from "../router.ts";
import { type TakenMessage, textDigest } from "../taken-messages.ts";
import { isExplicit } from "../thread-state.ts";
import type { Silence } from "./ending.ts";

/** A question may be mended for so long. */
const mendable = Temporal.Duration.from({ minutes: 10 });

/** What we know of a message as it was. */
export type Original = Pick<TakenMessage, "digest" | "sentAt" | "as"> & {
  /** Key of our first reply to it. */
  readonly reply: string | undefined;
};

export type EditDecision =
  /** Answer anew, as a new version of that reply, with {@link markUpdated}. */
  | { readonly edit: "update"; readonly updateOf: string }
  /** It was not for us and is now, or its answer is still to come: take it as it stands now. */
  | { readonly edit: "as-new" }
  | { readonly edit: "tell"; readonly doc: Doc }
  | { readonly edit: "silent"; readonly outcome: Silence };

/**
 * Decides about an edit of a message that `hear` would hear. An unknown original is an old one.
 *
 * @param routed the text as it is now
 */
export function editDecision(
  item: Inbound,
  original: Original | undefined,
  routed: Routed,
  at: Temporal.Instant,
): EditDecision {
  // A link preview counts as an edit on some platforms, and changes nothing.
  if (original && original.digest === textDigest(item.text)) return silent("M25");
  if (!isExplicit(item) && (!original || original.as === "unheard")) return silent("M1");
  if (original?.as === "command" || routed.kind === "command") return asNewMessage();
  if (!original || Temporal.Instant.compare(at, original.sentAt.add(mendable)) > 0) {
    return isExplicit(item) ? asNewMessage() : silent("M23");
  }
  if (original.reply === undefined) return { edit: "as-new" };
  return { edit: "update", updateOf: original.reply };
}

/** A new version of an answer says so. */
export function markUpdated(doc: Doc): Doc {
  const [first, ...rest] = doc;
  const mark = { text: "(updated) " };
  return first && "p" in first
    ? [{ p: [mark, ...first.p] }, ...rest]
    : [paragraph("(updated)"), ...doc];
}

function asNewMessage(): EditDecision {
  const text = "I do nothing on an edit of that: send it as a new message.";
  return { edit: "tell", doc: [paragraph(text)] };
}

function silent(rule: "M1" | "M23" | "M25"): EditDecision {
  return { edit: "silent", outcome: `silent:${rule}` };
}
