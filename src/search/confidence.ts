import type { Evidence } from "./evidence.ts";
import type { Fit } from "./likeness.ts";
import { confidenceWeights, rankWeights } from "./weights.ts";

/** What the confidence in a hit is made of: of its own evidence what travels between knowledge bases, and its rivals. */
export type Signals = Pick<Evidence, "letters" | "reach" | "passage"> &
  Fit & {
    /** How far ahead of all others it is in gist; below 0 when another is ahead. */
    readonly gistLead: number;
    /** The same by its words: all evidence but gist and meaning, in their order's weights. */
    readonly wordLead: number;
  };

/** Orders hits: 0 to 1, and only the order has a meaning. */
export function rankScore(evidence: Evidence): number {
  return weighted(evidence, rankWeights);
}

/** The part of the rank score that words make, 0 to 1. */
export function wordScore(evidence: Evidence, weights: Evidence = rankWeights): number {
  const { gist, meaning, ...words } = weights;
  return weighted(evidence, { ...words, gist: 0, meaning: 0 }) / (1 - gist - meaning);
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
