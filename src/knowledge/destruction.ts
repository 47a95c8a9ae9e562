import type { SpokenWord } from "./spoken-words.ts";

const destroying = new Set("drop delete wipe destroy truncate erase nuke".split(" "));

/** Whether a text is about destroying something: then a name must be exact, and nothing is shown without being asked for. */
export function asksForDestruction(words: readonly SpokenWord[]): boolean {
  return words.some(({ word, term }) => destroying.has(word) || destroying.has(term));
}
