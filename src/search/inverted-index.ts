import { atOnce, type Steps } from "../kernel/steps.ts";
import { type Searchable, type Unit, unitsOf } from "./searchable.ts";
import { wordWeight } from "./stop-words.ts";
import { chunksOf } from "./tokens.ts";

/**
 * The texts of all entries as numbers. Terms, units and entries are numbered from 0 in the order of their first appearance;
 * the units of an entry, and the terms of a unit, stand next to each other.
 */
export type InvertedIndex = {
  readonly termOf: ReadonlyMap<string, number>;
  /** How much each term says: its rarity among entries times its word's weight. */
  readonly termWeight: Float32Array;
  /** Below 1 for words of grammar and manners. */
  readonly termShare: Float32Array;
  /** Words as they are written, each with its term, for mending misspelt ones. */
  readonly words: ReadonlyMap<string, number>;
  /** Two words that stand next to each other in a title or question, written as one, with their terms. */
  readonly compounds: ReadonlyMap<string, readonly [number, number]>;
  readonly units: readonly Unit[];
  readonly unitEntry: Uint32Array;
  /** Terms of unit u, in the order of the text: unitTerms[unitStart[u] … unitStart[u + 1]). */
  readonly unitStart: Uint32Array;
  readonly unitTerms: Uint32Array;
  /** The same terms, each once: distinctTerms[distinctStart[u] … distinctStart[u + 1]). */
  readonly distinctStart: Uint32Array;
  readonly distinctTerms: Uint32Array;
  /** Length of the vector that the weights of the unit's distinct terms make. */
  readonly unitNorm: Float32Array;
  /** Units of entry e: entryStart[e] … entryStart[e + 1]. */
  readonly entryStart: Uint32Array;
  /** Units that hold term t, ascending, each once: postings[postingStart[t] … postingStart[t + 1]). */
  readonly postingStart: Uint32Array;
  readonly postings: Uint32Array;
  /** Number of entries. */
  readonly size: number;
};

/** The words of so many entries are read in about a millisecond. */
const entriesPerStep = 8;
/** And so are the terms of so many units counted. */
const unitsPerStep = 4_000;

/** Builds the index; takes time in proportion to the text. */
export function createInvertedIndex(entries: readonly Searchable[]): InvertedIndex {
  return atOnce(invertedIndexSteps(entries));
}

/** The same, step by step. */
export function* invertedIndexSteps(entries: readonly Searchable[]): Steps<InvertedIndex> {
  const termOf = new Map<string, number>();
  const words = new Map<string, number>();
  const compounds = new Map<string, readonly [number, number]>();
  const shares: number[] = [];
  const units: Unit[] = [];
  const unitEntry: number[] = [];
  const unitStart: number[] = [0];
  const unitTerms: number[] = [];
  const entryStart: number[] = [0];

  const number = (token: { readonly word: string; readonly term: string }): number => {
    let term = termOf.get(token.term);
    if (term === undefined) {
      term = termOf.size;
      termOf.set(token.term, term);
      shares.push(wordWeight(token.word));
    }
    if (!words.has(token.word)) words.set(token.word, term);
    return term;
  };

  for (const [entryIndex, entry] of entries.entries()) {
    if (entryIndex % entriesPerStep === 0) yield;
    for (const unit of unitsOf(entry)) {
      units.push(unit);
      unitEntry.push(entryIndex);
      const short = unit.kind === "title" || unit.kind === "question" || unit.kind === "keywords";
      let previous: { readonly word: string; readonly term: number } | undefined;
      for (const { parts, whole } of chunksOf(unit.text)) {
        for (const part of parts) {
          const term = number(part);
          unitTerms.push(term);
          const content = (shares[term] ?? 0) === 1;
          if (short && content && previous) {
            compounds.set(previous.word + part.word, [previous.term, term]);
          }
          previous = content ? { word: part.word, term } : undefined;
        }
        if (whole) unitTerms.push(number(whole));
      }
      unitStart.push(unitTerms.length);
    }
    entryStart.push(units.length);
  }

  yield;
  const starts = new Uint32Array(unitStart);
  yield;
  const terms = new Uint32Array(unitTerms);
  yield;
  const owners = new Uint32Array(unitEntry);
  yield;
  const { distinctStart, distinctTerms } = yield* eachOnce(termOf.size, starts, terms);
  yield;
  const { postingStart, postings } = yield* invert(termOf.size, distinctStart, distinctTerms);
  yield;
  const termShare = new Float32Array(shares);
  const termWeight = termShare.map(
    (share, term) =>
      share *
      rarity(
        entries.length,
        countEntries(postings, postingStart[term] ?? 0, postingStart[term + 1] ?? 0, owners),
      ),
  );
  yield;
  const squares = yield* sums(
    distinctStart,
    distinctTerms,
    termWeight.map((weight) => weight * weight),
  );
  const unitNorm = squares.map(Math.sqrt);
  yield;
  return {
    termOf,
    termWeight,
    termShare,
    words,
    compounds,
    units,
    unitEntry: owners,
    unitStart: starts,
    unitTerms: terms,
    distinctStart,
    distinctTerms,
    unitNorm,
    entryStart: new Uint32Array(entryStart),
    postingStart,
    postings,
    size: entries.length,
  };
}

