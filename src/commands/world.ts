import type { Readable, Writable } from "node:stream";
import type { Clock } from "../kernel/clock.ts";

/** All that a command gets from outside; main.ts has the real one, a test its own. */
export type World = {
  /** The words after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly clock: Clock;
  /** The system's time zone. */
  readonly timeZone: string;
  /** A steady clock in milliseconds, for measuring. */
  readonly elapsedMs: () => number;
  /** So long a reply waits for what only adorns it, such as the rest of a long history, when all else is ready. */
  readonly patienceMs: number;
  /** Chance: so many random bytes, in hex. */
  readonly randomHex: (bytes: number) => string;
  readonly process: { readonly pid: number; readonly host: string };
  /** Calls back when the process is asked to end; the signal's own effect is gone from then on. */
  readonly onSignal: (listener: (signal: "SIGINT" | "SIGTERM") => void) => void;
};

/** How a command ends: done; done and the answer is "no"; called or configured wrongly. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Writes a line to stdout or stderr, and waits while the reader is slower than we are. */
export async function writeLine(stream: Writable, line: string): Promise<void> {
  await writeWhole(stream, `${line}\n`);
}

/** Writes text or bytes as they are, and waits likewise. */
export async function writeWhole(stream: Writable, whole: string | Uint8Array): Promise<void> {
  if (stream.writable && !stream.write(whole)) {
    await new Promise<void>((resolve) => {
      stream.once("drain", resolve);
      stream.once("close", resolve);
      stream.once("error", () => resolve());
    });
  }
}
