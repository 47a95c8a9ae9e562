import { type confidenceOf, leadOf } from "../../../src/search/confidence.ts";
import type { Evidence } from "../../../src/search/evidence.ts";
import type { Case } from "./question-sets.ts";

export type Weights<Key extends string> = Record<Key, number>;
type Signal = Exclude<keyof Parameters<typeof confidenceOf>[0], never>;

const evidenceKeys = [
  "words",
  "pairs",
  "letters",
  "coverage",
  "reverse",
  "reach",
  "passage",
] as const satisfies readonly (keyof Evidence)[];
const signalKeys = ["score", "lead", "known", ...evidenceKeys] as const satisfies readonly Signal[];

/** The first hit of a case under some rank weights, with what its confidence is made of. */
export type FirstHit = {
  readonly set: string;
  readonly weight: number;
  readonly right: boolean;
  readonly signals: Weights<Signal>;
};

export function firstHits(cases: readonly Case[], rank: Evidence): readonly FirstHit[] {
  return cases.flatMap(({ set, weight, answerable, known, candidates }) => {
    const scored = candidates
      .map((one) => ({ ...one, score: dot(one.evidence, rank, evidenceKeys) }))
      .sort((a, b) => b.score - a.score);
    const [first, second] = scored;
    if (!first) return [];
    const lead = leadOf(first.score, second?.score ?? 0);
    const signals = { ...first.evidence, score: first.score, lead, known };
    return [{ set, weight, right: answerable && first.right, signals }];
  });
}

/**
 * Finds the rank weights that make right entries likely against their rivals: gradient ascent on the softmax over each
 * question's candidates, every set weighing the same. Weights below 0 become 0: no evidence speaks against an entry.
 */
export function fitRankWeights(cases: readonly Case[]): Evidence {
  const solvable = cases.filter(({ candidates }) => candidates.some(({ right }) => right));
  const perSet = countBySet(solvable);
  const weights = zeros(evidenceKeys, 1);
  const sharpness = 5;
  for (let round = 0; round < 150; round += 1) {
    const gradient = zeros(evidenceKeys, 0);
    for (const { set, candidates } of solvable) {
      const scores = candidates.map(
        ({ evidence }) => sharpness * dot(evidence, weights, evidenceKeys),
      );
      const highest = Math.max(...scores);
      const chances = scores.map((score) => Math.exp(score - highest));
      const all = sum(chances);
      const good = sum(chances.filter((_, at) => candidates[at]?.right));
      candidates.forEach(({ evidence, right }, at) => {
        const chance = chances[at] ?? 0;
        const pull = ((right ? chance / good : 0) - chance / all) / (perSet.get(set) ?? 1);
        for (const key of evidenceKeys) gradient[key] += pull * evidence[key];
      });
    }
    for (const key of evidenceKeys) weights[key] += 0.5 * gradient[key] - 0.002 * weights[key];
  }
  const total = sum(evidenceKeys.map((key) => Math.max(0, weights[key])));
  for (const key of evidenceKeys) weights[key] = Math.max(0, weights[key]) / total;
  return weights;
}

/**
 * Finds the logistic curve by gradient ascent on the likelihood, every case weighing its share of the traffic. No weight
 * falls below 0: more evidence never makes a hit less sure, on whatever knowledge base.
 */
export function fitConfidence(hits: readonly FirstHit[]): Weights<Signal | "bias"> {
  const curve = { bias: 0, ...zeros(signalKeys, 0) };
  const total = sum(hits.map(({ weight }) => weight));
  for (let round = 0; round < 3000; round += 1) {
    const gradient = { bias: 0, ...zeros(signalKeys, 0) };
    for (const { weight, right, signals } of hits) {
      const off = weight * ((right ? 1 : 0) - chanceOf(signals, curve));
      gradient.bias += off;
      for (const key of signalKeys) gradient[key] += off * signals[key];
    }
    curve.bias += (1.5 * gradient.bias) / total;
    for (const key of signalKeys) {
      const next = curve[key] + 1.5 * (gradient[key] / total - 0.0003 * curve[key]);
      curve[key] = Math.max(0, next);
    }
  }
  return curve;
}

export function chanceOf(signals: Weights<Signal>, curve: Weights<Signal | "bias">): number {
  return 1 / (1 + Math.exp(-curve.bias - dot(signals, curve, signalKeys)));
}

function countBySet(cases: readonly Case[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { set } of cases) counts.set(set, (counts.get(set) ?? 0) + 1);
  return counts;
}

function zeros<Key extends string>(keys: readonly Key[], value: number): Weights<Key>;
function zeros(keys: readonly string[], value: number): Weights<string> {
  return Object.fromEntries(keys.map((key) => [key, value]));
}

function dot<Key extends string>(
  values: Readonly<Weights<Key>>,
  weights: Readonly<Weights<Key>>,
  keys: readonly Key[],
): number {
  return sum(keys.map((key) => values[key] * weights[key]));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
