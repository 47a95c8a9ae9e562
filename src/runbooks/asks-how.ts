import type { SpokenWord } from "../knowledge/spoken-words.ts";
import { wordWeight } from "../search/stop-words.ts";

const others = new Set(
  `who whom whose when why where which is are am was were do does did has have had should may`.split(
    " ",
  ),
);
/** "what do I do to restart it" asks how, "what happens when I restart it" does not. */
const whatHow =
  /^what (?:do (?:i|we) (?:do|need)|to do|about|are the steps|steps|s the (?:way|procedure))\b/;

/** Whether a question wants something done, rather than to know who may, why it happened, or whether it is allowed. */
export function asksHow(words: readonly SpokenWord[]): boolean {
  const first = words.findIndex(({ word }) => wordWeight(word) > 0.1);
  const own = words.slice(Math.max(0, first)).map(({ word }) => word);
  if (own[0] === "what" || own[0] === "whats") {
    return whatHow.test(own.slice(0, 5).join(" "));
  }
  return !others.has(own[0] ?? "");
}
