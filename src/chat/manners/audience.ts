import type { Action } from "../action.ts";
import { type Doc, paragraph } from "../doc.ts";
import type { Inbound } from "../inbox-item.ts";

/** Who may see a reply. */
export type AudienceDecision =
  | { readonly audience: "everyone" }
  | { readonly audience: "asker"; readonly showToEveryone: boolean }
  | { readonly audience: "nobody"; readonly doc: Doc };

/** What an answer holds: a secret; something for fewer than everyone; something the room is only spared; nothing of that. */
export type Holds = "secret" | "narrow" | "help" | "open";

/**
 * Decides who sees an answer (M34). Secrets are refused to outsiders, in shared rooms and in Matrix rooms without
 * encryption; else they, and what is for fewer than everyone, go to the asker alone, help where the room wants it so.
 */
export function audienceOf(
  holds: Holds,
  where: Pick<Inbound, "roomKind" | "shared" | "encrypted" | "message"> & {
    /** Not in people.yaml, or gone. */
    readonly isOutsider: boolean;
    readonly helpPrivate: boolean;
  },
): AudienceDecision {
  const { roomKind, shared, encrypted, message, isOutsider, helpPrivate } = where;
  if (holds === "secret") {
    if (isOutsider) return refuse("I show that to people of this company only.");
    if (shared) return refuse("People outside the company can read here. Ask me elsewhere.");
    if (message.platform === "matrix" && !encrypted) {
      return refuse("This room is not encrypted. Ask me in one that is.");
    }
  }
  const isPrivate = holds === "secret" || holds === "narrow" || (holds === "help" && helpPrivate);
  if (roomKind === "dm" || !isPrivate) return { audience: "everyone" };
  return { audience: "asker", showToEveryone: holds === "help" };
}

/** Under a private answer (M32). @param value key of the stored row that holds the answer */
export function showToEveryone(value: string): Action {
  return {
    id: "show-to-everyone",
    label: "Show to everyone",
    style: "plain",
    value,
    allowed: "asker",
    once: true,
    emoji: "📣",
    words: ["show to everyone", "show everyone"],
  };
}

function refuse(text: string): AudienceDecision {
  return { audience: "nobody", doc: [paragraph(text)] };
}
