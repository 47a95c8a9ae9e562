import { confidenceOf } from "./confidence.ts";
import type { Candidate } from "./evidence.ts";
import type { InvertedIndex } from "./inverted-index.ts";
import { type Fit, fitOf, noFit, type WordLikeness } from "./likeness.ts";
import type { Query, QueryWord } from "./query.ts";
import type { Decision, Hit, Ranking } from "./ranking.ts";
import type { Searchable } from "./searchable.ts";
import { type Leads, leadsAmong, signalsOf } from "./signals.ts";

/** Where the three outcomes part. */
export type Thresholds = {
  /** Least confidence to answer with. */
  readonly answer: number;
  /** Least confidence to offer a choice with. */
  readonly choices: number;
  /** A second hit that is less far behind than this is offered beside the first. */
  readonly margin: number;
};

export const defaultThresholds: Thresholds = { answer: 0.55, choices: 0.25, margin: 0.05 };

/** So many hits are told. */
const mostHits = 5;
/** So many hits are offered in a choice. */
export const mostChoices = 4;
/** Of these, so many are compared with the question word by word; those below could only be a last choice. */
const mostFitted = 3;
/**
 * A hit that we are not sure of is offered from this reach on, or when it is asked for in all but words: else what the
 * question is about is something else.
 */
const leastReach = 0.25;
const leastMeaning = 0.5;
/** What is offered in a choice has at least this share of the confidence that a choice needs. */
const choiceShare = 0.4;

const choiceRules: ReadonlySet<Decision["rule"]> = new Set([
  "too-close",
  "alike",
  "unsure",
  "guessed",
  "no-word",
  "rejected",
  "one-voice",
]);

/** Two texts of these letters differ in a full stop, in the order of words, or in one word of very many. */
const asAsked = 0.98;

export type Scored = Candidate & { readonly score: number };

/** What people's votes say of entries; what is left out says nothing. */
export type Votes = {
  /** What people say of an entry as the answer to just this question: the one comes first, and the others after all. */
  readonly verdict?: (id: string) => "preferred" | "rejected" | undefined;
  /** Whether enough people stand behind the text that speaks most for a hit; else it is only offered. */
  readonly vouched?: (hit: Pick<Hit, "id" | "unit">) => boolean;
};

/**
 * Turns weighed entries, best first, into hits with a confidence, and decides which of the three outcomes they make.
 */
export function decide(
  ranked: readonly Scored[],
  query: Query,
  corpus: readonly Searchable[],
  index: InvertedIndex,
  likeness: WordLikeness,
  thresholds: Thresholds,
  votes: Votes,
): Ranking {
  const hits: Hit[] = [];
  const leads = leadsAmong(ranked);
  for (const candidate of ranked.slice(0, mostHits)) {
    const fit = hits.length < mostFitted ? fitOf(query, candidate.entry, index, likeness) : noFit;
    const hit = hitOf(candidate, leads(candidate), fit, query, corpus, index);
    const before = hits.at(-1)?.confidence ?? 1;
    hits.push({ ...hit, confidence: Math.min(hit.confidence, before) });
  }
  const [first, second] = hits;
  const decided = afterVotes(decisionOf(query, first, second, thresholds), first, votes);
  const isAnswer = ["sure", "as-asked", "voted"].includes(decided.rule);
  const isChoice = choiceRules.has(decided.rule);
  const offered = hits.filter(
    (hit, position) => position === 0 || hit.confidence >= thresholds.choices * choiceShare,
  );
  return {
    outcome: isAnswer ? "answer" : isChoice ? "choices" : "abstention",
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
  candidate: Scored,
  leads: ReturnType<Leads>,
  fit: Fit,
  query: Query,
  corpus: readonly Searchable[],
  index: InvertedIndex,
): Hit {
  const { entry, evidence, bestUnit, matched } = candidate;
  const unit = index.units[bestUnit];
  const content = query.words.filter(({ taken }) => taken.as !== "grammar");
  const holds = (word: QueryWord) => word.terms.some((term) => matched.has(term));
  return {
    id: corpus[entry]?.id ?? "",
    confidence: confidenceOf(signalsOf(candidate, leads, fit)),
    evidence,
    unit: { kind: unit?.kind ?? "title", text: unit?.text ?? "" },
    matched: content.filter(holds).map(({ word }) => word),
    uncovered: content.filter((word) => !holds(word)).map(({ word }) => word),
  };
}

/** Whether an entry is asked by its title, or by a question of its own, and not by one like it. */
function isAsAsked({ evidence, unit, uncovered }: Hit): boolean {
  const isShort = unit.kind === "title" || unit.kind === "question";
  return isShort && evidence.letters >= asAsked && uncovered.length === 0;
}

/**
 * Whether no word of the question tells two hits apart, and the second may be it, too: of 66 such pairs in other people's
 * bases the first was right 42 times, and the second 24.
 */
function areAlike(first: Hit, second: Hit | undefined, choices: number): boolean {
  if (!second || second.confidence < choices || first.matched.length === 0) return false;
  return first.matched.join(" ") === second.matched.join(" ");
}

/** An entry that alone is asked in just these words answers them, however little else speaks for it. */
function decisionOf(
  query: Query,
  first: Hit | undefined,
  second: Hit | undefined,
  thresholds: Thresholds,
): Decision {
  const decided = decisionByConfidence(query, first, second, thresholds);
  if (decided.rule === "sure" || !first || !isAsAsked(first)) return decided;
  return second && isAsAsked(second) ? decided : { rule: "as-asked" };
}

function afterVotes(
  decided: Decision,
  first: Hit | undefined,
  { verdict = () => undefined, vouched = () => true }: Votes,
): Decision {
  if (!first) return decided;
  const said = verdict(first.id);
  if (said === "preferred") return { rule: "voted" };
  if (decided.rule !== "sure" && decided.rule !== "as-asked") return decided;
  if (said === "rejected") return { rule: "rejected" };
  return vouched(first) ? decided : { rule: "one-voice" };
}

function decisionByConfidence(
  query: Query,
  first: Hit | undefined,
  second: Hit | undefined,
  { answer, choices, margin }: Thresholds,
): Decision {
  if (query.words.length === 0) return { rule: "no-words" };
  if (!first) return { rule: "nothing-found" };
  const { confidence } = first;
  if (confidence < choices) return { rule: "below", confidence, threshold: choices };
  const { reach, meaning } = first.evidence;
  const content = query.words.filter(({ taken }) => taken.as !== "grammar");
  // Of one word that nobody has the encoder sees pieces, and they mean nothing.
  const isMeant = meaning >= leastMeaning && content.length > 1;
  if ((confidence < answer || first.matched.length === 0) && reach < leastReach && !isMeant) {
    return { rule: "little", reach, least: leastReach };
  }
  if (confidence < answer) return { rule: "unsure", confidence, threshold: answer };
  // Meaning is a witness beside words, and never the only one.
  if (first.matched.length === 0) return { rule: "no-word", meaning };
  const guessed = query.words.filter(
    ({ word, taken }) => taken.as === "misspelt" && first.matched.includes(word),
  );
  if (guessed.length > 0 && guessed.length === first.matched.length) {
    return { rule: "guessed", words: guessed.map(({ word }) => word) };
  }
  const behind = confidence - (second?.confidence ?? 0);
  if (behind < margin) return { rule: "too-close", behind, margin };
  return areAlike(first, second, choices)
    ? { rule: "alike", confidence: second?.confidence ?? 0, threshold: choices }
    : { rule: "sure", confidence, threshold: answer };
}
