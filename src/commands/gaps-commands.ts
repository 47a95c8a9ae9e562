import type { Command } from "commander";
import { type CommandParts, databaseOption, instantOption } from "./command-parts.ts";
import type { DismissOptions, ExportOptions, GapListOptions, GapOptions } from "./options.ts";

/** Adds `ama gaps …`: what nobody could answer, and what became of it. */
export function addGapsCommands(program: Command, { add, call, world }: CommandParts): void {
  const gaps = add(program, "ama gaps", "see what nobody could answer", "ama gaps list");

  add(gaps, "ama gaps list", "list the gaps that deserve attention most", "ama gaps list --json")
    .addOption(databaseOption())
    .option("--state <state>", "open, answered, dismissed or merged (default: open)")
    .option("--kind <kind>", "one kind only, such as no_answer")
    .option("--all", "all states")
    .option("--limit <n>", "at most so many (default: 20)")
    .option("--json", "print one JSON object")
    .addOption(instantOption())
    .action(async (options: GapListOptions) => {
      const { gapsList } = await import("./gaps-list.ts");
      call.code = await gapsList(options, world);
    });

  add(gaps, "ama gaps show", "show one gap with its questions", "ama gaps show G-12")
    .argument("<gap>", "its number, such as G-12")
    .addOption(databaseOption())
    .option("--json", "print one JSON object")
    .addOption(instantOption())
    .action(async (gap: string, options: GapOptions) => {
      const { gapsShow } = await import("./gaps-show.ts");
      call.code = await gapsShow(gap, options, world);
    });

  add(
    gaps,
    "ama gaps dismiss",
    "close a gap that needs no entry",
    "ama gaps dismiss G-12 --reason not-ours",
  )
    .argument("<gap>", "its number, such as G-12")
    .addOption(databaseOption())
    .requiredOption("--reason <reason>", "not-ours, one-off, duplicate, by-design or sensitive")
    .option("--note <text>", "why, in a sentence")
    .option("--json", "print one JSON object")
    .addOption(instantOption())
    .action(async (gap: string, options: DismissOptions) => {
      const { gapsDismiss } = await import("./gaps-dismiss.ts");
      call.code = await gapsDismiss(gap, options, world);
    });

  add(gaps, "ama gaps export", "print all gaps", "ama gaps export --questions > questions.jsonl")
    .addOption(databaseOption())
    .option("--questions", 'JSON lines {"q","entry","asks"} for "ama knowledge eval"')
    .option("--csv", "comma-separated values instead of JSON")
    .addOption(instantOption())
    .action(async (options: ExportOptions) => {
      const { gapsExport } = await import("./gaps-export.ts");
      call.code = await gapsExport(options, world);
    });
}
