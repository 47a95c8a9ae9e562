// Measures AMA against its limits: npm run bench. Generated entries, the same on every run; exit 1 when a limit is passed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createBot } from "../../src/bot.ts";
import { readerOfAll, storedQuestions } from "../../src/knowledge/eval-questions.ts";
import { indexKnowledge } from "../../src/knowledge/index-knowledge.ts";
import { lintCorpus } from "../../src/knowledge/lint/lint-corpus.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";
import { createIndex } from "../../src/search/create-index.ts";
import { measureChat } from "./chat-bench.ts";
import { entryPage, generateEntries, generateQuestions } from "./generated-knowledge.ts";
import { measureMatrix } from "./matrix-bench.ts";
import { measureOncall } from "./oncall-bench.ts";
import { measurePaging } from "./paging-bench.ts";
import { createReport, memoryMb, quantile, timed } from "./report.ts";

const report = createReport();
const sizes = [
  { size: 100, buildMs: 100, p50Ms: 1, p95Ms: 3, slowestMs: 20 },
  { size: 1_000, buildMs: 500, p50Ms: 1, p95Ms: 3, slowestMs: 20 },
  { size: 10_000, buildMs: 2_000, p50Ms: 4, p95Ms: 12, slowestMs: 20 },
];
const mostHeapMb = 170;
const mostRssMb = 400;

for (const limits of sizes) await measureSearch(limits);
const folder = mkdtempSync(join(tmpdir(), "ama-bench-"));
try {
  await measureCommands();
} finally {
  rmSync(folder, { recursive: true });
}
await measureReplies();
await measureOncall(report);
await measureChat(report);
await measurePaging(report);
await measureMatrix(report);
// Packages leave timers behind that would hold us up for minutes.
process.exit(report.isOver() ? 1 : 0);

async function measureSearch({ size, buildMs, p50Ms, p95Ms, slowestMs }: (typeof sizes)[number]) {
  const name = `${size.toLocaleString("en")} entries`;
  const entries = generateEntries(size);
  const questions = generateQuestions(entries, 400);
  const before = memoryMb();
  const [buildTook, index] = await timed(() => createIndex(entries));
  report.row(`${name}: build the index`, buildTook, buildMs, "ms");
  const search = (question: string) => index.search(question, { allows: () => true });
  for (const question of questions.slice(0, 100)) search(question); // until it is compiled
  const took: number[] = [];
  for (const question of questions.slice(100)) {
    took.push((await timed(() => search(question)))[0]);
  }
  report.row(`${name}: search, p50`, quantile(took, 0.5), p50Ms, "ms");
  report.row(`${name}: search, p95`, quantile(took, 0.95), p95Ms, "ms");
  report.row(`${name}: search, slowest`, quantile(took, 1), slowestMs, "ms");
  const after = memoryMb();
  report.row(`${name}: growth of RSS`, after.rss - before.rss, mostRssMb, "MB");
  // Without --expose-gc the heap holds garbage, too, and says nothing.
  if (globalThis.gc) {
    report.row(`${name}: heap of the index`, after.heap - before.heap, mostHeapMb, "MB");
  }
  search("the index is in use until here");
}

async function measureCommands() {
  const entries = generateEntries(1_000);
  mkdirSync(join(folder, "answers"));
  for (const entry of entries) {
    writeFileSync(join(folder, "answers", `${entry.id}.md`), entryPage(entry));
  }
  const batch = generateQuestions(entries, 1_000)
    .map((question, id) => `${JSON.stringify({ id, text: question })}\n`)
    .join("");
  writeFileSync(join(folder, "questions.jsonl"), batch);

  const [loadTook] = await timed(async () => indexKnowledge(await loadKnowledge(folder)));
  report.row("1,000 entries: load from disk and index", loadTook, 2_000, "ms");
  await measureLint();
  const node = process.execPath;
  const ask = ["src/main.ts", "ask", "--knowledge", folder];
  const whole = await runs(1, node, [...ask, "--batch", join(folder, "questions.jsonl")]);
  report.row("1,000 entries: ask --batch of 1,000, whole process", whole, 5_000, "ms");
  const question = "how do I set up the vpn";
  const direct = await runs(5, node, ["src/main.ts", "ask", question]);
  report.row("sample knowledge: one ask, whole process", direct, 600, "ms");
  const throughNpm = await runs(5, "npm", ["run", "-s", "ama", "--", "ask", question]);
  report.row("sample knowledge: one ask, through npm", throughNpm, 1_000, "ms");
}

/** Every question of the sample's own, and every verb on every service in every environment, as chat is asked them. */
async function measureReplies() {
  const base = indexKnowledge(await loadKnowledge("knowledge"));
  const bot = createBot({ knowledge: () => base });
  const reader = { viewer: readerOfAll(base.corpus), today: Temporal.PlainDate.from("2026-11-25") };
  const { services } = base.corpus.catalogue;
  const questions = [
    ...storedQuestions(base.corpus, reader.viewer, reader.today).map(({ q }) => q),
    ...services.flatMap(({ id }) =>
      [...base.names().lexicon.keys()].flatMap((verb) => [
        `${verb} ${id}`,
        `how do I ${verb} ${id} on prod`,
      ]),
    ),
  ];
  const took: number[] = [];
  for (const question of questions) {
    const [ms, { doc }] = await timed(async () => await bot.answer(question, reader));
    if (doc.length === 0) throw new Error(`No reply to ${question}`);
    took.push(ms);
  }
  const count = questions.length.toLocaleString("en");
  report.row(`sample knowledge: ${count} replies, p95`, quantile(took, 0.95), 10, "ms");
  report.row(
    "sample knowledge: slowest reply, the first one included",
    quantile(took, 1),
    50,
    "ms",
  );
}

async function measureLint() {
  const [took] = await timed(async () => {
    lintCorpus(await loadKnowledge(folder), {
      today: Temporal.PlainDate.from("2026-11-25"),
      exists: () => false,
      checkedOf: () => undefined,
      folder: "knowledge",
      weights: {},
    });
  });
  report.row("1,000 entries: lint, with loading", took, 1_500, "ms");
}

/** The median of some runs of a command, which must end well and say something. */
async function runs(times: number, command: string, words: readonly string[]): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const [runTook] = await timed(async () => {
      const child = spawn(command, words, { stdio: ["ignore", "pipe", "inherit"] });
      const [said, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
      if (code !== 0 || said === "") throw new Error(`${command} ${words.join(" ")}: ${code}`);
    });
    took.push(runTook);
  }
  return quantile(took, 0.5);
}
