// Talks to the bot for a while over a network that fails: npm run soak -- --slack. Exit 1 when a promise is broken. With --kill
// the bot is killed in the middle and started anew.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createChance } from "../bench/chance.ts";
import { type SoakOutcome, soakSlack } from "./slack-soak.ts";

const { values } = parseArgs({
  options: {
    slack: { type: "boolean", default: false },
    events: { type: "string", default: "2000" },
    seconds: { type: "string", default: "60" },
    /** After 65 there are two connections, both steady. */
    "warm-up": { type: "string", default: "0" },
    duplicates: { type: "string", default: "5" },
    refresh: { type: "string", default: "3" },
    resets: { type: "string", default: "2" },
    "rate-limits": { type: "string", default: "5" },
    kill: { type: "boolean", default: false },
    seed: { type: "string" },
  },
});
const mostP99Ms = 500;
const mostGrowthMb = 50;

if (values.slack) await run();
else {
  process.stderr.write("Say where the bot is talked to: --slack.\n");
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const seed = Number(values.seed ?? Temporal.Now.instant().epochMilliseconds % 1_000_000);
  print(`seed ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), "ama-soak-"));
  try {
    const outcome = await soakSlack({
      folder,
      chance: createChance(seed),
      events: Number(values.events),
      seconds: Number(values.seconds),
      warmUpSeconds: Number(values["warm-up"]),
      duplicates: Number(values.duplicates),
      refresh: Number(values.refresh),
      resets: Number(values.resets),
      rateLimits: Number(values["rate-limits"]),
      kill: values.kill,
    });
    report(outcome);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(outcome: SoakOutcome): void {
  const { lost, doubled, overtaken, p99Ms, rssGrowthMb, faults, notes } = outcome;
  for (const line of [...notes, ...faults]) print(line);
  const order = overtaken === 0 ? "order kept" : `order broken ${overtaken} times`;
  const p99 = Number.isNaN(p99Ms)
    ? "p99 event → reply unknown (all within injected waits: a longer run tells)"
    : `p99 event → reply ${Math.round(p99Ms)} ms (outside injected waits)`;
  const growth = `RSS growth ${Math.round(rssGrowthMb)} MB`;
  print(`lost ${lost}, doubled ${doubled}, ${order}, ${p99}, ${growth}`);
  const isKept = lost + doubled + overtaken + faults.length === 0;
  if (!isKept || !(p99Ms < mostP99Ms) || rssGrowthMb >= mostGrowthMb) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
