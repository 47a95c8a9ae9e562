import type { Chance } from "../chance.ts";
import { isGrammar } from "./content-words.ts";

/** Shorter words with a typo are often other words, which no search could know. */
const leastLetters = 4;

/**
 * Puts one typo into one content word: a letter left out, doubled, swapped with the next one or replaced. The word's first
 * letter stays.
 *
 * @returns undefined when the text has no word to misspell
 */
export function withTypo(text: string, chance: Chance): string | undefined {
  const words = [...text.matchAll(/[a-z]+/gi)].filter(
    ([word]) => word.length >= leastLetters && !isGrammar(word.toLowerCase()),
  );
  const chosen = words[chance.even(words.length)];
  if (!chosen) return undefined;
  const [word] = chosen;
  return (
    text.slice(0, chosen.index) + misspelt(word, chance) + text.slice(chosen.index + word.length)
  );
}

function misspelt(word: string, chance: Chance): string {
  const at = 1 + chance.even(word.length - 2);
  const [letter = "", next = ""] = word.slice(at);
  const other = String.fromCharCode(97 + chance.even(26));
  const typos = [next, letter + letter + next, next + letter, other + next];
  const typo = word.slice(0, at) + typos[chance.even(typos.length)] + word.slice(at + 2);
  // Two equal letters swapped, or a letter replaced by itself.
  return typo === word ? word.slice(0, at) + word.slice(at + 1) : typo;
}
