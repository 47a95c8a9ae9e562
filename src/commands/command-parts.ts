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

/** Reads an instant, which has its offset, of the years 1900 to 2200: further off no calendar can count on. */
export function parseInstant(text: string): Temporal.Instant {
  const at = instantOf(text);
  const { year } = at.toZonedDateTimeISO("UTC");
  if (year >= 1900 && year <= 2200) return at;
  throw new InvalidArgumentError(
    "Expected an instant of the years 1900 to 2200 in UTC. Correct the year.",
  );
}

function instantOf(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new InvalidArgumentError(
      `Expected an instant with its offset, such as 2026-11-25T09:00:00Z.`,
    );
  }
}

/** What findings look like, and which of them fail. */
export function withFindingOptions(command: Command, weighed: string): Command {
  return command
    .option("--format <format>", "pretty, json or github (default: pretty)")
    .option(
      "--fail-on <severity>",
      "exit with 1 from this on: error, warning, info, never (default: error)",
    )
    .option(
      "--rule <rule=severity>",
      `weigh a rule differently: ${weighed}; may be repeated`,
      (one: string, before: readonly string[] = []) => [...before, one],
    );
}
