import { editDistance } from "./edit-distance.ts";
import { type InvertedIndex, rarity } from "./inverted-index.ts";
import { opposite } from "./opposites.ts";
import type { UnitKind } from "./searchable.ts";
import { isShortSlip, isShortWord, longestShort } from "./short-slip.ts";
import { isContentWord, wordWeight } from "./stop-words.ts";
import { type Chunk, chunksOf, fold, signedWordsOf, type Token, tokenOf } from "./tokens.ts";

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

/** Of a text of more than twice so many characters only so many at each end are read: a log, with its question at one of them. */
const mostCharacters = 1_000;
/** And of more than twice so many words only so many at each end. */
const mostWords = 64;
/** A word cut in two by that is left out, if it is no longer than this. */
const longestWord = 64;

/** A misspelt word that was mended counts so much: it may have been another word after all. */
const misspeltTrust = 0.85;

/**
 * Reads a question against an index: of a long one the first and the last 64 words.
 *
 * @param isOpen whether the asker may know of an entry, by its number; words that only other entries have are nobody's
 */
export function readQuery(
  question: string,
  index: InvertedIndex,
  isOpen: (entry: number) => boolean,
): Query {
  const open = openTerms(index, isOpen);
  const chunks = bothEndsOf(chunksOf(question));
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
  for (const signed of signedWordsOf(question).slice(0, mostWords)) {
    const known = open.byTerm(signed.term);
    if (known !== undefined) words.push(knownWord(signed, known, index));
  }
  const flat = chunks.flatMap(({ parts }) => parts);
  return weighQuery([...words, ...joinedNeighbours(flat, words, index, open)], index);
}

/** What is read of a question: all of it up to 2,000 characters, else the first and the last 1,000, in whole words. */
export function readableQuestion(question: string): string {
  if (question.length <= 2 * mostCharacters) return question;
  const start = question.slice(0, mostCharacters);
  const end = question.slice(-mostCharacters);
  const lastBlank = Math.max(start.lastIndexOf(" "), start.lastIndexOf("\n"));
  const firstBlank = end.search(/\s/);
  const wholeStart = lastBlank > mostCharacters - longestWord ? start.slice(0, lastBlank) : start;
  return `${wholeStart} ${firstBlank < longestWord ? end.slice(firstBlank + 1) : end}`;
}

/** A question with its misspelt words as they were taken, for whoever reads more than words. */
export function mendedQuestion(question: string, { words }: Query): string {
  const mended = new Map(
    words.flatMap(({ word, taken }) => (taken.as === "misspelt" ? [[word, taken.of]] : [])),
  );
  if (mended.size === 0) return question;
  return question.replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => mended.get(fold(word)) ?? word);
}

/** The chunks with the first and the last {@link mostWords} parts. */
function bothEndsOf(chunks: readonly Chunk[]): readonly Chunk[] {
  const count = chunks.reduce((sum, { parts }) => sum + parts.length, 0);
  if (count <= 2 * mostWords) return chunks;
  let place = 0;
  return chunks.flatMap(({ parts, whole }) => {
    const kept = parts.filter((_, at) => {
      const own = place + at;
      return own < mostWords || own >= count - mostWords;
    });
    place += parts.length;
    if (kept.length === 0) return [];
    return [{ parts: kept, whole: kept.length === parts.length ? whole : undefined }];
  });
}

/** The terms that some entry open to the asker holds. */
type OpenTerms = {
  byTerm(term: string): number | undefined;
  byWord(word: string): number | undefined;
  has(term: number): boolean;
  /** Whether some entry open to the asker has it in its title, a question or a keyword. */
  isAsked(term: number): boolean;
};

const askedKinds: ReadonlySet<UnitKind> = new Set<UnitKind>(["title", "question", "keywords"]);

function openTerms(index: InvertedIndex, isOpen: (entry: number) => boolean): OpenTerms {
  const someUnit = (term: number, fits: (unit: number) => boolean): boolean => {
    const end = index.postingStart[term + 1] ?? 0;
    for (let at = index.postingStart[term] ?? 0; at < end; at += 1) {
      const unit = index.postings[at] ?? 0;
      if (fits(unit) && isOpen(index.unitEntry[unit] ?? 0)) return true;
    }
    return false;
  };
  const has = (term: number) => someUnit(term, () => true);
  const opened = (term: number | undefined) => (term !== undefined && has(term) ? term : undefined);
  return {
    has,
    isAsked: (term) =>
      someUnit(term, (unit) => askedKinds.has(index.units[unit]?.kind ?? "passage")),
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

/** Words of the corpus that a misspelt one may have been meant for, each with its term. */
type Correct = readonly (readonly [word: string, term: number])[];

/** Those of an index by their first letter, in its order; made when first needed. */
const correctWords = new WeakMap<InvertedIndex, ReadonlyMap<string, Correct>>();

function correctWordsOf(index: InvertedIndex): ReadonlyMap<string, Correct> {
  const known = correctWords.get(index);
  if (known) return known;
  const correct = [...index.words].filter(
    ([word, term]) => word.length >= 3 && (index.termShare[term] ?? 0) === 1 && !/\d/.test(word),
  );
  const made = Map.groupBy(correct, ([word]) => word.charAt(0));
  correctWords.set(index, made);
  return made;
}

/**
 * The word of the corpus that `word` is a slip of: one edit away from five letters on, two where both have nine or more, the
 * same first letter; never a number, which is another number. Of several the nearest, then the one in more units, wins. A
 * shorter word has too many neighbours: see {@link shortWordOf}.
 */
function nearestWord(word: string, index: InvertedIndex, open: OpenTerms) {
  if (/\d/.test(word)) return undefined;
  const correct = correctWordsOf(index).get(word.charAt(0)) ?? [];
  if (word.length <= longestShort) return shortWordOf(word, correct, open);
  let best: { word: string; term: number; distance: number; spread: number } | undefined;
  for (const [known, term] of correct) {
    // The shorter of the two decides: "capacitor" is no slip of "capacity".
    const most = Math.min(word.length, known.length) >= 9 ? 2 : 1;
    if (known.length < 4 || Math.abs(known.length - word.length) > most) continue;
    // One edit reaches the second letter or the last, not both; to see that is quicker than to count.
    if (most === 1 && known[1] !== word[1] && known.at(-1) !== word.at(-1)) continue;
    const distance = editDistance(word, known, most);
    if (distance > most || !open.has(term)) continue;
    const spread = (index.postingStart[term + 1] ?? 0) - (index.postingStart[term] ?? 0);
    if (!best || distance < best.distance || (distance === best.distance && spread > best.spread)) {
      best = { word: known, term, distance, spread };
    }
  }
  return best;
}

/** The one short word of a title, question or keyword that `word` is a slip of, unless it is an English word itself. */
function shortWordOf(word: string, correct: Correct, open: OpenTerms) {
  if (isShortWord(word)) return undefined;
  const meant = correct.filter(([known, term]) => isShortSlip(word, known) && open.isAsked(term));
  const [first] = meant;
  if (!first || meant.some(([, term]) => term !== first[1])) return undefined;
  return { word: first[0], term: first[1] };
}
