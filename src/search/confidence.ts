import type { Evidence } from "./evidence.ts";
import { confidenceWeights, rankWeights } from "./weights.ts";

/** What the confidence in a hit is made of: its own evidence, and what the question and the other hits say. */
export type Signals = Evidence & {
  /** Rank score, 0 to 1. */
  readonly score: number;
  /** How far the best other entry is behind, see {@link leadOf}. */
  readonly lead: number;
  /** Share of the question that the corpus knows at all. */
  readonly known: number;
};

/** A rival that is half as good is no rival; a smaller one, or none at all, says nothing more. */
const largestLead = 0.5;

/** How far a rival's score is behind, as a share of the hit's own: at most .5, below 0 when the rival is ahead. */
export function leadOf(score: number, rival: number): number {
  return score === 0 ? 0 : Math.max(-1, Math.min(largestLead, (score - rival) / score));
}

/** Orders hits: 0 to 1, and only the order has a meaning. */
export function rankScore(evidence: Evidence): number {
  return weighted(evidence, rankWeights);
}

/**
 * The chance that a hit is what was meant, 0 to 1: a logistic curve over its signals, fitted to questions put to other
 * people's knowledge bases, of which 30 % have no answer there.
 */
export function confidenceOf(signals: Signals): number {
  const { bias, ...weights } = confidenceWeights;
  return 1 / (1 + Math.exp(-bias - weighted(signals, weights)));
}

function weighted<Key extends string>(
  values: Readonly<Record<Key, number>>,
  weights: Readonly<Record<Key, number>>,
): number {
  let sum = 0;
  for (const key in weights) sum += values[key] * weights[key];
  return sum;
}
