import type { Command } from "commander";
import { type CommandParts, databaseOption, knowledgeOption } from "./command-parts.ts";
import type { PageActOptions, PageListOptions, PageOptions } from "./options.ts";

const numberArgument = ["<number>", "its number, such as 12"] as const;
const asOption = ["--as <person>", "who does it, by id in people.yaml"] as const;

/** Adds `ama pages …`: who was asked for, who has it, and how it ended. */
export function addPagesCommands(program: Command, { add, call, world }: CommandParts): void {
  const pages = add(program, "ama pages", "see and take pages", "ama pages list");

  add(pages, "ama pages list", "list the open pages", "ama pages list --json")
    .option("--all", "the newest of all, the resolved ones too")
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .option("--json", "print one JSON object")
    .action(async (options: PageListOptions) => {
      const { pagesList } = await import("./pages-list.ts");
      call.code = await pagesList(options, world);
    });

  add(pages, "ama pages show", "show one page with its timeline", "ama pages show 12")
    .argument(...numberArgument)
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .option("--json", "print one JSON object")
    .action(async (page: string, options: PageOptions) => {
      const { pagesShow } = await import("./pages-show.ts");
      call.code = await pagesShow(page, options, world);
    });

  add(pages, "ama pages ack", "take a page", "ama pages ack 12 --as ana")
    .argument(...numberArgument)
    .requiredOption(...asOption)
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .option("--json", "print one JSON object")
    .action(async (page: string, options: PageActOptions) => {
      const { pagesAck } = await import("./pages-act.ts");
      call.code = await pagesAck(page, options, world);
    });

  add(pages, "ama pages resolve", "close a page", 'ama pages resolve 12 "rolled back" --as ana')
    .argument(...numberArgument)
    .argument("[text]", "why, which whoever only asked for the page has to say")
    .requiredOption(...asOption)
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .option("--json", "print one JSON object")
    .action(async (page: string, text: string | undefined, options: PageActOptions) => {
      const { pagesResolve } = await import("./pages-act.ts");
      call.code = await pagesResolve(page, text, options, world);
    });

  add(
    pages,
    "ama pages postmortem",
    "write what happened to a page as Markdown",
    "ama pages postmortem 12 > postmortem.md",
  )
    .argument(...numberArgument)
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .action(async (page: string, options: PageOptions) => {
      const { pagesPostmortem } = await import("./pages-postmortem.ts");
      call.code = await pagesPostmortem(page, options, world);
    });
}
