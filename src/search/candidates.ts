import { type Candidate, lettersOf, type TrigramCache, weigh, wordsOf } from "./evidence.ts";
import type { InvertedIndex } from "./inverted-index.ts";
import type { MeaningIndex, Nearness } from "./meaning.ts";
import { mendedQuestion, type Query, readableQuestion, readQuery } from "./query.ts";
import { trigramsOf } from "./trigrams.ts";

/** So many entries, those with most words in common, are weighed in full. */
const mostCandidates = 32;
/** And so many of those nearest in meaning, whatever their words. */
const mostOfMeaning = 16;
/** Of these so many, the best by all else, are compared letter by letter, which takes longest and moves them least. */
const mostSpelt = 12;
/** A text that is less alike than this is about something else: two questions of one office are .2 alike. */
const leastMeaning = 0.15;

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
  meaning: MeaningIndex,
  trigrams: TrigramCache,
  isOpen: (entry: number) => boolean,
): Candidates {
  const read = readableQuestion(question);
  const query = readQuery(read, index, isOpen);
  const questionTrigrams = trigramsOf(wordsOf(read));
  const nearness = meaning.ask(mendedQuestion(read, query));
  const gathered = new Set([
    ...gather(query, index, isOpen),
    ...nearestInMeaning(nearness, index, isOpen),
  ]);
  const candidates = [...gathered]
    .map((entry) => weigh(query, entry, index, nearness))
    .sort((a, b) => promiseOf(b) - promiseOf(a))
    .map((candidate, place) => {
      if (place >= mostSpelt) return candidate;
      const letters = lettersOf(questionTrigrams, candidate.entry, index, trigrams);
      return { ...candidate, evidence: { ...candidate.evidence, letters } };
    });
  return { query, candidates };
}

/** All evidence alike: weights that are learned from what this lets through must not decide on it. */
function promiseOf({ evidence }: Candidate): number {
  const { reach, passage, gist, meaning } = evidence;
  return reach + passage + gist + meaning;
}

function nearestInMeaning(
  nearness: Nearness,
  index: InvertedIndex,
  isOpen: (entry: number) => boolean,
): readonly number[] {
  const best = createBest(mostOfMeaning);
  for (let entry = 0; entry < index.size; entry += 1) {
    const gist = nearness.gist(entry);
    if (best.has(gist) && isOpen(entry)) best.add(entry, gist);
  }
  return best.entries().filter((entry) => nearness.meaning(entry) >= leastMeaning);
}

/** Keeps the `most` entries of the highest value; a tie stays with the one that came first. */
function createBest(most: number) {
  const best: { readonly entry: number; readonly value: number }[] = [];
  return {
    /** Whether an entry of this value would be kept. */
    has: (value: number) => best.length < most || value > (best.at(-1)?.value ?? 0),
    add(entry: number, value: number): void {
      if (best.length === most) best.pop();
      const place = best.findIndex((one) => one.value < value);
      best.splice(place < 0 ? best.length : place, 0, { entry, value });
    },
    entries: () => best.map(({ entry }) => entry),
  };
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
  const best = createBest(mostCandidates);
  for (let entry = 0; entry < index.size; entry += 1) {
    const held = inEntry[entry] ?? 0;
    if (held === 0) continue;
    let cosine = 0;
    const end = index.entryStart[entry + 1] ?? 0;
    for (let unit = index.entryStart[entry] ?? 0; unit < end; unit += 1) {
      cosine = Math.max(cosine, (inUnit[unit] ?? 0) / (index.unitNorm[unit] || 1));
    }
    const promise = cosine + 0.5 * held;
    if (best.has(promise) && isOpen(entry)) best.add(entry, promise);
  }
  return best.entries();
}
