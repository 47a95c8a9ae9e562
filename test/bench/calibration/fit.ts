import type { Signals } from "../../../src/search/confidence.ts";
import type { Evidence } from "../../../src/search/evidence.ts";
import type { Case } from "./question-sets.ts";

export type Weights<Key extends string> = Record<Key, number>;

const evidenceKeys = [
  "letters",
  "reach",
  "passage",
  "gist",
  "meaning",
] as const satisfies readonly (keyof Evidence)[];
const signalKeys = [
  "letters",
  "reach",
  "passage",
  "told",
  "complete",
  "gistLead",
  "wordLead",
] as const satisfies readonly (keyof Signals)[];

/** The first hit of a case under some rank weights, with what its confidence is made of. */
export type FirstHit = Pick<Case, "set" | "family" | "base" | "weight"> & {
  readonly right: boolean;
  readonly signals: Weights<keyof Signals>;
};

/**
 * With the weight that its own fit gives it, the gist makes most first hits right and fewest of them tell themselves from
 * wrong ones; with two fifths of it nearly as many are right, and the chance of each is told better.
 */
const gistShare = 0.4;

/** The weights of the order, fitted to `cases`. */
export function fitOrder(cases: readonly Case[]): Evidence {
  const own = fitRankWeights(cases, evidenceKeys);
  const without = fitRankWeights(
    cases,
    evidenceKeys.filter((key) => key !== "gist"),
  );
  return Object.fromEntries(
    evidenceKeys.map((key) => [key, gistShare * own[key] + (1 - gistShare) * without[key]]),
  ) as Evidence;
}

export function firstHits(cases: readonly Case[], rank: Evidence): readonly FirstHit[] {
  return cases.flatMap(({ candidates, answerable, ...of }) => {
    let first: (typeof candidates)[number] | undefined;
    let highest = -1;
    for (const one of candidates) {
      const score = dot(one.evidence, rank, evidenceKeys);
      if (score > highest) [first, highest] = [one, score];
    }
    return first ? [{ ...of, right: answerable && first.right, signals: first.signals(rank) }] : [];
  });
}

/**
 * Finds the rank weights that make right entries likely against their rivals: gradient ascent on the softmax over each
 * question's candidates, every family weighing the same. Weights below 0 become 0: no evidence speaks against an entry.
 *
 * @param keys what may have a weight
 */
function fitRankWeights(cases: readonly Case[], keys: readonly (keyof Evidence)[]): Evidence {
  const solvable = cases.filter(({ candidates }) => candidates.some(({ right }) => right));
  const share = sharesOf(solvable, () => 1);
  // Numbers in rows: this is where the time goes.
  const rows = solvable.map((one) => ({
    share: share(one),
    right: one.candidates.map(({ right }) => right),
    values: Float64Array.from(
      one.candidates.flatMap(({ evidence }) => keys.map((key) => evidence[key])),
    ),
  }));
  const weights = new Float64Array(keys.length).fill(0.3);
  const sharpness = 10;
  for (let round = 0; round < 200; round += 1) {
    const gradient = new Float64Array(keys.length);
    for (const row of rows) {
      const scores = row.right.map((_, at) => {
        let score = 0;
        for (let key = 0; key < keys.length; key += 1) {
          score += (row.values[at * keys.length + key] ?? 0) * (weights[key] ?? 0);
        }
        return sharpness * score;
      });
      const highest = Math.max(...scores);
      const chances = scores.map((score) => Math.exp(score - highest));
      const all = sum(chances);
      const good = sum(chances.filter((_, at) => row.right[at]));
      for (const [at, chance] of chances.entries()) {
        const pull = ((row.right[at] ? chance / good : 0) - chance / all) * row.share;
        for (let key = 0; key < keys.length; key += 1) {
          gradient[key] = (gradient[key] ?? 0) + pull * (row.values[at * keys.length + key] ?? 0);
        }
      }
    }
    for (let key = 0; key < keys.length; key += 1) {
      const step = 1.5 * ((gradient[key] ?? 0) - 0.004 * (weights[key] ?? 0));
      weights[key] = Math.max(0, (weights[key] ?? 0) + step);
    }
  }
  const total = sum([...weights]);
  const fitted = keys.map((key, at): [string, number] => [key, (weights[at] ?? 0) / total]);
  return { ...zeros(evidenceKeys), ...Object.fromEntries(fitted) } as Evidence;
}

/**
 * Finds the logistic curve by gradient ascent on the likelihood, every family weighing the same. No weight falls below 0:
 * more evidence never makes a hit less sure, on whatever knowledge base.
 */
export function fitConfidence(hits: readonly FirstHit[]): Weights<keyof Signals | "bias"> {
  const share = sharesOf(hits, ({ weight }) => weight);
  const rows = hits.map((hit) => ({
    right: hit.right ? 1 : 0,
    share: share(hit),
    values: Float64Array.from(signalKeys, (key) => hit.signals[key]),
  }));
  const weights = new Float64Array(signalKeys.length);
  let bias = 0;
  for (let round = 0; round < 4000; round += 1) {
    const gradient = new Float64Array(signalKeys.length);
    let biasGradient = 0;
    for (const { right, share: own, values } of rows) {
      let sum = bias;
      for (let key = 0; key < values.length; key += 1) {
        sum += (values[key] ?? 0) * (weights[key] ?? 0);
      }
      const off = own * (right - 1 / (1 + Math.exp(-sum)));
      biasGradient += off;
      for (let key = 0; key < values.length; key += 1) {
        gradient[key] = (gradient[key] ?? 0) + off * (values[key] ?? 0);
      }
    }
    bias += 3 * biasGradient;
    for (let key = 0; key < weights.length; key += 1) {
      const step = 3 * ((gradient[key] ?? 0) - 0.0006 * (weights[key] ?? 0));
      weights[key] = Math.max(0, (weights[key] ?? 0) + step);
    }
  }
  return {
    bias,
    ...(Object.fromEntries(signalKeys.map((key, at) => [key, weights[at] ?? 0])) as Signals),
  };
}

export function chanceOf(
  signals: Weights<keyof Signals>,
  curve: Weights<keyof Signals | "bias">,
): number {
  return 1 / (1 + Math.exp(-curve.bias - dot(signals, curve, signalKeys)));
}

/** What each case weighs so that all families together weigh 1, each the same, and so do the bases of a family. */
function sharesOf<One extends Pick<Case, "set" | "family" | "base">>(
  cases: readonly One[],
  weight: (one: One) => number,
): (one: One) => number {
  const inBase = new Map<string, number>();
  const bases = new Map<string, Set<string>>();
  const nameOf = ({ set, base }: One) => `${set} ${base}`;
  for (const one of cases) {
    inBase.set(nameOf(one), (inBase.get(nameOf(one)) ?? 0) + weight(one));
    bases.set(one.family, (bases.get(one.family) ?? new Set()).add(nameOf(one)));
  }
  return (one) =>
    weight(one) /
    ((inBase.get(nameOf(one)) ?? 1) * (bases.get(one.family)?.size ?? 1) * bases.size);
}

function zeros(keys: readonly string[]): Weights<string> {
  return Object.fromEntries(keys.map((key) => [key, 0]));
}

function dot<Key extends string>(
  values: Readonly<Weights<Key>>,
  weights: Readonly<Weights<Key>>,
  keys: readonly Key[],
): number {
  let total = 0;
  for (const key of keys) total += values[key] * weights[key];
  return total;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
