import { editDistance } from "../search/edit-distance.ts";
import { spokenText, spokenWords } from "./spoken-words.ts";

/** Shorter words have too many neighbours. */
const fewestLetters = 5;
/** From so many letters on two slips are forgiven. */
const longWord = 9;

/**
 * How many slips of the finger part two whole words: at most one (two from nine letters on), where a swap of neighbours is
 * one; words under five letters and words with other digits are not near at all.
 *
 * @returns undefined when they are not near; 0 when they are equal
 */
export function slipsBetween(one: string, other: string): number | undefined {
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  const most = shorter >= longWord ? 2 : 1;
  if (shorter < fewestLetters || Math.abs(one.length - other.length) > most) return undefined;
  const digits = (word: string) => word.replace(/[^0-9]+/g, " ").trim();
  // kafka2 is another machine than kafka3, and no slip of it.
  if (digits(one) !== digits(other)) return undefined;
  const slips = editDistance(one, other, most);
  return slips <= most ? slips : undefined;
}

export type NearNames<T> = {
  /** What words may be a misspelling of: those with fewest slips, each once; empty when nothing is near. */
  near(words: readonly string[]): readonly T[];
};

/** So many words in a row may be one name. */
const mostWords = 4;

/** @param namings what may be meant, and its name */
export function createNearNames<T>(
  namings: readonly { readonly item: T; readonly name: string }[],
): NearNames<T> {
  const known = namings.map(({ item, name }) => {
    const words = spokenWords(spokenText(name)).map(({ word }) => word);
    return { item, words, squash: words.join("") };
  });
  return {
    near(words) {
      let fewest = Number.POSITIVE_INFINITY;
      let found = new Set<T>();
      for (let at = 0; at < words.length; at += 1) {
        for (let end = at + 1; end <= Math.min(words.length, at + mostWords); end += 1) {
          const span = words.slice(at, end);
          const squash = span.join("");
          for (const name of known) {
            const slips = slipsInName(span, name.words, squash, name.squash);
            if (slips === undefined || slips === 0 || slips > fewest) continue;
            if (slips < fewest) found = new Set();
            fewest = slips;
            found.add(name.item);
          }
        }
      }
      return [...found];
    },
  };
}

/**
 * Word by word; where they are divided otherwise (`post gress`) all in one, and then a single slip. `worker` is a part of
 * `worker-a`, and no slip of it.
 */
function slipsInName(
  span: readonly string[],
  name: readonly string[],
  spanSquash: string,
  nameSquash: string,
): number | undefined {
  if (span.length !== name.length) {
    const [few, many] = span.length < name.length ? [span, name] : [name, span];
    if (few.every((word) => many.includes(word))) return undefined;
    const slips = slipsBetween(spanSquash, nameSquash);
    return slips === 1 ? slips : undefined;
  }
  let sum = 0;
  for (const [index, word] of span.entries()) {
    const slips = slipsBetween(word, name[index] ?? "");
    if (slips === undefined) return undefined;
    sum += slips;
  }
  return sum;
}
