import {
  countVerdicts,
  curveOf,
  type EvalCounts,
  type Evaluated,
  verdictOn,
} from "./eval-counts.ts";

/** Share of the questions asked that were right; of none, nothing is wrong. */
export function shareRight({ asked, right }: EvalCounts): number {
  return asked === 0 ? 1 : right / asked;
}

/** What an evaluation gave, as `ama knowledge eval --json` prints it. */
export function evalJson(evaluated: readonly Evaluated[]) {
  return {
    version: 1,
    ...countVerdicts(evaluated),
    misses: missesOf(evaluated).map(({ q, want, got, first }) => ({
      q,
      want: want.length === 0 ? null : want.length === 1 ? want[0] : want,
      got: got ?? null,
      confidence: first?.confidence ?? null,
    })),
    curve: curveOf(evaluated),
  };
}

/** The same for people: the figures on one line, then what each entry misses. */
export function evalText(evaluated: readonly Evaluated[]): string {
  const counts = countVerdicts(evaluated);
  const { asked, right, offered, wrong, abstained, false_answers } = counts;
  const share = (Math.floor(shareRight(counts) * 1000) / 10).toFixed(1);
  const figures = `${asked} asked: ${right} right (${share} %), ${offered} offered, ${wrong} wrong, ${abstained} abstained, ${false_answers} false answers.`;
  const byEntry = Map.groupBy(missesOf(evaluated), ({ want }) => want.join(", "));
  const blocks = [...byEntry].map(([entry, misses]) =>
    [entry === "" ? "no entry" : entry, ...misses.map(missText)].join("\n"),
  );
  return [figures, ...blocks].join("\n\n");
}

function missesOf(evaluated: readonly Evaluated[]): readonly Evaluated[] {
  return evaluated.filter((one) => verdictOn(one) !== "right");
}

function missText({ q, got, first }: Evaluated): string {
  const found =
    got === undefined ? "nothing" : typeof got === "string" ? got : `a choice of ${got.join(", ")}`;
  const sure = first ? `, confidence ${first.confidence.toFixed(2)}` : "";
  return `  ${JSON.stringify(q)} finds ${found}${sure}`;
}
