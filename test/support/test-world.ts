import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { runCommandLine } from "../../src/commands/command-line.ts";
import type { ExitCode, World } from "../../src/commands/world.ts";
import { type CapturedOutput, captureOutput } from "./captured-output.ts";
import { createStoppedClock } from "./stopped-clock.ts";

/** What a command is given; all that is left out is empty, and nobody sits at a terminal. */
export type Given = {
  readonly stdin?: string;
  readonly env?: World["env"];
  readonly atTerminal?: boolean;
  readonly pid?: number;
};

export type Ran = { readonly code: ExitCode; readonly stdout: string; readonly stderr: string };

/** A command under way. */
export type Running = {
  /** Still open; `end` closes it. */
  readonly stdin: PassThrough;
  readonly stdout: CapturedOutput;
  readonly stderr: CapturedOutput;
  signal(name: "SIGINT" | "SIGTERM"): void;
  readonly ended: Promise<Ran>;
};

/** The instant at which every test's world stands still: a Wednesday. */
const testInstant = "2026-11-25T09:14:31Z";

/** Starts a command in a world of its own, whose stdin stays open. */
export function startInWorld(argv: readonly string[], given: Given = {}): Running {
  const listeners: Parameters<World["onSignal"]>[0][] = [];
  const stdin = Object.assign(new PassThrough(), { isTTY: given.atTerminal ?? false });
  const stdout = captureOutput(given.atTerminal);
  const stderr = captureOutput(given.atTerminal);
  const run = runCommandLine({
    argv,
    env: { AMA_LOG_LEVEL: "silent", ...given.env },
    stdin,
    stdout,
    stderr,
    clock: createStoppedClock(testInstant),
    timeZone: "UTC",
    elapsedMs: () => 0,
    patienceMs: 60_000,
    randomHex: (bytes) => randomBytes(bytes).toString("hex"),
    process: { pid: given.pid ?? 4711, host: "web1" },
    onSignal: (listener) => listeners.push(listener),
  });
  return {
    stdin,
    stdout,
    stderr,
    signal(name) {
      for (const listener of listeners) listener(name);
    },
    ended: run.then((code) => ({ code, stdout: stdout.text(), stderr: stderr.text() })),
  };
}

/** Runs a command to its end; it is given `stdin` and nothing after it. */
export function runInWorld(argv: readonly string[], given: Given = {}): Promise<Ran> {
  const running = startInWorld(argv, given);
  running.stdin.end(given.stdin ?? "");
  return running.ended;
}
