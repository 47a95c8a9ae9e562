import type { Conversation } from "../chat/conversation.ts";
import type { Doc } from "../chat/doc.ts";
import { showToEveryone } from "../chat/manners/audience.ts";
import type { Offer } from "./turn.ts";

/**
 * Under what one person sees alone, and everybody might (M32).
 *
 * @param showsIn the thread that it is said in then; undefined: where it stands
 */
export function offerToShow(doc: Doc, showsIn: Conversation | undefined): Offer {
  const { id, label, words, emoji, allowed, once } = showToEveryone("");
  const shown = showsIn === undefined ? label : "Post in thread";
  return { id, label: shown, words, emoji, allowed, once, press: { do: "show", doc, in: showsIn } };
}
