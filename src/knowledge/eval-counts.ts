import type { EvalQuestion } from "./eval-questions.ts";

/** What came of a question. */
export type EvalReply = {
  /** The entry served, those offered, or nothing. */
  readonly got: string | readonly string[] | undefined;
  /** What came first, whether or not it was sure enough; undefined when nothing was found or looked for. */
  readonly first: { readonly id: string; readonly confidence: number } | undefined;
};
export type Evaluated = EvalQuestion & EvalReply;

/**
 * - right: the entry wanted was served, or nothing where nothing is wanted
 * - offered: a choice was given, with an entry wanted in it; or where nothing is wanted, which asks but claims nothing
 * - wrong: another entry was served, or a choice given without any that is wanted
 * - abstained: nothing was found though an entry is wanted
 * - false_answer: an entry was served though nothing is wanted
 */
export type Verdict = "right" | "offered" | "wrong" | "abstained" | "false_answer";

export type EvalCounts = {
  readonly asked: number;
  readonly right: number;
  readonly offered: number;
  readonly wrong: number;
  readonly abstained: number;
  readonly false_answers: number;
};

export function verdictOn({ want, got }: Evaluated): Verdict {
  if (got === undefined) return want.length === 0 ? "right" : "abstained";
  if (typeof got === "string") {
    if (want.includes(got)) return "right";
    return want.length === 0 ? "false_answer" : "wrong";
  }
  return want.length === 0 || want.some((id) => got.includes(id)) ? "offered" : "wrong";
}

/** Counts verdicts; every question has one. */
export function countVerdicts(evaluated: readonly Evaluated[]): EvalCounts {
  const verdicts = evaluated.map(verdictOn);
  const count = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length;
  return {
    asked: verdicts.length,
    right: count("right"),
    offered: count("offered"),
    wrong: count("wrong"),
    abstained: count("abstained"),
    false_answers: count("false_answer"),
  };
}

/** Thresholds of the curve lie this far apart, as hundredths. */
const curveStep = 5;

/**
 * How many answers would be right and wrong if whatever comes first were served from a confidence on, for confidences 0 to
 * 1: what a threshold costs and what it gains.
 */
export function curveOf(evaluated: readonly Evaluated[]) {
  return Array.from({ length: 100 / curveStep + 1 }, (_, step) => {
    const threshold = (step * curveStep) / 100;
    const served = evaluated.flatMap(({ want, first }) =>
      first && first.confidence >= threshold ? [want.includes(first.id)] : [],
    );
    const right = served.filter((isRight) => isRight).length;
    return { threshold, right, wrong: served.length - right };
  });
}
