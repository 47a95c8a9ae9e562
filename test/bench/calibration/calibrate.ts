// `npm run calibrate`: fits the weights of src/search/weights.ts to the dev questions of BENCH_DATA, and prints how they
// do on the test questions.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultThresholds } from "../../../src/search/decide.ts";
import { chanceOf, type FirstHit, firstHits, fitConfidence, fitRankWeights } from "./fit.ts";
import { readCases } from "./question-sets.ts";

const folder = process.env.BENCH_DATA;
if (!folder) {
  console.error(
    "Nothing to calibrate with: set BENCH_DATA to a folder of question sets (each corpus.jsonl and queries.jsonl).",
  );
  process.exit(2);
}

const dev = readCases(folder, "dev");
const rank = fitRankWeights(dev);
const curve = fitConfidence(firstHits(dev.filter(hasUnanswerable), rank));
for (const split of ["dev", "test"] as const) report(split);

const file = join(import.meta.dirname, "../../../src/search/weights.ts");
writeFileSync(
  file,
  `// Written by \`npm run calibrate\`; not by hand.

/** The weight of each kind of evidence in the order of hits; they sum to 1. */
export const rankWeights = ${printed(rank)};

/** The logistic curve of the confidence. */
export const confidenceWeights = ${printed(curve)};
`,
);

/** A set in which every question has an answer teaches no doubt. */
function hasUnanswerable({ set }: { readonly set: string }): boolean {
  return dev.some((one) => one.set === set && !one.answerable);
}

function report(split: "dev" | "test"): void {
  const cases = split === "dev" ? dev : readCases(folder ?? "", split);
  const hits = firstHits(cases, rank);
  console.log(`\n${split}: set, R@1, and of all traffic right, wrong at the threshold, net`);
  const nets: number[] = [];
  for (const set of new Set(cases.map((one) => one.set))) {
    const own = hits.filter((hit) => hit.set === set);
    const answerable = cases.filter((one) => one.set === set && one.answerable).length;
    const found = own.filter(({ right }) => right).length / answerable;
    const right = share(own, true);
    const wrong = share(own, false);
    nets.push(right - wrong);
    console.log(
      `  ${set.padEnd(16)} ${[found, right, wrong, right - wrong].map((one) => one.toFixed(3)).join("  ")}`,
    );
  }
  console.log(`  mean net ${(nets.reduce((sum, one) => sum + one, 0) / nets.length).toFixed(3)}`);
}

function share(hits: readonly FirstHit[], right: boolean): number {
  return hits
    .filter(
      (hit) => hit.right === right && chanceOf(hit.signals, curve) >= defaultThresholds.answer,
    )
    .reduce((sum, hit) => sum + hit.weight, 0);
}

function printed(weights: Readonly<Record<string, number>>): string {
  const lines = Object.entries(weights).map(
    ([key, weight]) => `  ${key}: ${Number(weight.toFixed(2))},`,
  );
  return `{\n${lines.join("\n")}\n}`;
}
