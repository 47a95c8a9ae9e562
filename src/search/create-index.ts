import type { Steps } from "../kernel/steps.ts";
import { findCandidates } from "./candidates.ts";
import { rankScore } from "./confidence.ts";
import { decide, defaultThresholds, type Scored, type Thresholds, type Votes } from "./decide.ts";
import type { Encoder } from "./encoder/encoder.ts";
import { shippedEncoder } from "./encoder/shipped-encoder.ts";
import type { Candidate, TrigramCache } from "./evidence.ts";
import { createInvertedIndex, type InvertedIndex, invertedIndexSteps } from "./inverted-index.ts";
import { createWordLikeness, type WordLikeness } from "./likeness.ts";
import { createMeaningIndex, type MeaningIndex, meaningIndexSteps } from "./meaning.ts";
import type { Ranking } from "./ranking.ts";
import type { Searchable } from "./searchable.ts";

/** What a search may look at. */
type SearchContext = Votes & {
  /** Whether the asker may know of this entry; an entry refused leaves no trace, not even in which words are known. */
  readonly allows: (id: string) => boolean;
};

export type Index = {
  search(question: string, context: SearchContext): Ranking;
};

/**
 * Makes an index of entries; pure, and changed only by making another.
 *
 * Ties in the order of hits go to the entry given first.
 */
export function createIndex(
  corpus: readonly Searchable[],
  thresholds: Thresholds = defaultThresholds,
  encoder: () => Encoder = shippedEncoder,
): Index {
  const index = createInvertedIndex(corpus);
  // Made when first asked: many a base is loaded to be looked through, not to be searched.
  let meant: Meant | undefined;
  return searching(corpus, index, thresholds, () => {
    meant ??= {
      meaning: createMeaningIndex(index, encoder()),
      likeness: createWordLikeness(encoder()),
    };
    return meant;
  });
}

/** The same step by step, ready to be asked at once. */
export function* indexSteps(
  corpus: readonly Searchable[],
  thresholds: Thresholds = defaultThresholds,
  encoder: () => Encoder = shippedEncoder,
): Steps<Index> {
  const index = yield* invertedIndexSteps(corpus);
  const meaning = yield* meaningIndexSteps(index, encoder());
  const meant = { meaning, likeness: createWordLikeness(encoder()) };
  const made = searching(corpus, index, thresholds, () => meant);
  yield;
  // A process' first search takes three times as long, since nothing is compiled: let it be nobody's.
  made.search(corpus[0]?.title ?? "", { allows: () => true });
  return made;
}

type Meant = { readonly meaning: MeaningIndex; readonly likeness: WordLikeness };

function searching(
  corpus: readonly Searchable[],
  index: InvertedIndex,
  thresholds: Thresholds,
  meant: () => Meant,
): Index {
  const trigrams: TrigramCache = new Map();
  return {
    search(question, { allows, ...votes }) {
      const { meaning, likeness } = meant();
      const isOpen = (entry: number) => allows(corpus[entry]?.id ?? "");
      const { query, candidates } = findCandidates(question, index, meaning, trigrams, isOpen);
      const ranked = rank(candidates, corpus, votes);
      return decide(ranked, query, corpus, index, likeness, thresholds, votes);
    },
  };
}

/** Best first, but for what people say. */
function rank(
  candidates: readonly Candidate[],
  corpus: readonly Searchable[],
  { verdict = () => undefined }: Votes,
): readonly Scored[] {
  const ranked = candidates
    .map((candidate) => ({
      ...candidate,
      score: rankScore(candidate.evidence) * (corpus[candidate.entry]?.boost ?? 1),
    }))
    .sort((a, b) => b.score - a.score || a.entry - b.entry);
  const said = Map.groupBy(ranked, ({ entry }) => verdict(corpus[entry]?.id ?? ""));
  return (["preferred", undefined, "rejected"] as const).flatMap((one) => said.get(one) ?? []);
}
