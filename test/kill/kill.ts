// Kills the bot again and again while it is asked: npm run test:kill. Nothing may be lost and nothing said twice; exit 1 otherwise.
// With --pages it is killed while it pages people.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createChance } from "../bench/chance.ts";
import { dieOnTheWay } from "./pages/page-deaths.ts";
import { killPagerAtRandom } from "./pages/random-page-kills.ts";
import { reportPages } from "./pages/report-pages.ts";
import { killAtRandom } from "./random-kills.ts";
import { dieAtStatements } from "./statement-deaths.ts";

const { values } = parseArgs({
  options: {
    questions: { type: "string", default: "200" },
    kills: { type: "string" },
    /** At most so many points between two statements are tried. */
    statements: { type: "string", default: "1000" },
    seed: { type: "string" },
    pages: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed ?? Temporal.Now.instant().epochMilliseconds % 1_000_000);
process.stdout.write(`seed ${seed}\n`);
const folder = mkdtempSync(join(tmpdir(), "ama-kill-"));
try {
  await (values.pages ? runPages() : run());
} finally {
  rmSync(folder, { recursive: true });
}

function place(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

async function runPages(): Promise<void> {
  const kills = Number(values.kills ?? 200);
  const most = Number(values.statements);
  const [random, ...halves] = await Promise.all([
    killPagerAtRandom({ folder: place("random"), kills, chance: createChance(seed) }),
    dieOnTheWay({ folder: place("odd"), most, first: 1, step: 2 }),
    dieOnTheWay({ folder: place("even"), most, first: 2, step: 2 }),
  ]);
  const points = halves.reduce((sum, half) => sum + half.points, 0);
  const of = Math.max(...halves.map((half) => half.of));
  process.stdout.write(`${points} deaths at ${of} points on the way of a page\n`);
  const isKept = reportPages([random, ...halves], (line) => process.stdout.write(`${line}\n`));
  if (!isKept) process.exitCode = 1;
}

async function run(): Promise<void> {
  const questions = Number(values.questions);
  const kills = Number(values.kills ?? 50);
  const chance = createChance(seed);
  const most = Number(values.statements);
  const all = await Promise.all([
    killAtRandom({ folder: place("random"), questions, kills, chance }),
    dieAtStatements({ folder: place("odd"), most, first: 1, step: 2 }),
    dieAtStatements({ folder: place("even"), most, first: 2, step: 2 }),
  ]);
  const [, ...halves] = all;
  const points = halves.reduce((sum, half) => sum + half.points, 0);
  process.stdout.write(`${points} points between two statements: one death at each\n`);
  const faults = all.flatMap((one) => one.faults);
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  const lost = all.reduce((sum, one) => sum + one.lost, 0);
  const doubled = all.reduce((sum, one) => sum + one.doubled, 0);
  if (faults.length > 0 || lost > 0 || doubled > 0) process.exitCode = 1;
  process.stdout.write(`lost ${lost}, doubled ${doubled}\n`);
}
