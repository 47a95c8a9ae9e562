import type { InvertedIndex } from "./inverted-index.ts";
import type { Query } from "./query.ts";
import { trigramCosine, trigramsOf } from "./trigrams.ts";

/** What speaks for an entry, each from 0 to 1. */
export type Evidence = {
  /** Words: cosine of question and best short unit (title, question, keywords, heading), rare words weighing more. */
  readonly words: number;
  /** Pairs of neighbouring words shared with that unit. */
  readonly pairs: number;
  /** Letters: cosine of the trigrams of question and best title or question. */
  readonly letters: number;
  /** Share of what the question asks that the best short unit holds. */
  readonly coverage: number;
  /** Share of what that unit says that the question asks. */
  readonly reverse: number;
  /** Share of what the question asks that stands anywhere in the entry. */
  readonly reach: number;
  /** Share of what the question asks that stands in its best passage. */
  readonly passage: number;
};

export type Candidate = {
  /** Number of the entry in the index. */
  readonly entry: number;
  readonly evidence: Evidence;
  /** The short unit that speaks most for the entry, or the passage, where that holds over twice as much. */
  readonly bestUnit: number;
  /** Terms of the question that the entry holds. */
  readonly matched: ReadonlySet<number>;
};

/** The trigrams of short units, made when first asked for. */
export type TrigramCache = Map<number, ReadonlyMap<string, number>>;

/** Headings say what a part of a page is about, not the page: they count a little less than its title and questions. */
const headingShare = 0.85;
/** Trigrams are compared with so many units of an entry, those with most words in common first. */
const mostTrigramUnits = 4;

/** Weighs one entry against the question. */
export function weigh(
  query: Query,
  questionTrigrams: ReadonlyMap<string, number>,
  questionPairs: ReadonlySet<string>,
  entry: number,
  index: InvertedIndex,
  trigrams: TrigramCache,
): Candidate {
  const from = index.entryStart[entry] ?? 0;
  const to = index.entryStart[entry + 1] ?? 0;
  const matched = new Set<number>();
  let passage = 0;
  let bestPassage = from;
  let best = { unit: from, cosine: 0, coverage: 0, reverse: 0, value: -1 };
  const short: { unit: number; cosine: number }[] = [];
  for (let unit = from; unit < to; unit += 1) {
    const kind = index.units[unit]?.kind;
    const overlap = compare(query, unit, index, matched);
    const covered = query.mass === 0 ? 0 : overlap.asked / query.mass;
    if (kind === "passage") {
      const value = covered * several(overlap.content);
      if (value > passage) [passage, bestPassage] = [value, unit];
      continue;
    }
    const norm = (index.unitNorm[unit] ?? 0) * query.norm;
    const share = kind === "heading" ? headingShare : 1;
    const cosine = norm === 0 ? 0 : (overlap.dot / norm) * share;
    const said = index.unitSaid[unit] ?? 0;
    const reverse = said === 0 ? 0 : (overlap.shared / said) * share;
    const value = cosine + 0.5 * covered * share + 0.1 * reverse;
    if (value > best.value) best = { unit, cosine, coverage: covered * share, reverse, value };
    if (kind === "title" || kind === "question") short.push({ unit, cosine });
  }
  short.sort((a, b) => b.cosine - a.cosine);
  let letters = 0;
  for (const { unit } of short.slice(0, mostTrigramUnits)) {
    letters = Math.max(
      letters,
      trigramCosine(questionTrigrams, trigramsOfUnit(unit, index, trigrams)),
    );
  }
  let reached = 0;
  let found = 0;
  for (const term of matched) if ((index.termShare[term] ?? 0) === 1) found += 1;
  for (const word of query.words) {
    if (word.terms.some((term) => matched.has(term))) reached += word.weight * word.trust;
  }
  return {
    entry,
    bestUnit: best.coverage >= 0.5 * passage ? best.unit : bestPassage,
    matched,
    evidence: {
      words: Math.min(1, best.cosine),
      pairs: sharedPairs(questionPairs, best.unit, index),
      letters,
      coverage: Math.min(1, best.coverage),
      reverse: Math.min(1, best.reverse),
      reach: query.mass === 0 ? 0 : Math.min(1, reached / query.mass) * several(found),
      passage: Math.min(1, passage),
    },
  };
}

/** How much it says that so many words are found in running text: one may be there by chance. */
const several = (words: number) => words / (words + 1);

/** What question and unit have in common, as sums of weights; adds the shared terms to `matched`. */
function compare(query: Query, unit: number, index: InvertedIndex, matched: Set<number>) {
  let content = 0;
  let dot = 0;
  let asked = 0;
  let shared = 0;
  const end = index.distinctStart[unit + 1] ?? 0;
  for (let at = index.distinctStart[unit] ?? 0; at < end; at += 1) {
    const term = index.distinctTerms[at] ?? 0;
    const wanted = query.weights.get(term);
    if (wanted === undefined) continue;
    const own = index.termWeight[term] ?? 0;
    matched.add(term);
    if ((index.termShare[term] ?? 0) === 1) content += 1;
    dot += wanted * own;
    asked += wanted;
    shared += own;
  }
  return { dot, asked, shared, content };
}

function trigramsOfUnit(
  unit: number,
  index: InvertedIndex,
  cache: TrigramCache,
): ReadonlyMap<string, number> {
  const known = cache.get(unit);
  if (known) return known;
  const made = trigramsOf(wordsOf(index.units[unit]?.text ?? ""));
  cache.set(unit, made);
  return made;
}

/** The words of a text as trigrams see them: plain, lower case. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/[\p{M}'’]/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Neighbouring terms of a question, as `a b`. */
export function pairsOf(terms: readonly number[]): ReadonlySet<string> {
  return new Set(terms.slice(1).map((term, at) => `${terms[at]} ${term}`));
}

/** Dice's coefficient of the pairs of two texts. */
function sharedPairs(pairs: ReadonlySet<string>, unit: number, index: InvertedIndex): number {
  const own = pairsOf([
    ...index.unitTerms.subarray(index.unitStart[unit] ?? 0, index.unitStart[unit + 1] ?? 0),
  ]);
  if (pairs.size === 0 || own.size === 0) return 0;
  let both = 0;
  for (const pair of pairs) if (own.has(pair)) both += 1;
  return (2 * both) / (pairs.size + own.size);
}
