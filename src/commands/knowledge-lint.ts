import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { oncallFileName, wifiFileName } from "../knowledge/catalogue.ts";
import { lastChecked } from "../knowledge/freshness.ts";
import { lintCorpus } from "../knowledge/lint/lint-corpus.ts";
import type { LintOutcome } from "../knowledge/lint/lint-outcome.ts";
import { parseRuleWeights } from "../knowledge/lint/rule-weights.ts";
import { createSourceLines } from "../knowledge/lint/source-lines.ts";
import { loadHistory } from "../knowledge/load-history.ts";
import { loadKnowledge } from "../knowledge/load-knowledge.ts";
import { lintOncall } from "../oncall/lint/lint-oncall.ts";
import { oncallOf } from "../oncall/oncall.ts";
import { lintWifi } from "../wifi/lint-wifi.ts";
import { wifiFileOf } from "../wifi/wifi-file.ts";
import { linksReach } from "./links-reach.ts";
import { defaultDays } from "./oncall-days.ts";
import { dayOf } from "./open-base.ts";
import type { LintOptions } from "./options.ts";
import { isFine, lintManner, printLint, shownFolder } from "./print-lint.ts";
import type { ExitCode, World } from "./world.ts";

/** Tells what is wrong with a knowledge folder; exit 1 when something is as bad as `--fail-on` says. */
export async function knowledgeLint(
  paths: readonly string[],
  options: LintOptions,
  world: World,
): Promise<ExitCode> {
  const begun = world.elapsedMs();
  const manner = lintManner(options);
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
  const yaml = [...corpus.catalogueFiles, ...corpus.importFiles];
  const texts = new Map(yaml.map(({ file, text }) => [file, text]));
  const textOf = (file: string) => texts.get(file);
  const shown = shownFolder(folder);
  const { findings, waived } = lintCorpus(corpus, {
    today,
    exists: await linksReach(folder),
    checkedOf: (entry) => lastChecked(entry, history.get(entry.file) ?? [], people, today),
    folder: shown,
    weights,
    alsoFound: [
      ...lintOncall({
        oncall: oncallOf(textOf(oncallFileName), corpus.catalogue),
        before: undefined,
        at: options.at ?? world.clock.now(),
        days: defaultDays,
        catalogueFiles: yaml,
      }),
      ...lintWifi(wifiFileOf(textOf(wifiFileName), resolve(folder)), corpus.catalogue, today),
    ],
  });
  const within = findings.filter(({ file }) => isWithin(resolve(file)));
  const outcome: LintOutcome = {
    findings: within,
    waived,
    entries: corpus.entries.length,
    durationMs: world.elapsedMs() - begun,
    ok: isFine(within, manner),
  };
  const lineOf = createSourceLines((file) => corpus.pages.get(file)?.text ?? textOf(file));
  return await printLint(outcome, manner, shown, lineOf, world);
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
