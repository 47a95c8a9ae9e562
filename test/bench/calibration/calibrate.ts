// `npm run calibrate`: fits the weights of src/search/weights.ts to the dev questions of BENCH_DATA, and prints how weights
// fitted without a set's own family do on its test questions.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultThresholds } from "../../../src/search/decide.ts";
import { chanceOf, firstHits, fitConfidence, fitOrder } from "./fit.ts";
import { answeredFrom, auroc, calibrationError, type Judged, reliability } from "./judge.ts";
import { type Case, readCases } from "./question-sets.ts";

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
report("test", readCases(folder, "test", mostJudged, false));

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
  const judged: Judged[] = [];
  const rows: number[][] = [];
  for (const set of new Set(cases.map((one) => one.set))) {
    const own = cases.filter((one) => one.set === set);
    const { order, curve } = learn(dev.filter(({ family }) => family !== own[0]?.family));
    const hits = firstHits(own, order).map(({ right, weight, signals }) => ({
      right,
      weight,
      confidence: chanceOf(signals, curve),
    }));
    const found =
      hits.filter(({ right }) => right).length / own.filter((one) => one.answerable).length;
    const isDoubtful = own.some((one) => !one.answerable);
    const { right, wrong, net } = answeredFrom(answer, hits);
    const row = isDoubtful ? [found, auroc(hits), right, wrong, net] : [found];
    console.log(`  ${set.padEnd(16)} ${row.map((one) => one.toFixed(3)).join("  ")}`);
    rows.push(row);
    if (isDoubtful) judged.push(...hits);
  }
  const means = [0, 1, 2, 3, 4].map((at) => {
    const column = rows.flatMap((row) => row[at] ?? []);
    return column.reduce((sum, one) => sum + one, 0) / column.length;
  });
  console.log(`  ${"mean".padEnd(16)} ${means.map((one) => one.toFixed(3)).join("  ")}`);
  const tenths = reliability(judged);
  console.log(`calibration error ${calibrationError(tenths).toFixed(3)}; said, is:`);
  for (const { said, is } of tenths) {
    const bar = "#".repeat(Math.round(is * 40));
    console.log(`  ${said.toFixed(2)}  ${is.toFixed(2)}  ${bar}`);
  }
}

function printed(weights: Readonly<Record<string, number>>): string {
  const lines = Object.entries(weights).map(
    ([key, weight]) => `  ${key}: ${Number(weight.toFixed(2))},`,
  );
  return `{\n${lines.join("\n")}\n}`;
}
