import { confidenceOf, leadOf } from "./confidence.ts";
import type { Candidate } from "./evidence.ts";
import type { InvertedIndex } from "./inverted-index.ts";
import type { Query, QueryWord } from "./query.ts";
import type { Decision, Hit, Ranking } from "./ranking.ts";
import type { Searchable } from "./searchable.ts";

/** Where the three outcomes part. */
export type Thresholds = {
  /** Least confidence to answer with. */
  readonly answer: number;
  /** Least confidence to offer a choice with. */
  readonly choices: number;
  /** A second hit that is less far behind than this is offered beside the first. */
  readonly margin: number;
};

export const defaultThresholds: Thresholds = { answer: 0.6, choices: 0.25, margin: 0.05 };

/** So many hits are told. */
const mostHits = 5;
const mostChoices = 4;
/** A hit that we are not sure of is offered from this reach on: else what the question is about is something else. */
const leastReach = 0.25;
/** What is offered in a choice has at least this share of the confidence that a choice needs. */
const choiceShare = 0.4;

export type Scored = Candidate & { readonly score: number };

/**
 * Turns weighed entries, best first, into hits with a confidence, and decides which of the three outcomes they make.
 */
export function decide(
  ranked: readonly Scored[],
  query: Query,
  corpus: readonly Searchable[],
  index: InvertedIndex,
  thresholds: Thresholds,
): Ranking {
  const hits: Hit[] = [];
  for (const candidate of ranked.slice(0, mostHits)) {
    // Each hit is measured against the best of the others, so that the first alone can lead.
    const rival = ranked[hits.length === 0 ? 1 : 0]?.score ?? 0;
    const hit = hitOf(candidate, rival, query, corpus, index);
    const before = hits.at(-1)?.confidence ?? 1;
    hits.push({ ...hit, confidence: Math.min(hit.confidence, before) });
  }
  const [first, second] = hits;
  const decided = decisionOf(query, first, second, thresholds);
  const isChoice = ["too-close", "unsure", "guessed"].includes(decided.rule);
  const offered = hits.filter(
    (hit, position) => position === 0 || hit.confidence >= thresholds.choices * choiceShare,
  );
  return {
    outcome: decided.rule === "sure" ? "answer" : isChoice ? "choices" : "abstention",
    hits,
    choices: isChoice ? offered.slice(0, mostChoices).map((hit) => hit.id) : [],
    explanation: {
      words: query.words.map(({ word, taken }) => ({
        word,
        taken: taken.as,
        ...(taken.as === "misspelt" ? { of: taken.of } : {}),
      })),
      decided,
      runnerUp: first && second && { id: second.id, behind: first.confidence - second.confidence },
    },
  };
}

function hitOf(
  { entry, evidence, score, bestUnit, matched }: Scored,
  rival: number,
  query: Query,
  corpus: readonly Searchable[],
  index: InvertedIndex,
): Hit {
  const unit = index.units[bestUnit];
  const content = query.words.filter(({ taken }) => taken.as !== "grammar");
  const holds = (word: QueryWord) => word.terms.some((term) => matched.has(term));
  return {
    id: corpus[entry]?.id ?? "",
    confidence: confidenceOf({
      ...evidence,
      score: Math.min(1, score),
      lead: leadOf(score, rival),
      known: query.known,
    }),
    evidence,
    unit: { kind: unit?.kind ?? "title", text: unit?.text ?? "" },
    matched: content.filter(holds).map(({ word }) => word),
    uncovered: content.filter((word) => !holds(word)).map(({ word }) => word),
  };
}

function decisionOf(
  query: Query,
  first: Hit | undefined,
  second: Hit | undefined,
  { answer, choices, margin }: Thresholds,
): Decision {
  if (query.words.length === 0) return { rule: "no-words" };
  if (!first) return { rule: "nothing-found" };
  const { confidence } = first;
  if (confidence < choices) return { rule: "below", confidence, threshold: choices };
  if (confidence < answer) {
    const { reach } = first.evidence;
    if (reach < leastReach) return { rule: "little", reach, least: leastReach };
    return { rule: "unsure", confidence, threshold: answer };
  }
  const guessed = query.words.filter(
    ({ word, taken }) => taken.as === "misspelt" && first.matched.includes(word),
  );
  if (guessed.length > 0 && guessed.length === first.matched.length) {
    return { rule: "guessed", words: guessed.map(({ word }) => word) };
  }
  const behind = confidence - (second?.confidence ?? 0);
  return behind < margin
    ? { rule: "too-close", behind, margin }
    : { rule: "sure", confidence, threshold: answer };
}
