import { cosine, type Encoder } from "./encoder/encoder.ts";
import type { InvertedIndex } from "./inverted-index.ts";
import { opposite } from "./opposites.ts";
import type { Query } from "./query.ts";
import { isContentWord } from "./stop-words.ts";
import { chunksOf, type Token, tokenOf } from "./tokens.ts";

/** How alike two words are, 0 to 1: 1 for one stem, 0 for opposites. */
export type WordLikeness = (a: Token, b: Token) => number;

/** Word by word, how well the best short unit of an entry fits a question. */
export type Fit = {
  /** Share of what the unit says that some word of the question means, too. */
  readonly told: number;
  /** 1 less the share of the question's one word that is furthest from all words of the unit. */
  readonly complete: number;
};

/** Of an entry that has nothing to compare. */
export const noFit: Fit = { told: 0, complete: 0 };
/** An entry's units beyond these are not compared word by word. */
const mostUnits = 24;

/** Words are compared by the encoder's vectors of each alone. */
export function createWordLikeness(encoder: Encoder): WordLikeness {
  return (a, b) => {
    if (a.term === b.term) return 1;
    if (opposite(a.term) === b.term) return 0;
    const [one, other] = [encoder.encode(a.word), encoder.encode(b.word)];
    return one && other ? Math.max(0, cosine(one, other)) : 0;
  };
}

/**
 * Lays question and unit side by side, each word to its most alike on the other side (the greedy alignment of soft cosine
 * and BERTScore: Zhang et al., 2020), rare words weighing more.
 */
export function fitOf(
  query: Query,
  entry: number,
  index: InvertedIndex,
  likeness: WordLikeness,
): Fit {
  const said = query.words.map(({ word, taken, weight }) => ({
    token: tokenOf(taken.as === "misspelt" ? taken.of : word),
    weight: taken.as === "grammar" ? 0 : weight,
  }));
  const hasContent = said.some(({ weight }) => weight > 0);
  const weights = said.map(({ weight }) => (hasContent ? weight : 1));
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  if (mass === 0) return noFit;
  // Of each word of the entry, how alike it is to each of the question: titles and questions repeat their words.
  const rows = new Map<string, readonly number[]>();
  const rowOf = (other: Token): readonly number[] => {
    const known = rows.get(other.term);
    if (known) return known;
    const row = said.map(({ token }) => likeness(token, other));
    rows.set(other.term, row);
    return row;
  };
  let best = noFit;
  let highest = 0;
  const from = index.entryStart[entry] ?? 0;
  const to = Math.min(index.entryStart[entry + 1] ?? 0, from + mostUnits);
  for (let unit = from; unit < to; unit += 1) {
    const { kind, text } = index.units[unit] ?? { kind: "passage", text: "" };
    if (kind === "passage") break;
    if (kind !== "title" && kind !== "question") continue;
    const tokens = chunksOf(text).flatMap(({ parts }) => parts);
    if (tokens.length === 0) continue;
    let covered = 0;
    let largest = 0;
    const found = tokens.map(rowOf);
    weights.forEach((weight, at) => {
      if (weight === 0) return;
      let nearest = 0;
      for (const row of found) nearest = Math.max(nearest, row[at] ?? 0);
      covered += (weight * nearest) / mass;
      largest = Math.max(largest, (weight * (1 - nearest)) / mass);
    });
    const meant = tokens.filter(({ word }) => isContentWord(word));
    let told = 0;
    let all = 0;
    for (const other of meant.length > 0 ? meant : tokens) {
      const term = index.termOf.get(other.term);
      const weight = (term === undefined ? 0 : (index.termWeight[term] ?? 0)) || 0.1;
      all += weight;
      told += weight * Math.max(...rowOf(other));
    }
    if (covered + told / all > highest) {
      highest = covered + told / all;
      best = { told: told / all, complete: 1 - largest };
    }
  }
  return best;
}
