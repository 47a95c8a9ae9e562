// Measures the search beside libraries that one could take instead, on question sets that others wrote:
// npm run bench:retrieval -- --data FOLDER
import { parseArgs } from "node:util";
import { defaultThresholds } from "../../../src/search/decide.ts";
import { loadSets } from "../load-sets.ts";
import { followStream, liveSetOf } from "./feedback-stream.ts";
import { isDoubtful, meanOf, type Outcomes, outcomesFrom } from "./metrics.ts";
import { type Figures, figuresOf, runSet, type Split, typoLoss } from "./run-set.ts";
import { renderScales, scaleOf } from "./scale.ts";
import { systems } from "./systems.ts";
import { estimate, renderTable, share, signed } from "./table.ts";

const splits: readonly Split[] = ["dev", "test"];
const sizes = [1_000, 10_000];
const rebuildAfter = 25;

const { data: folder = process.env.BENCH_DATA } = parseArgs({
  options: { data: { type: "string" } },
}).values;
if (!folder) {
  stop(
    "Nothing to measure with: give a folder of question sets (each corpus.jsonl and queries.jsonl) as --data FOLDER, or set BENCH_DATA to it.",
  );
}
const sets = loadSets(folder);
if (sets.length === 0) {
  stop(
    `${folder} holds no question sets: expected folders with corpus.jsonl and queries.jsonl in it. Give their folder as --data FOLDER, or set BENCH_DATA to it.`,
  );
}

const measured = systems.map((system) => {
  console.error(`Asking ${system.name} ...`);
  return { name: system.name, runs: sets.map((set) => runSet(system, set)) };
});
for (const split of splits) reportSets(split);
for (const split of splits) reportMeans(split);
reportTypos();
reportStream();
for (const size of sizes) await reportScale(size);

function reportSets(split: Split): void {
  const figures = measured.map(({ name, runs }) => ({ name, ofSets: figuresOf(runs, split) }));
  const head = ["R@1", "R@5", "AUROC", "right", "wrong", "silent", "net", "p50 ms"];
  for (const [at, { name: set, entries, questions }] of sets.entries()) {
    const own = questions.filter((question) => question.split === split);
    const without = own.filter(({ gold }) => gold.length === 0).length;
    title(
      `${set}, ${split}: ${entries.length} entries, ${own.length - without} questions with an answer and ${without} without`,
    );
    const rows = figures.map(({ name, ofSets }) => {
      const one = ofSets[at];
      return [name, ...(one ? cellsOf(one) : [])];
    });
    console.log(renderTable(["system", ...head], rows));
  }
}

function cellsOf({ first, firstFive, auroc, outcomes, p50Ms }: Figures): readonly string[] {
  const kinds = outcomes
    ? [outcomes.right, outcomes.wrong, outcomes.silent].map(share)
    : ["–", "–", "–"];
  return [
    estimate(first),
    share(firstFive.mean),
    share(auroc),
    ...kinds,
    outcomes ? estimate(outcomes.net, signed) : "–",
    p50Ms.toFixed(2),
  ];
}

function reportMeans(split: Split): void {
  title(`Mean over ${sets.length} sets, ${split}; the thresholds are those of other families' dev`);
  const head = ["R@1", "R@5", "AUROC", "right", "wrong", "net", "worst set's net"];
  const mean = (values: readonly number[]) =>
    share(meanOf(values.map((value) => ({ mean: value, error: 0 }))).mean);
  const cells = (outcomes: readonly Outcomes[]) => [
    mean(outcomes.map(({ right }) => right)),
    mean(outcomes.map(({ wrong }) => wrong)),
    estimate(meanOf(outcomes.map(({ net }) => net)), signed),
    signed(Math.min(...outcomes.map(({ net }) => net.mean))),
  ];
  const rows = measured.flatMap(({ name, runs }) => {
    const figures = figuresOf(runs, split);
    const found = [
      estimate(meanOf(figures.map(({ first }) => first))),
      estimate(meanOf(figures.map(({ firstFive }) => firstFive))),
      mean(figures.map(({ auroc }) => auroc)),
    ];
    const row = [name, ...found, ...cells(figures.flatMap((one) => one.outcomes ?? []))];
    if (name !== systems[0]?.name) return [row];
    // The threshold that it ships with, where a top that is flat goes to the higher one.
    const { answer } = defaultThresholds;
    const shipped = runs.flatMap(({ [split]: asked }) =>
      isDoubtful(asked) ? [outcomesFrom(answer, asked)] : [],
    );
    return [row, [`${name}, from ${answer} on`, ...found, ...cells(shipped)]];
  });
  console.log(renderTable(["system", ...head], rows));
}

function reportTypos(): void {
  title("Loss of R@1 with one typo in a content word, test");
  const rows = measured.map(({ name, runs }) => {
    const losses = runs.map(typoLoss);
    return [name, ...[...losses, meanOf(losses)].map((loss) => estimate(loss, signed))];
  });
  console.log(renderTable(["system", ...sets.map(({ name }) => name), "mean"], rows));
}

function reportStream(): void {
  const live = liveSetOf(sets);
  if (!live) {
    title("No set of a live bot's log (hint3-…): the stream with corrections is left out");
    return;
  }
  title(
    `${live.name} as a stream, a question that is answered wrongly becomes one of its entry's: R@1 of the last fifth`,
  );
  const rows = systems.map((system) => {
    const { frozen, taught, corrections } = followStream(system, live, rebuildAfter);
    return [
      system.name,
      estimate(frozen),
      estimate(taught),
      signed(taught.mean - frozen.mean),
      `${corrections}`,
    ];
  });
  console.log(renderTable(["system", "frozen", "corrected", "gain", "corrections"], rows));
}

async function reportScale(size: number): Promise<void> {
  const measuredAt = [];
  for (const system of systems) {
    console.error(`Growing to ${size} entries for ${system.name} ...`);
    measuredAt.push(await scaleOf(system, size, folder ?? ""));
  }
  title(`${size.toLocaleString("en")} entries, made of those of all sets`);
  console.log(renderScales(measuredAt));
  const own = measuredAt[0];
  if (!own) return;
  const { firstMs, warmingMs, longestMs } = own.scale;
  console.log(
    `\n${own.name}'s longest block of the event loop for one search: ${longestMs.toFixed(1)} ms; the first search ${firstMs.toFixed(1)} ms, others before it is compiled ${warmingMs.toFixed(1)} ms`,
  );
}

function title(text: string): void {
  console.log(`\n### ${text}\n`);
}

function stop(reason: string): never {
  console.error(reason);
  process.exit(2);
}
