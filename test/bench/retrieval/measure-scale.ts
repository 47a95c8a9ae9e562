// Measures one system at one size, in a process of its own, so that its memory is its own:
// measure-scale.ts SYSTEM SIZE FOLDER prints a JSON object.
import { setImmediate as nextTurn } from "node:timers/promises";
import { createChance } from "../chance.ts";
import { loadSets } from "../load-sets.ts";
import { memoryMb, quantile, timed } from "../report.ts";
import { growEntries, shuffled } from "./grown-entries.ts";
import type { Scale } from "./scale.ts";
import { systems } from "./systems.ts";

const [name, size, folder = ""] = process.argv.slice(2);
const system = systems.find((one) => one.name === name);
if (!system) throw new Error(`No system is called ${name}`);

/** Asked until the system is compiled, and after; a slow one takes seconds for each at 10,000 entries. */
const [warmUp, questionCount] = system.slow ? [2, 12] : [100, 400];

const sets = loadSets(folder);
const entries = growEntries(sets, Number(size));
const questions = shuffled(
  sets.flatMap((set) => set.questions.map(({ text }) => text)),
  createChance(1),
).slice(0, warmUp + questionCount);

const before = memoryMb();
const [buildMs, search] = await timed(() => system.create(entries));
const built = memoryMb();
const turns: number[] = [];
const took: number[] = [];
for (const question of questions) {
  const [turnTook, searchTook] = await timed(async () => {
    const [ms] = await timed(() => search(question));
    await nextTurn();
    return ms;
  });
  turns.push(turnTook);
  took.push(searchTook);
}
const used = memoryMb();
search("the index is in use until here");
const scale: Scale = {
  buildMs,
  p50Ms: quantile(took.slice(warmUp), 0.5),
  p95Ms: quantile(took.slice(warmUp), 0.95),
  firstMs: turns[0] ?? Number.NaN,
  warmingMs: quantile(turns.slice(1, warmUp), 1),
  longestMs: quantile(turns.slice(warmUp), 1),
  heapMb: Math.max(built.heap, used.heap) - before.heap,
  rssMb: Math.max(built.rss, used.rss) - before.rss,
};
console.log(JSON.stringify(scale));
