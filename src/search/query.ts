import { editDistance } from "./edit-distance.ts";
import { type InvertedIndex, rarity } from "./inverted-index.ts";
import { opposite } from "./opposites.ts";
import { isContentWord, wordWeight } from "./stop-words.ts";
import { chunksOf, type Token, tokenOf } from "./tokens.ts";

/** What one word of a question was taken for. */
export type QueryWord = {
  readonly word: string;
  readonly taken:
    | { readonly as: "known" }
    | { readonly as: "grammar" }
    /** A near word of the corpus; served by it, and counted a little less. */
    | { readonly as: "misspelt"; readonly of: string }
    /** No entry has it, nor a near one. */
    | { readonly as: "unknown" };
  /** The terms that stand for it; none when unknown. */
  readonly terms: readonly number[];
  /** How much it says, whatever stands for it. */
  readonly weight: number;
  /** How sure it is that the terms are what was meant, 0 to 1. */
  readonly trust: number;
};

/** A question in the corpus' words. */
export type Query = {
  readonly words: readonly QueryWord[];
  /** Weight of each term asked for, the most of it if several words ask for it. */
  readonly weights: ReadonlyMap<number, number>;
  /** Length of the vector of these weights. */
  readonly norm: number;
  /** Sum of the weights of all words, the unknown ones included. */
  readonly mass: number;
  /** Actions asked for that some entry undoes: terms of both; the question's own may be in no entry. */
  readonly actions: readonly { readonly asked: number | undefined; readonly undoing: number }[];
};

/** A misspelt word that was mended counts so much: it may have been another word after all. */
const misspeltTrust = 0.85;

/**
 * Reads a question against an index.
 *
 * @param isOpen whether the asker may know of an entry, by its number; words that only other entries have are nobody's
 */
export function readQuery(
  question: string,
  index: InvertedIndex,
  isOpen: (entry: number) => boolean,
): Query {
  const open = openTerms(index, isOpen);
  const chunks = chunksOf(question);
  const words: QueryWord[] = [];
  for (const { parts, whole } of chunks) {
    const known = whole && open.byTerm(whole.term);
    const partsKnown = parts.every((part) => open.byTerm(part.term) !== undefined);
    if (whole && known !== undefined && !partsKnown) words.push(knownWord(whole, known, index));
    else {
      words.push(...parts.map((part) => readWord(part, index, open)));
      if (whole && known !== undefined) words.push(knownWord(whole, known, index));
    }
  }
  const flat = chunks.flatMap(({ parts }) => parts);
  return weighQuery([...words, ...joinedNeighbours(flat, words, index, open)], index);
}

/** The terms that some entry open to the asker holds. */
type OpenTerms = {
  byTerm(term: string): number | undefined;
  byWord(word: string): number | undefined;
  has(term: number): boolean;
};

function openTerms(index: InvertedIndex, isOpen: (entry: number) => boolean): OpenTerms {
  const has = (term: number): boolean => {
    const end = index.postingStart[term + 1] ?? 0;
    for (let at = index.postingStart[term] ?? 0; at < end; at += 1) {
      if (isOpen(index.unitEntry[index.postings[at] ?? 0] ?? 0)) return true;
    }
    return false;
  };
  const opened = (term: number | undefined) => (term !== undefined && has(term) ? term : undefined);
  return {
    has,
    byTerm: (term) => opened(index.termOf.get(term)),
    byWord: (word) => opened(index.words.get(word)),
  };
}

/** Sums up what the words of a question say. */
function weighQuery(words: readonly QueryWord[], index: InvertedIndex): Query {
  const weights = new Map<number, number>();
  let mass = 0;
  for (const { terms, weight, trust } of words) {
    mass += weight;
    for (const term of terms) {
      const own = (index.termWeight[term] ?? 0) * trust;
      weights.set(term, Math.max(weights.get(term) ?? 0, own));
    }
  }
  const norm = Math.hypot(...weights.values());
  return { words, weights, norm, mass, actions: actionsOf(words, index) };
}

/** Of an action asked for together with its opposite nothing is contrary. */
function actionsOf(words: readonly QueryWord[], index: InvertedIndex): Query["actions"] {
  const said = new Set(words.map(({ word }) => tokenOf(word).term));
  return [...said].flatMap((term) => {
    const other = opposite(term);
    const undoing = other === undefined || said.has(other) ? undefined : index.termOf.get(other);
    return undoing === undefined ? [] : [{ asked: index.termOf.get(term), undoing }];
  });
}

function readWord(token: Token, index: InvertedIndex, open: OpenTerms): QueryWord {
  const term = open.byTerm(token.term);
  if (term !== undefined) return knownWord(token, term, index);
  const weight = wordWeight(token.word) * rarity(index.size, 0);
  const { word } = token;
  if (!isContentWord(word)) {
    return { word, taken: { as: "grammar" }, terms: [], weight: 0, trust: 1 };
  }
  const pair = index.compounds.get(word);
  if (pair?.every(open.has)) return { word, taken: { as: "known" }, terms: pair, weight, trust: 1 };
  const near = nearestWord(word, index, open);
  if (!near) return { word, taken: { as: "unknown" }, terms: [], weight, trust: 1 };
  return {
    word,
    taken: { as: "misspelt", of: near.word },
    terms: [near.term],
    weight: index.termWeight[near.term] ?? 0,
    trust: misspeltTrust,
  };
}

function knownWord({ word }: Token, term: number, index: InvertedIndex): QueryWord {
  return {
    word,
    taken: { as: isContentWord(word) ? "known" : "grammar" },
    terms: [term],
    weight: index.termWeight[term] ?? 0,
    trust: 1,
  };
}

/** `stack overflow` where the corpus writes `StackOverflow`. */
function joinedNeighbours(
  parts: readonly Token[],
  words: readonly QueryWord[],
  index: InvertedIndex,
  open: OpenTerms,
): readonly QueryWord[] {
  return parts.slice(1).flatMap((part, at) => {
    const before = parts[at]?.word ?? "";
    const word = before + part.word;
    if (!isContentWord(part.word) || !isContentWord(before)) return [];
    const term = open.byWord(word);
    if (term === undefined || words.some((one) => one.word === word)) return [];
    return [knownWord({ word, term: word }, term, index)];
  });
}

/**
 * The word of the corpus that `word` is a slip of: one edit away from five letters on, two where both have nine or more, the
 * same first letter; never a number, which is another number. Of several the nearest, then the one in more units, wins.
 */
function nearestWord(word: string, index: InvertedIndex, open: OpenTerms) {
  if (word.length < 5 || /\d/.test(word)) return undefined;
  let best: { word: string; term: number; distance: number; spread: number } | undefined;
  for (const [known, term] of index.words) {
    // The shorter of the two decides: "capacitor" is no slip of "capacity".
    const most = Math.min(word.length, known.length) >= 9 ? 2 : 1;
    if (known[0] !== word[0] || Math.abs(known.length - word.length) > most) continue;
    if (known.length < 4 || (index.termShare[term] ?? 0) < 1 || /\d/.test(known)) continue;
    const distance = editDistance(word, known, most);
    if (distance > most || !open.has(term)) continue;
    const spread = (index.postingStart[term + 1] ?? 0) - (index.postingStart[term] ?? 0);
    if (!best || distance < best.distance || (distance === best.distance && spread > best.spread)) {
      best = { word: known, term, distance, spread };
    }
  }
  return best;
}
