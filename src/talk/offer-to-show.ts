import type { Doc } from "../chat/doc.ts";
import { showToEveryone } from "../chat/manners/audience.ts";
import type { Offer } from "./turn.ts";

/** Under what one person sees alone, and everybody might (M32). */
export function offerToShow(doc: Doc): Offer {
  const { id, label, words, emoji, allowed, once } = showToEveryone("");
  return { id, label, words, emoji, allowed, once, press: { do: "show", doc } };
}
