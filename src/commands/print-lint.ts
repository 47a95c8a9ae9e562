import { existsSync } from "node:fs";
import { appendFile, stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { errorCode } from "../kernel/error-code.ts";
import { type Finding, isAtLeast, type Severity, severities } from "../knowledge/lint/finding.ts";
import type { LintOutcome } from "../knowledge/lint/lint-outcome.ts";
import { renderGithub, renderGithubSummary } from "../knowledge/lint/render-github.ts";
import { renderJson } from "../knowledge/lint/render-json.ts";
import { renderPretty } from "../knowledge/lint/render-pretty.ts";
import type { SourceLine } from "../knowledge/lint/source-lines.ts";
import { oneOf } from "./one-of.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

const formats = ["pretty", "json", "github"] as const;
const limits = [...severities, "never"] as const;

/** How a lint is to be told, and from what on it fails. */
export type LintManner = {
  readonly format: (typeof formats)[number];
  readonly failOn: Severity | "never";
};

/** @throws BotError USAGE_INVALID for a word that is none */
export function lintManner(options: { format?: string; failOn?: string }): LintManner {
  return {
    format: oneOf("--format", options.format ?? "pretty", formats),
    failOn: oneOf("--fail-on", options.failOn ?? "error", limits),
  };
}

/** A folder as findings name it: relative to the working directory, with `/`. */
export function shownFolder(folder: string): string {
  return relative(resolve("."), resolve(folder)).split(sep).join("/");
}

/** Whether nothing is as bad as what the caller fails on. */
export function isFine(findings: readonly Finding[], { failOn }: LintManner): boolean {
  return failOn === "never" || !findings.some(({ severity }) => isAtLeast(severity, failOn));
}

/**
 * Prints the outcome of a lint, and gives the exit code that goes with it.
 *
 * @param folder stands before every file of the findings; empty for the working directory
 * @param lineOf the line of a file, relative to the folder
 */
export async function printLint(
  outcome: LintOutcome,
  { format }: LintManner,
  folder: string,
  lineOf: SourceLine,
  world: World,
): Promise<ExitCode> {
  const prefix = folder === "" ? "" : `${folder}/`;
  const rendered = {
    json: () => renderJson(outcome),
    github: () => renderGithub(outcome),
    pretty: () =>
      renderPretty(outcome, {
        colour: world.stdout.isTTY === true && !world.env.NO_COLOR,
        lineOf: ({ file, line }) => lineOf(file.slice(prefix.length), line),
      }),
  };
  await writeLine(world.stdout, rendered[format]());
  if (format === "github") await appendSummary(outcome, world);
  return outcome.ok ? 0 : 1;
}

async function appendSummary(outcome: LintOutcome, { env, stderr }: World): Promise<void> {
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    const taken = existsSync(file) ? (await stat(file)).size : 0;
    await appendFile(file, renderGithubSummary(outcome, 2 ** 20 - taken));
  } catch (cause) {
    await writeLine(
      stderr,
      `GITHUB_STEP_SUMMARY names ${JSON.stringify(file)}, which cannot be written (${errorCode(cause) ?? "unknown reason"}): expected a file. The findings stand in the log.`,
    );
  }
}
