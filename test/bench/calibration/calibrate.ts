// `npm run calibrate`: fits the weights of src/search/weights.ts to the dev questions of BENCH_DATA, and prints how weights
// fitted without a set's own family do on its test questions; `--svg FILE` draws how sure those are.
// `--ablation` prints what each kind of evidence is worth instead, and writes nothing.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { barChart } from "../../../src/charts/bar-chart.ts";
import { svgChart } from "../../../src/charts/svg-chart.ts";
import { reliabilityChart } from "../../../src/commands/calibration-charts.ts";
import { calibrationError, reliability } from "../../../src/knowledge/calibration/reliability.ts";
import { defaultThresholds } from "../../../src/search/decide.ts";
import { printAblation } from "./ablation.ts";
import { firstHits, fitConfidence, fitOrder } from "./fit.ts";
import { judgeSets, meanFigures } from "./judge-sets.ts";
import { type Case, readCases } from "./question-sets.ts";

const { values: options } = parseArgs({
  options: { ablation: { type: "boolean" }, svg: { type: "string" } },
});
const folder = process.env.BENCH_DATA;
if (!folder) {
  console.error(
    "Nothing to calibrate with: set BENCH_DATA to a folder of question sets (each corpus.jsonl and queries.jsonl).",
  );
  process.exit(2);
}

/** Of larger sets every n-th question: more change no figure in its second place. */
const mostLearned = 300;
const mostJudged = 1_500;

const dev = readCases(folder, "dev", mostLearned, true);
const test = readCases(folder, "test", mostJudged, false);
if (options.ablation) {
  printAblation(dev, test, learn);
  process.exit();
}
report("test", test);

const { order, curve } = learn(dev);
writeFileSync(
  join(import.meta.dirname, "../../../src/search/weights.ts"),
  `// Written by \`npm run calibrate\`; not by hand.

/** The weight of each kind of evidence in the order of hits; they sum to 1. */
export const rankWeights = ${printed(order)};

/** The logistic curve of the confidence. */
export const confidenceWeights = ${printed(curve)};
`,
);

function learn(cases: readonly Case[]) {
  const order = fitOrder(cases);
  // A base in which every question has an answer teaches no doubt.
  const doubtful = new Set(cases.filter((one) => !one.answerable).map(baseOf));
  const hits = firstHits(
    cases.filter((one) => doubtful.has(baseOf(one))),
    order,
  );
  return { order, curve: fitConfidence(hits) };
}

function baseOf({ set, base }: Case): string {
  return `${set} ${base}`;
}

function report(split: string, cases: readonly Case[]): void {
  const { answer } = defaultThresholds;
  console.log(
    `${split}, by weights of other families: R@1, AUROC, and of all traffic right, wrong, net from ${answer} on`,
  );
  const sets = judgeSets(dev, cases, learn);
  const printRow = (name: string, row: readonly number[]) =>
    console.log(`  ${name.padEnd(16)} ${row.map((one) => one.toFixed(3)).join("  ")}`);
  for (const { set, figures } of sets) printRow(set, figures);
  printRow("mean", meanFigures(sets));
  const judged = sets.flatMap(({ hits, doubtful }) => (doubtful ? hits : []));
  const tenths = reliability(judged);
  console.log(`calibration error ${calibrationError(tenths).toFixed(3)}; said, is:`);
  const bars = tenths.map(({ said, is }) => ({
    label: `  ${said.toFixed(2)}  ${is.toFixed(2)}`,
    share: is,
  }));
  console.log(barChart(bars, 40));
  if (options.svg) writeFileSync(options.svg, svgChart([reliabilityChart(tenths)]));
}

function printed(weights: Readonly<Record<string, number>>): string {
  const lines = Object.entries(weights).map(
    ([key, weight]) => `  ${key}: ${Number(weight.toFixed(2))},`,
  );
  return `{\n${lines.join("\n")}\n}`;
}
