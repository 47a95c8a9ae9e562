import type { Thresholds } from "../../search/decide.ts";
import type { Corpus } from "../corpus.ts";
import { type EvalQuestion, storedQuestions } from "../eval-questions.ts";
import type { Reader } from "../search-entries.ts";
import { judgeQuestions } from "./judge-questions.ts";
import { answeredFrom, auroc } from "./judged.ts";
import { type CurvePoint, proposeThresholds, thresholdCurve } from "./propose-thresholds.ts";
import { calibrationError, reliability, type Tenth } from "./reliability.ts";

/** What a base's own questions say of its thresholds. */
export type Calibration = {
  /** Questions asked that have an answer, and that have none. */
  readonly answerable: number;
  readonly unanswerable: number;
  /** Share of the answerable ones whose first hit is right, however sure. */
  readonly found: number;
  /** Of a wrong answer, in right ones. */
  readonly cost: number;
  /** The chance that a right first hit is surer than a wrong one; NaN when all are one or the other. */
  readonly auroc: number;
  readonly tenths: readonly Tenth[];
  readonly error: number;
  readonly curve: readonly CurvePoint[];
  readonly inForce: CurvePoint;
  readonly proposed: Pick<Thresholds, "answer" | "choices">;
};

/** With fewer stored questions than this nothing is proposed: one of them would move the curve by more than 3 %. */
export const leastStored = 20;

/** How many different questions the entries hold that this reader finds. */
export function countStored(corpus: Corpus, { viewer, today }: Reader): number {
  return new Set(storedQuestions(corpus, viewer, today).map(({ q }) => q)).size;
}

/**
 * Calibrates a base by the questions that its entries hold, and others.
 *
 * @param inForce the least confidence that it answers with today
 */
export function calibrateBase(
  corpus: Corpus,
  others: readonly EvalQuestion[],
  reader: Reader,
  { cost, inForce }: { readonly cost: number; readonly inForce: number },
): Calibration {
  const stored = storedQuestions(corpus, reader.viewer, reader.today);
  const judged = judgeQuestions(corpus, [...stored, ...others], reader);
  const answerable = judged.filter((one) => one.answerable);
  const curve = thresholdCurve(judged, cost);
  const tenths = reliability(judged);
  return {
    answerable: answerable.length,
    unanswerable: judged.length - answerable.length,
    found: answerable.filter(({ right }) => right).length / answerable.length,
    cost,
    auroc: auroc(judged),
    tenths,
    error: calibrationError(tenths),
    curve,
    inForce: { threshold: inForce, ...answeredFrom(inForce, judged, cost) },
    proposed: proposeThresholds(judged, curve),
  };
}
