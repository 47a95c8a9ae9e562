import type { InvertedIndex } from "./inverted-index.ts";
import type { Nearness } from "./meaning.ts";
import type { Query } from "./query.ts";
import { type Trigrams, trigramCosine, trigramsOf } from "./trigrams.ts";

/** What speaks for an entry, each from 0 to 1. */
export type Evidence = {
  /** Letters: cosine of the trigrams of question and best title or question. */
  readonly letters: number;
  /** Share of what the question asks that stands anywhere in the entry. */
  readonly reach: number;
  /** Share of what the question asks that stands in its best passage. */
  readonly passage: number;
  /** Nearness in meaning to the middle of the entry's short units; 0 where no word of the question is known to mean anything. */
  readonly gist: number;
  /** Nearness in meaning to the nearest of these units. */
  readonly meaning: number;
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
export type TrigramCache = Map<number, Trigrams>;

/** Headings say what a part of a page is about, not the page: they count a little less than its title and questions. */
const headingShare = 0.85;

/** Weighs one entry against the question, all but its letters. */
export function weigh(
  query: Query,
  entry: number,
  index: InvertedIndex,
  nearness: Nearness,
): Candidate {
  const from = index.entryStart[entry] ?? 0;
  const to = index.entryStart[entry + 1] ?? 0;
  const matched = new Set<number>();
  const actions = new Set<number>();
  let passage = 0;
  let bestPassage = from;
  let best = { unit: from, coverage: 0, value: -1 };
  for (let unit = from; unit < to; unit += 1) {
    const kind = index.units[unit]?.kind;
    const overlap = compare(query, unit, index, matched);
    const covered = query.mass === 0 ? 0 : overlap.asked / query.mass;
    if (kind === "title" || kind === "question") noteActions(unit, query, index, actions);
    if (kind === "passage") {
      const value = covered * several(overlap.content);
      if (value > passage) [passage, bestPassage] = [value, unit];
      continue;
    }
    const norm = (index.unitNorm[unit] ?? 0) * query.norm;
    const share = kind === "heading" ? headingShare : 1;
    const cosine = norm === 0 ? 0 : (overlap.dot / norm) * share;
    const value = cosine + 0.5 * covered * share;
    if (value > best.value) best = { unit, coverage: covered * share, value };
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
      letters: 0,
      reach: query.mass === 0 ? 0 : Math.min(1, reached / query.mass) * several(found),
      passage: Math.min(1, passage),
      // Opposites look alike in meaning: of the wrong one of two it says nothing.
      gist: isContrary(query, actions) ? 0 : nearness.gist(entry),
      meaning: isContrary(query, actions) ? 0 : nearness.meaning(entry),
    },
  };
}

/** Letters: cosine of the trigrams of question and best title or question of an entry. */
export function lettersOf(
  question: Trigrams,
  entry: number,
  index: InvertedIndex,
  cache: TrigramCache,
): number {
  let letters = 0;
  const end = index.entryStart[entry + 1] ?? 0;
  for (let unit = index.entryStart[entry] ?? 0; unit < end; unit += 1) {
    const kind = index.units[unit]?.kind;
    if (kind !== "title" && kind !== "question") continue;
    letters = Math.max(letters, trigramCosine(question, trigramsOfUnit(unit, index, cache)));
  }
  return letters;
}

/** Adds the terms of a unit that are an action asked for, or undo one. */
function noteActions(unit: number, query: Query, index: InvertedIndex, actions: Set<number>): void {
  if (query.actions.length === 0) return;
  const end = index.distinctStart[unit + 1] ?? 0;
  for (let at = index.distinctStart[unit] ?? 0; at < end; at += 1) {
    const term = index.distinctTerms[at] ?? 0;
    if (query.actions.some(({ asked, undoing }) => term === asked || term === undoing)) {
      actions.add(term);
    }
  }
}

/** Whether an entry is asked for by what undoes the action of the question, and never by that action. */
function isContrary(query: Query, actions: ReadonlySet<number>): boolean {
  return query.actions.some(
    ({ asked, undoing }) => actions.has(undoing) && (asked === undefined || !actions.has(asked)),
  );
}

/** How much it says that so many words are found in running text: one may be there by chance. */
const several = (words: number) => words / (words + 1);

/** What question and unit have in common, as sums of weights; adds the shared terms to `matched`. */
function compare(query: Query, unit: number, index: InvertedIndex, matched: Set<number>) {
  let content = 0;
  let dot = 0;
  let asked = 0;
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
  }
  return { dot, asked, content };
}

function trigramsOfUnit(unit: number, index: InvertedIndex, cache: TrigramCache): Trigrams {
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
