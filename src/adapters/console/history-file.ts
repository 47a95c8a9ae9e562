import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { harmless } from "./console-doc.ts";

/** Lines that were entered, in this run and in earlier ones. */
export type LineHistory = {
  /** Those of earlier runs, newest first. */
  readonly earlier: readonly string[];
  add(line: string): void;
  /** Resolves when all that was added is written, or cannot be. */
  written(): Promise<void>;
};

/** How many lines are kept. */
export const mostLines = 500;
/** What is longer was pasted. So all lines together stay below {@link mostBytes}, of three bytes a character at most. */
const longestLine = 500;
/** A larger file is none of ours. */
const mostBytes = 1_000_000;

/**
 * Opens the history in a file that only its owner may read. A file that is missing, too large or not to be read is an empty
 * history, and what cannot be written is forgotten: nobody should lose a conversation over it.
 *
 * @param mayKeep whether a line may be written down; a secret may not
 */
export async function openHistoryFile(
  file: string,
  mayKeep: (line: string) => boolean,
): Promise<LineHistory> {
  const earlier = (await readLines(file)).filter(isRecallable).slice(-mostLines).reverse();
  let kept: readonly string[] = earlier;
  let writing: Promise<void> = Promise.resolve();
  /** Of lines that were pasted together, all are written at once. */
  async function writeNewest(lines: readonly string[]): Promise<void> {
    if (lines === kept) await writeLines(file, lines.toReversed());
  }
  return {
    earlier,
    add(line) {
      if (!isRecallable(line) || !mayKeep(line)) return;
      const lines = [line, ...kept.filter((other) => other !== line)].slice(0, mostLines);
      kept = lines;
      writing = writing.then(() => writeNewest(lines)).catch(() => undefined);
    },
    written: () => writing,
  };
}

/** Whether it may stand in a line at a terminal again: a file can hold anything. */
function isRecallable(line: string): boolean {
  return line.trim() !== "" && line.length <= longestLine && harmless(line) === line;
}

/** The lines of a file, oldest first. */
async function readLines(file: string): Promise<readonly string[]> {
  try {
    const found = await stat(file);
    if (!found.isFile() || found.size > mostBytes) return [];
    return (await readFile(file, "utf8")).split("\n");
  } catch {
    return [];
  }
}

/** Writes all lines anew, beside the file first: whoever is killed meanwhile has the former ones. */
async function writeLines(file: string, lines: readonly string[]): Promise<void> {
  const fresh = `${file}.new`;
  await rm(fresh, { force: true });
  await writeFile(fresh, `${lines.join("\n")}\n`, { mode: 0o600, flag: "wx" });
  await rename(fresh, file);
}
