import type { Action } from "../action.ts";
import type { Inbound } from "../inbox-item.ts";

/** Who may see a reply. */
export type AudienceDecision =
  | { readonly audience: "everyone" }
  | { readonly audience: "asker"; readonly showToEveryone: boolean };

/** What an answer holds: something for fewer than everyone; something the room is only spared; nothing of that. */
export type Holds = "narrow" | "help" | "open";

/**
 * Decides who sees an answer (M34): what is for fewer than everyone goes to the asker alone, help where the room wants it
 * so. Secrets have no place in an answer to a room: see `secretRefusal`.
 */
export function audienceOf(
  holds: Holds,
  { roomKind, helpPrivate }: Pick<Inbound, "roomKind"> & { readonly helpPrivate: boolean },
): AudienceDecision {
  const isPrivate = holds === "narrow" || (holds === "help" && helpPrivate);
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