/**
 * How much it says that a word appears, when it is found in `found` of `all` entries: the idf of Robertson and Spärck Jones
 * with 1 added, so that it never falls below 0 (as Lucene has it). Words of one-entry corpora still say something.
 */
export function rarity(all: number, found: number): number {
  return Math.log(1 + (all - found + 0.5) / (found + 0.5)) + 0.1;
}

/** The terms of each unit without repetitions, in the order of their first appearance. */
function* eachOnce(
  termCount: number,
  unitStart: Uint32Array,
  unitTerms: Uint32Array,
): Steps<Pick<InvertedIndex, "distinctStart" | "distinctTerms">> {
  const lastUnit = new Int32Array(termCount).fill(-1);
  const distinctStart = new Uint32Array(unitStart.length);
  const distinctTerms = new Uint32Array(unitTerms.length);
  let next = 0;
  for (let unit = 0; unit + 1 < unitStart.length; unit += 1) {
    if (unit % unitsPerStep === 0) yield;
    const end = unitStart[unit + 1] ?? 0;
    for (let at = unitStart[unit] ?? 0; at < end; at += 1) {
      const term = unitTerms[at] ?? 0;
      if (lastUnit[term] === unit) continue;
      lastUnit[term] = unit;
      distinctTerms[next] = term;
      next += 1;
    }
    distinctStart[unit + 1] = next;
  }
  return { distinctStart, distinctTerms: distinctTerms.slice(0, next) };
}

function* invert(
  termCount: number,
  distinctStart: Uint32Array,
  distinctTerms: Uint32Array,
): Steps<Pick<InvertedIndex, "postingStart" | "postings">> {
  const postingStart = new Uint32Array(termCount + 1);
  for (const term of distinctTerms) postingStart[term + 1] = (postingStart[term + 1] ?? 0) + 1;
  for (let term = 0; term < termCount; term += 1) {
    postingStart[term + 1] = (postingStart[term + 1] ?? 0) + (postingStart[term] ?? 0);
  }
  const next = postingStart.slice();
  const postings = new Uint32Array(distinctTerms.length);
  for (let unit = 0; unit + 1 < distinctStart.length; unit += 1) {
    if (unit % unitsPerStep === 0) yield;
    const end = distinctStart[unit + 1] ?? 0;
    for (let at = distinctStart[unit] ?? 0; at < end; at += 1) {
      const term = distinctTerms[at] ?? 0;
      const place = next[term] ?? 0;
      postings[place] = unit;
      next[term] = place + 1;
    }
  }
  return { postingStart, postings };
}

function countEntries(
  postings: Uint32Array,
  from: number,
  to: number,
  unitEntry: Uint32Array,
): number {
  let count = 0;
  let last = -1;
  for (let at = from; at < to; at += 1) {
    const entry = unitEntry[postings[at] ?? 0] ?? 0;
    if (entry !== last) count += 1;
    last = entry;
  }
  return count;
}

function* sums(start: Uint32Array, terms: Uint32Array, weight: Float32Array): Steps<Float32Array> {
  const totals = new Float32Array(Math.max(0, start.length - 1));
  for (let unit = 0; unit < totals.length; unit += 1) {
    if (unit % unitsPerStep === 0) yield;
    let total = 0;
    const end = start[unit + 1] ?? 0;
    for (let at = start[unit] ?? 0; at < end; at += 1) total += weight[terms[at] ?? 0] ?? 0;
    totals[unit] = total;
  }
  return totals;
}
