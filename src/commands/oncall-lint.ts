import { parseConfig } from "../config.ts";
import type { Found } from "../knowledge/lint/check.ts";
import { findingsOf } from "../knowledge/lint/findings-of.ts";
import type { LintOutcome } from "../knowledge/lint/lint-outcome.ts";
import { parseRuleWeights } from "../knowledge/lint/rule-weights.ts";
import { isRuleId } from "../knowledge/lint/rules.ts";
import { createSourceLines } from "../knowledge/lint/source-lines.ts";
import { lintOncall } from "../oncall/lint/lint-oncall.ts";
import type { PagerCare } from "../oncall/lint/oncall-subject.ts";
import { type LoadedOncall, loadOncall, loadOncallAt } from "../oncall/load-oncall.ts";
import { defaultDays } from "./oncall-days.ts";
import type { OncallLintOptions } from "./options.ts";
import { isFine, lintManner, printLint, shownFolder } from "./print-lint.ts";
import type { ExitCode, World } from "./world.ts";

/** Tells what is wrong with who is on call; exit 1 when something is as bad as `--fail-on` says. */
export async function oncallLint(options: OncallLintOptions, world: World): Promise<ExitCode> {
  const begun = world.elapsedMs();
  const manner = lintManner(options);
  const weights = parseRuleWeights(options.rule ?? []);
  const folder = options.knowledge ?? parseConfig(world.env).knowledgeFolder;
  const { base } = options;
  const loaded = await loadOncall(folder);
  const { oncall, catalogueFiles } = loaded;
  const found = lintOncall({
    oncall,
    before: base === undefined ? undefined : await loadOncallAt(folder, base, world.env),
    at: options.at ?? world.clock.now(),
    days: options.days ?? defaultDays,
    catalogueFiles,
    pager: options.db === undefined ? undefined : await pagerCare(options.db, world),
  });
  const texts = new Map(catalogueFiles.map(({ file, text }) => [file, text]));
  const textOf = (file: string) => texts.get(file);
  const shown = shownFolder(folder);
  const findings = findingsOf([...besides(loaded), ...found], {
    folder: shown,
    weights,
    textOf,
    entryOf: () => null,
  });
  const { schedules, policies } = oncall.file;
  const outcome: LintOutcome = {
    findings,
    waived: 0,
    entries: 0,
    scope: `${count(schedules, "schedule")} and ${policies.length === 1 ? "1 policy" : `${policies.length} policies`}`,
    durationMs: world.elapsedMs() - begun,
    ok: isFine(findings, manner),
  };
  return await printLint(outcome, manner, shown, createSourceLines(textOf), world);
}

async function pagerCare(db: string, world: World): Promise<PagerCare> {
  // Here, since a database takes as long to load as all the rest.
  const { withDatabase } = await import("./with-database.ts");
  const { lastTestPage } = await import("../oncall/lint/test-page-store.ts");
  return {
    isWatched: parseConfig(world.env).heartbeatUrl !== undefined,
    lastTestAt: await withDatabase({ db }, world, "the test pages that were sent", (storage) =>
      lastTestPage(storage.db),
    ),
  };
}

/** What is wrong with the files that oncall.yaml refers to. */
function besides({ problems }: LoadedOncall): readonly Found[] {
  return problems.map(({ rule, ...problem }) => ({
    ...problem,
    rule: isRuleId(rule) ? rule : "K003",
    about: problem.message,
  }));
}

const count = (items: readonly unknown[], word: string) =>
  `${items.length} ${word}${items.length === 1 ? "" : "s"}`;
