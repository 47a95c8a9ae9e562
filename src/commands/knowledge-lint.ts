import { existsSync } from "node:fs";
import { appendFile, readFile, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";
import type { CatalogueFile } from "../knowledge/catalogue.ts";
import { lastChecked } from "../knowledge/freshness.ts";
import { isAtLeast, type Severity, severities } from "../knowledge/lint/finding.ts";
import { lintCorpus } from "../knowledge/lint/lint-corpus.ts";
import type { LintOutcome } from "../knowledge/lint/lint-outcome.ts";
import { renderGithub, renderGithubSummary } from "../knowledge/lint/render-github.ts";
import { renderJson } from "../knowledge/lint/render-json.ts";
import { renderPretty } from "../knowledge/lint/render-pretty.ts";
import { parseRuleWeights } from "../knowledge/lint/rule-weights.ts";
import { createSourceLines } from "../knowledge/lint/source-lines.ts";
import { loadHistory } from "../knowledge/load-history.ts";
import { loadKnowledge } from "../knowledge/load-knowledge.ts";
import { readPageText } from "../knowledge/page-text.ts";
import { linksReach } from "./links-reach.ts";
import { oneOf } from "./one-of.ts";
import { dayOf } from "./open-base.ts";
import type { LintOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

const formats = ["pretty", "json", "github"] as const;
const limits = [...severities, "never"] as const;
/** Yaml files that other rooms read, and that may hold what they should not. */
const otherNames = ["oncall.yaml", "wifi.yaml"];

/** Tells what is wrong with a knowledge folder; exit 1 when something is as bad as `--fail-on` says. */
export async function knowledgeLint(
  paths: readonly string[],
  options: LintOptions,
  world: World,
): Promise<ExitCode> {
  const begun = world.elapsedMs();
  const format = oneOf("--format", options.format ?? "pretty", formats);
  const failOn = oneOf("--fail-on", options.failOn ?? "error", limits);
  const weights = parseRuleWeights(options.rule ?? []);
  const config = parseConfig(world.env);
  const folder = options.knowledge ?? config.knowledgeFolder;
  const isWithin = withinPaths(paths);
  const [corpus, { history }] = await Promise.all([
    loadKnowledge(folder),
    loadHistory(folder, world.env),
  ]);
  const today = dayOf(options.at, config, world);
  const { people } = corpus.catalogue;
  const otherFiles = await readOthers(folder);
  const shown = posixPath(relative(resolve("."), resolve(folder)));
  const { findings, waived } = lintCorpus(corpus, {
    today,
    exists: await linksReach(folder),
    checkedOf: (entry) => lastChecked(entry, history.get(entry.file) ?? [], people, today),
    folder: shown,
    otherFiles,
    weights,
  });
  const within = findings.filter(({ file }) => isWithin(resolve(file)));
  const failing = (severity: Severity) => failOn !== "never" && isAtLeast(severity, failOn);
  const outcome: LintOutcome = {
    findings: within,
    waived,
    entries: corpus.entries.length,
    durationMs: world.elapsedMs() - begun,
    ok: !within.some(({ severity }) => failing(severity)),
  };
  const lineOf = createSourceLines(corpus, otherFiles);
  const prefix = shown === "" ? "" : `${shown}/`;
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

/** @throws BotError USAGE_INVALID when one of the paths does not exist */
function withinPaths(paths: readonly string[]): (file: string) => boolean {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) {
    throw new BotError(
      "USAGE_INVALID",
      `There is no ${JSON.stringify(missing)}: expected files or folders, relative to the working directory. Correct the path, or leave it out to see everything.`,
    );
  }
  const roots = paths.map((path) => resolve(path));
  return (file) =>
    roots.length === 0 || roots.some((root) => file === root || file.startsWith(root + sep));
}

async function readOthers(folder: string): Promise<readonly CatalogueFile[]> {
  const files: CatalogueFile[] = [];
  for (const file of otherNames.filter((name) => existsSync(join(folder, name)))) {
    try {
      const read = readPageText(await readFile(join(folder, file)), file);
      if ("text" in read) files.push({ file, text: read.text });
    } catch {
      // Whoever needs it tells that it cannot be read.
    }
  }
  return files;
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

const posixPath = (path: string) => path.split(sep).join("/");
