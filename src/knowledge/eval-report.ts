import {
  type Confusion,
  confusionsOf,
  type EntryCounts,
  entryCountsOf,
} from "./eval-confusions.ts";
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
    confusions: confusionsOf(evaluated),
    entries: entryCountsOf(evaluated),
    curve: curveOf(evaluated),
  };
}

/** The same for people: the figures on one line, what each entry misses, which lose to which, and what each loses and takes. */
export function evalText(evaluated: readonly Evaluated[]): string {
  const counts = countVerdicts(evaluated);
  const { asked, right, offered, wrong, abstained, false_answers } = counts;
  const share = (Math.floor(shareRight(counts) * 1000) / 10).toFixed(1);
  const figures = `${asked} asked: ${right} right (${share} %), ${offered} offered, ${wrong} wrong, ${abstained} abstained, ${false_answers} false answers.`;
  const byEntry = Map.groupBy(missesOf(evaluated), ({ want }) => want.join(", "));
  const blocks = [...byEntry].map(([entry, misses]) =>
    [entry === "" ? "no entry" : entry, ...misses.map(missText)].join("\n"),
  );
  const counted = entryCountsOf(evaluated).filter(({ lost, taken }) => lost + taken > 0);
  const lists = [confusionsOf(evaluated).map(confusionText), counted.map(entryText)];
  const filled = lists.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return [figures, ...blocks, ...filled].join("\n\n");
}

function confusionText({ entry, lost_to, count, questions }: Confusion): string {
  const list = questions.map((question) => JSON.stringify(question)).join(", ");
  return `${entry} loses ${count} to ${lost_to}: ${list}`;
}

function entryText({ entry, asked, right, offered, lost, taken }: EntryCounts): string {
  return `${entry}: ${asked} asked, ${right} right, ${offered} offered, ${lost} lost, ${taken} taken`;
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
