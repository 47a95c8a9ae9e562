import { type Command, Option } from "commander";
import {
  type CommandParts,
  databaseOption,
  instantOption,
  knowledgeOption,
  parseInstant,
  withFindingOptions,
} from "./command-parts.ts";
import { daysOption } from "./oncall-days.ts";
import type {
  OncallDiffOptions,
  OncallLintOptions,
  PageOptions,
  ShiftsOptions,
  WhoOptions,
} from "./options.ts";

const again = (one: string, before: readonly string[] = []) => [...before, one];
const changesIn = "with what was changed in chat; left out, the files alone count";
const scheduleOption = () =>
  new Option("--schedule <id>", "this schedule only; may be repeated").argParser(again);

/** Adds `ama oncall …`: who is on call, and what a change of the files does to whom. */
export function addOncallCommands(program: Command, { add, call, world }: CommandParts): void {
  const oncall = add(program, "ama oncall", "see who is on call", "ama oncall who");

  add(oncall, "ama oncall who", "say who is on call, and who is next", "ama oncall who --json")
    .addOption(scheduleOption())
    .addOption(knowledgeOption())
    .addOption(databaseOption(changesIn))
    .option("--json", "print one JSON object")
    .addOption(instantOption())
    .action(async (options: WhoOptions) => {
      const { oncallWho } = await import("./oncall-who.ts");
      call.code = await oncallWho(options, world);
    });

  add(
    oncall,
    "ama oncall shifts",
    "list the shifts of a time, and the gaps between them",
    "ama oncall shifts --from 2026-11-01T00:00:00Z --to 2026-12-01T00:00:00Z",
  )
    .addOption(scheduleOption())
    .addOption(
      new Option("--from <instant>", "where to begin, such as 2026-11-01T00:00:00Z")
        .argParser(parseInstant)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--to <instant>", "where to end; this instant is not part of it")
        .argParser(parseInstant)
        .makeOptionMandatory(),
    )
    .addOption(knowledgeOption())
    .addOption(databaseOption(changesIn))
    .option("--json", "print one JSON object")
    .action(async (options: ShiftsOptions) => {
      const { oncallShifts } = await import("./oncall-shifts.ts");
      call.code = await oncallShifts(options, world);
    });

  const lint = add(
    oncall,
    "ama oncall lint",
    "find what is wrong with who is on call, and with how pages escalate",
    "ama oncall lint --base origin/main",
  )
    .option("--base <ref>", "compare with this branch, tag or commit as well")
    .addOption(daysOption())
    .addOption(knowledgeOption())
    .addOption(
      databaseOption("with the test pages that were sent; left out, they are not looked for"),
    );
  withFindingOptions(lint, "K231=off, K220=warn")
    .addOption(instantOption())
    .action(async (options: OncallLintOptions) => {
      const { oncallLint } = await import("./oncall-lint.ts");
      call.code = await oncallLint(options, world);
    });

  add(
    oncall,
    "ama oncall diff",
    "show what a change of the files does to whom",
    "ama oncall diff origin/main",
  )
    .argument("<base>", "the branch, tag or commit to compare with")
    .addOption(daysOption())
    .addOption(knowledgeOption())
    .option("--json", "print one JSON object")
    .addOption(instantOption())
    .action(async (base: string, options: OncallDiffOptions) => {
      const { oncallDiff } = await import("./oncall-diff.ts");
      call.code = await oncallDiff(base, options, world);
    });

  add(
    oncall,
    "ama oncall test-page",
    "send somebody a page marked TEST by each of their rules",
    "ama oncall test-page ana",
  )
    .argument("<person>", "their id in people.yaml")
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .option("--json", "print one JSON object")
    .action(async (person: string, options: PageOptions) => {
      const { oncallTestPage } = await import("./oncall-test-page.ts");
      call.code = await oncallTestPage(person, options, world);
    });
}
