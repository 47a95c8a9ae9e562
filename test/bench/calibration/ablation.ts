import type { Signals } from "../../../src/search/confidence.ts";
import type { Evidence } from "../../../src/search/evidence.ts";
import { judgeSets, type Learned, meanFigures } from "./judge-sets.ts";
import type { Case } from "./question-sets.ts";

type Kind = keyof Evidence | keyof Signals;

/** What is left out together, by the name of its row; what orders hits and speaks for them goes from both. */
const leftOut: readonly (readonly [name: string, kinds: readonly Kind[]])[] = [
  ["nothing", []],
  ["letters", ["letters"]],
  ["reach", ["reach"]],
  ["passage", ["passage"]],
  ["gist", ["gist"]],
  ["meaning", ["meaning"]],
  ["word fit", ["told", "complete"]],
  ["gistLead", ["gistLead"]],
  ["wordLead", ["wordLead"]],
  ["encoder", ["gist", "meaning", "gistLead", "told", "complete"]],
];

/**
 * Prints what each kind of evidence is worth: the mean figures of all sets without it, order and curve fitted anew to what
 * remains, and their difference to the figures of the whole.
 *
 * @param dev what is learned from, without the family of the set that is judged
 * @param test what is judged
 */
export function printAblation(
  dev: readonly Case[],
  test: readonly Case[],
  learn: (cases: readonly Case[]) => Learned,
): void {
  console.log(
    `${"left out".padEnd(10)}${["R@1", "AUROC", "wrong", "net"].map((name) => name.padEnd(15)).join("")}`,
  );
  let whole: readonly number[] | undefined;
  for (const [name, kinds] of leftOut) {
    const sets = judgeSets(without(dev, kinds), without(test, kinds), learn);
    const [found, auroc, , wrong, net] = meanFigures(sets);
    const figures = [found, auroc, wrong, net].map((figure = Number.NaN) => figure);
    const cells = figures.map((figure, at) => cell(figure, whole?.[at]));
    console.log(`${name.padEnd(10)}${cells.map((one) => one.padEnd(15)).join("")}`.trimEnd());
    whole ??= figures;
  }
}

function cell(figure: number, whole: number | undefined): string {
  if (whole === undefined) return figure.toFixed(3);
  const difference = figure - whole;
  return `${figure.toFixed(3)} ${difference < 0 ? "-" : "+"}${Math.abs(difference).toFixed(3)}`;
}

/** The same cases, in which these kinds say nothing of any candidate. */
function without(cases: readonly Case[], kinds: readonly Kind[]): readonly Case[] {
  if (kinds.length === 0) return cases;
  return cases.map((one) => ({
    ...one,
    candidates: one.candidates.map(({ evidence, right, signals }) => ({
      evidence: silenced(evidence, kinds),
      right,
      // What is left out has no weight in the order either, or it would come back by the leads.
      signals: (order) => silenced(signals(silenced(order, kinds)), kinds),
    })),
  }));
}

function silenced<Values extends Readonly<Record<string, number>>>(
  values: Values,
  kinds: readonly Kind[],
): Values {
  const silent = kinds.filter((kind) => kind in values).map((kind) => [kind, 0]);
  return { ...values, ...Object.fromEntries(silent) };
}
