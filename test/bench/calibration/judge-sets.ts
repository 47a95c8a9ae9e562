import { answeredFrom, auroc, type Judged } from "../../../src/knowledge/calibration/judged.ts";
import { defaultThresholds } from "../../../src/search/decide.ts";
import type { Evidence } from "../../../src/search/evidence.ts";
import { chanceOf, firstHits, type fitConfidence } from "./fit.ts";
import type { Case } from "./question-sets.ts";

/** What is learned from cases. */
export type Learned = {
  readonly order: Evidence;
  readonly curve: ReturnType<typeof fitConfidence>;
};

export type JudgedSet = {
  readonly set: string;
  readonly hits: readonly Judged[];
  /** Whether some of its questions have no answer; else it says nothing of doubt. */
  readonly doubtful: boolean;
  /** R@1 and, of a doubtful set, AUROC and the shares of all traffic answered rightly, wrongly, and net. */
  readonly figures: readonly number[];
};

/** Judges each set by weights learned from the other families alone. */
export function judgeSets(
  dev: readonly Case[],
  judged: readonly Case[],
  learn: (cases: readonly Case[]) => Learned,
): readonly JudgedSet[] {
  const learned = new Map<string, Learned>();
  return [...Map.groupBy(judged, ({ set }) => set)].map(([set, cases]): JudgedSet => {
    const own = cases[0]?.family ?? set;
    const known = learned.get(own) ?? learn(dev.filter(({ family }) => family !== own));
    learned.set(own, known);
    const hits = firstHits(cases, known.order).map(({ right, weight, signals }) => ({
      right,
      weight,
      confidence: chanceOf(signals, known.curve),
    }));
    const answerable = cases.filter((one) => one.answerable).length;
    const doubtful = answerable < cases.length;
    const found = hits.filter(({ right }) => right).length / answerable;
    const { right, wrong, net } = answeredFrom(defaultThresholds.answer, hits);
    const figures = doubtful ? [found, auroc(hits), right, wrong, net] : [found];
    return { set, hits, doubtful, figures };
  });
}

/** Each figure's mean over the sets that have it. */
export function meanFigures(sets: readonly JudgedSet[]): readonly number[] {
  return [0, 1, 2, 3, 4].map((at) => {
    const column = sets.flatMap(({ figures }) => figures[at] ?? []);
    return column.reduce((sum, one) => sum + one, 0) / column.length;
  });
}
