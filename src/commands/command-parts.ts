import { type Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode, World } from "./world.ts";

/** What came of a call: how the command ended, and two lines on the command that was called wrongly. */
export type Call = { code: ExitCode; usage: string };

/** What a group of commands is built with. */
export type CommandParts = {
  /** Adds a command below another; its name is the last word of `path`. */
  readonly add: (parent: Command, path: string, summary: string, example: string) => Command;
  readonly call: Call;
  readonly world: World;
};

export const knowledgeOption = () =>
  new Option("--knowledge <dir>", "knowledge folder (default: AMA_KNOWLEDGE, else ./knowledge)");
export const databaseOption = (what = "(default: AMA_DATABASE, else ./data/ama.sqlite)") =>
  new Option("--db <file>", `database file ${what}`);
export const personOption = () =>
  new Option("--as <person>", "whose rights, by id in people.yaml (default: a stranger's)");
export const instantOption = () =>
  new Option("--at <instant>", "when it is, such as 2026-11-25T09:00:00Z (default: now)").argParser(
    parseInstant,
  );

/** Reads an instant, which has its offset. */
export function parseInstant(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new InvalidArgumentError(
      `Expected an instant with its offset, such as 2026-11-25T09:00:00Z.`,
    );
  }
}
