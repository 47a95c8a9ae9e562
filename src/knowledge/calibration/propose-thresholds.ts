import type { Thresholds } from "../../search/decide.ts";
import type { JudgedQuestion } from "./judge-questions.ts";
import { answeredFrom, type Judged } from "./judged.ts";

/** Shares of the traffic when whatever comes first is answered from this confidence on. */
export type CurvePoint = {
  readonly threshold: number;
  readonly right: number;
  readonly wrong: number;
  /** What is won: right less the cost of wrong. */
  readonly net: number;
};

/** The thresholds that are tried: 0.05, 0.1 … 0.95. */
const tried = Array.from({ length: 19 }, (_, step) => ((step + 1) * 5) / 100);

/** A net less far below the best than this is as good: of two such thresholds the higher is proposed. */
const flat = 0.01;

/** At least this share of choices holds the right entry. */
const leastOffered = 0.5;

/** What each threshold wins, lowest first. Rules beside the threshold (two hits too close, a misspelt word) do not count. */
export function thresholdCurve(judged: readonly Judged[], cost: number): readonly CurvePoint[] {
  return tried.map((threshold) => ({ threshold, ...answeredFrom(threshold, judged, cost) }));
}

/**
 * Proposes thresholds for a base whose questions were judged.
 *
 * - answer: the one with the highest net; where the top is flat, the highest within 0.01 of it, since a wrong answer is
 *   remembered for longer than one that was not given
 * - choices: the lowest, below answer, from which the right entry is among the first four for at least one in two of the
 *   questions that are offered a choice; where none is good enough, the step below answer
 */
export function proposeThresholds(
  judged: readonly JudgedQuestion[],
  curve: readonly CurvePoint[],
): Pick<Thresholds, "answer" | "choices"> {
  const best = Math.max(...curve.map(({ net }) => net));
  const top = curve.filter(({ net }) => net >= best - flat);
  const answer = Math.max(...top.map(({ threshold }) => threshold));
  const below = [0, ...tried].filter((threshold) => threshold < answer);
  const choices = below.slice(1).find((threshold) => {
    const between = judged.filter(
      ({ confidence }) => confidence >= threshold && confidence < answer,
    );
    const weighed = (some: readonly Judged[]) => some.reduce((sum, { weight }) => sum + weight, 0);
    const offered = weighed(between.filter((one) => one.offered));
    return between.length > 0 && offered >= leastOffered * weighed(between);
  });
  return { answer, choices: choices ?? below.at(-1) ?? 0 };
}
