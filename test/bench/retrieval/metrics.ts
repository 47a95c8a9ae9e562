import { answeredFrom, type Judged } from "../../../src/knowledge/calibration/judged.ts";
import type { Found } from "./systems.ts";

/** A question that was asked, and what was found, best first. */
export type Asked = {
  /** The entries that answer it; none: there is no answer. */
  readonly gold: readonly string[];
  readonly found: readonly Found[];
};

/** A mean with its standard error. */
export type Estimate = { readonly mean: number; readonly error: number };

/** So much of the traffic has no answer; the questions of a set are weighted to it. */
const unanswerableShare = 0.3;

/** Of the questions with an answer, the share that has it among the first `within` hits. */
export function recall(asked: readonly Asked[], within: number): Estimate {
  const answerable = asked.filter(({ gold }) => gold.length > 0);
  const good = answerable.filter(({ gold, found }) =>
    found.slice(0, within).some(({ id }) => gold.includes(id)),
  );
  const mean = good.length / answerable.length;
  return { mean, error: Math.sqrt((mean * (1 - mean)) / answerable.length) };
}

/** Whether the questions can tell when to be silent: some have an answer and some have none. */
export function isDoubtful(asked: readonly Asked[]): boolean {
  return asked.some(({ gold }) => gold.length > 0) && asked.some(({ gold }) => gold.length === 0);
}

/** First hits, weighted to the shares of the traffic; where nothing was found, the confidence is below any threshold. */
export function judge(asked: readonly Asked[]): readonly Judged[] {
  const answerable = asked.filter(({ gold }) => gold.length > 0).length;
  const share = isDoubtful(asked) ? unanswerableShare : 0;
  return asked.map(({ gold, found: [first] }) => ({
    weight: gold.length > 0 ? (1 - share) / answerable : share / (asked.length - answerable),
    right: first !== undefined && gold.includes(first.id),
    confidence: first?.confidence ?? Number.NEGATIVE_INFINITY,
  }));
}

export type Outcomes = {
  readonly right: number;
  readonly wrong: number;
  readonly silent: number;
  readonly net: Estimate;
};

/** Shares of the traffic that are answered rightly, wrongly or not at all from a threshold on; net is right less wrong. */
export function outcomesFrom(threshold: number, asked: readonly Asked[]): Outcomes {
  const judged = judge(asked);
  const { right, wrong, net } = answeredFrom(threshold, judged);
  const gains = judged.map(({ weight, right: isRight, confidence }, at) => ({
    weight,
    answerable: (asked[at]?.gold.length ?? 0) > 0,
    gain: confidence < threshold ? 0 : isRight ? 1 : -1,
  }));
  const variance = [true, false]
    .map((answerable) => varianceOfSum(gains.filter((one) => one.answerable === answerable)))
    .reduce((sum, one) => sum + one, 0);
  return {
    right,
    wrong,
    silent: 1 - right - wrong,
    net: { mean: net, error: Math.sqrt(variance) },
  };
}

/** The variance of the weighted sum of gains that are drawn from one kind of question. */
function varianceOfSum(gains: readonly { readonly weight: number; readonly gain: number }[]) {
  const mean = gains.reduce((sum, { gain }) => sum + gain, 0) / gains.length;
  return gains.reduce((sum, { weight, gain }) => sum + (weight * (gain - mean)) ** 2, 0);
}

/**
 * The threshold with the best net, in the mean over sets, on the dev questions of sets of other families than `name`'s:
 * what somebody gets who has judged no question of their own. A family shares what is before the first "-" of its names.
 * Sets without unanswerable questions teach nothing. Ties go to the higher threshold.
 *
 * @returns infinity, which is silence, when no set teaches or any answer would lose
 */
export function portableThreshold(
  name: string,
  devOf: ReadonlyMap<string, readonly Asked[]>,
): number {
  const teachers = [...devOf]
    .filter(([other, asked]) => familyOf(other) !== familyOf(name) && isDoubtful(asked))
    .map(([, asked]) => judge(asked));
  // With one weight for each set, the mean of their nets is the net of all their hits.
  const hits = teachers
    .flat()
    .filter(({ confidence }) => confidence > Number.NEGATIVE_INFINITY)
    .toSorted((a, b) => b.confidence - a.confidence);
  let [best, threshold, net] = [0, Number.POSITIVE_INFINITY, 0];
  for (const [at, { weight, right, confidence }] of hits.entries()) {
    net += right ? weight : -weight;
    // Of hits that are as sure as each other all are answered, or none.
    if (hits[at + 1]?.confidence === confidence || net <= best) continue;
    [best, threshold] = [net, confidence];
  }
  return threshold;
}

/** The mean of what was estimated independently; what is undefined for a set (NaN) is left out. */
export function meanOf(estimates: readonly Estimate[]): Estimate {
  const known = estimates.filter(({ mean }) => !Number.isNaN(mean));
  return {
    mean: known.reduce((sum, { mean }) => sum + mean, 0) / known.length,
    error: Math.sqrt(known.reduce((sum, { error }) => sum + error ** 2, 0)) / known.length,
  };
}

function familyOf(name: string): string {
  return name.replace(/-.*/, "");
}
