// Checks rotations and windows around every offset change of every zone, 2000 to 2040: node test/oncall/every-zone.ts. Exit 1 at faults.

import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { changesOf, checkChange, zones } from "./zones.ts";

type Part = { readonly part: number; readonly parts: number };
type Outcome = { readonly changes: number; readonly checks: number; readonly faults: number };

const mostShown = 20;

if (isMainThread) await checkAll();
else parentPort?.postMessage(checkPart(workerData));

async function checkAll(): Promise<void> {
  const parts = availableParallelism();
  const outcomes = await Promise.all(
    Array.from({ length: parts }, (_, part) => inWorker({ part, parts })),
  );
  const sum = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0).toLocaleString("en");
  print(
    `${zones.length} zones, ${sum(({ changes }) => changes)} offset changes, ${sum(({ checks }) => checks)} checks, ${sum(({ faults }) => faults)} faults (tzdata ${process.versions.tz})`,
  );
  if (outcomes.some(({ faults }) => faults > 0)) process.exitCode = 1;
}

function inWorker(part: Part): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    new Worker(new URL(import.meta.url), { workerData: part })
      .once("message", resolve)
      .once("error", reject);
  });
}

function checkPart({ part, parts }: Part): Outcome {
  const changes = zones.filter((_, place) => place % parts === part).flatMap(changesOf);
  let checks = 0;
  let faults = 0;
  for (const change of changes) {
    const found = checkChange(change);
    checks += found.checks;
    for (const fault of found.faults.slice(0, Math.max(0, mostShown - faults))) print(fault);
    faults += found.faults.length;
  }
  return { changes: changes.length, checks, faults };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
