import { type Candidate, pairsOf, type TrigramCache, weigh, wordsOf } from "./evidence.ts";
import type { InvertedIndex } from "./inverted-index.ts";
import { type Query, readQuery } from "./query.ts";
import { trigramsOf } from "./trigrams.ts";

/** So many entries, those with most words in common, are weighed in full. */
const mostCandidates = 40;

/** A question in the corpus' words, and the entries that may be meant, unordered. */
export type Candidates = { readonly query: Query; readonly candidates: readonly Candidate[] };

/**
 * Finds what a question may mean and weighs the evidence.
 *
 * @param isOpen whether the asker may know of an entry, by its number; what is not open leaves no trace
 */
export function findCandidates(
  question: string,
  index: InvertedIndex,
  trigrams: TrigramCache,
  isOpen: (entry: number) => boolean,
): Candidates {
  const query = readQuery(question, index, isOpen);
  const questionTrigrams = trigramsOf(wordsOf(question));
  const pairs = pairsOf(query.words.flatMap((word) => word.terms.slice(0, 1)));
  const candidates = gather(query, index, isOpen).map((entry) =>
    weigh(query, questionTrigrams, pairs, entry, index, trigrams),
  );
  return { query, candidates };
}

/** The entries with most of the question in one unit, and in all; at most {@link mostCandidates}. */
function gather(
  query: Query,
  index: InvertedIndex,
  isOpen: (entry: number) => boolean,
): readonly number[] {
  const content = [...query.weights].filter(([term]) => (index.termShare[term] ?? 0) === 1);
  const asked = content.length > 0 ? content : [...query.weights];
  // One number for each unit and entry: making these takes microseconds, while a map of the touched ones takes milliseconds.
  const inUnit = new Float32Array(index.units.length);
  const inEntry = new Float32Array(index.size);
  for (const [term, weight] of asked) {
    const gain = weight * (index.termWeight[term] ?? 0);
    let last = -1;
    const end = index.postingStart[term + 1] ?? 0;
    for (let at = index.postingStart[term] ?? 0; at < end; at += 1) {
      const unit = index.postings[at] ?? 0;
      inUnit[unit] = (inUnit[unit] ?? 0) + gain;
      const entry = index.unitEntry[unit] ?? 0;
      if (entry !== last) inEntry[entry] = (inEntry[entry] ?? 0) + weight;
      last = entry;
    }
  }
  const best: { entry: number; promise: number }[] = [];
  for (let entry = 0; entry < index.size; entry += 1) {
    const held = inEntry[entry] ?? 0;
    if (held === 0) continue;
    let cosine = 0;
    const end = index.entryStart[entry + 1] ?? 0;
    for (let unit = index.entryStart[entry] ?? 0; unit < end; unit += 1) {
      cosine = Math.max(cosine, (inUnit[unit] ?? 0) / (index.unitNorm[unit] || 1));
    }
    const promise = cosine + 0.5 * held;
    const worst = best.at(-1);
    if (best.length === mostCandidates && worst && promise <= worst.promise) continue;
    if (!isOpen(entry)) continue;
    if (best.length === mostCandidates) best.pop();
    const place = best.findIndex((one) => one.promise < promise);
    best.splice(place < 0 ? best.length : place, 0, { entry, promise });
  }
  return best.map(({ entry }) => entry);
}
