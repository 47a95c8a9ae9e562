import type { Command } from "commander";
import {
  type CommandParts,
  databaseOption,
  instantOption,
  knowledgeOption,
  withFindingOptions,
} from "./command-parts.ts";
import type {
  CalibrateOptions,
  EvalOptions,
  ForgetVoteOptions,
  IndexOptions,
  LintOptions,
  NewOptions,
  SuggestOptions,
} from "./options.ts";

/** Adds `ama knowledge …`: what people need who look after the knowledge folder. */
export function addKnowledgeCommands(program: Command, { add, call, world }: CommandParts): void {
  const knowledge = add(
    program,
    "ama knowledge",
    "look after the knowledge folder",
    "ama knowledge lint",
  );

  add(knowledge, "ama knowledge index", "list what is served", "ama knowledge index --json")
    .addOption(knowledgeOption())
    .option("--json", "print everything as one JSON object")
    .action(async (options: IndexOptions) => {
      const { knowledgeIndex } = await import("./knowledge-index.ts");
      call.code = await knowledgeIndex(options, world);
    });

  const lint = add(
    knowledge,
    "ama knowledge lint",
    "find what is wrong with the folder, and whether people's words find its entries",
    "ama knowledge lint --format github",
  )
    .argument("[path...]", "only findings in these files or folders")
    .addOption(knowledgeOption());
  withFindingOptions(lint, "K061=off, K040=warn")
    .addOption(instantOption())
    .action(async (paths: readonly string[], options: LintOptions) => {
      const { knowledgeLint } = await import("./knowledge-lint.ts");
      call.code = await knowledgeLint(paths, options, world);
    });

  add(
    knowledge,
    "ama knowledge new",
    "begin an entry: answer, runbook, checklist or pointer",
    'ama knowledge new runbook "Restart kafka" --service kafka',
  )
    .argument("<type>", "answer, runbook, checklist or pointer")
    .argument("<title>", "its title, in quotes")
    .addOption(knowledgeOption())
    .option("--service <id>", "the service that it is about")
    .option("--action <verb>", "what is done to the service (default: the title's first word)")
    .option("--owner <id>", "team or person who is asked (default: the service's owner)")
    .option("--stdout", "print the file instead of writing it")
    .action(async (type: string, title: string, options: NewOptions) => {
      const { knowledgeNew } = await import("./knowledge-new.ts");
      call.code = await knowledgeNew(type, title, options, world);
    });

  add(
    knowledge,
    "ama knowledge eval",
    "ask every stored question, and list those that do not find their entry",
    "ama knowledge eval --min 0.95",
  )
    .addOption(knowledgeOption())
    .option(
      "--questions <file>",
      'JSON lines {"q","entry": id | [ids] | null} instead of the stored ones',
    )
    .option("--min <share>", "exit with 1 when fewer are right (default: 0.95)")
    .option("--json", "print everything as one JSON object")
    .addOption(instantOption())
    .action(async (options: EvalOptions) => {
      const { knowledgeEval } = await import("./knowledge-eval.ts");
      call.code = await knowledgeEval(options, world);
    });

  add(
    knowledge,
    "ama knowledge calibrate",
    "propose from which confidence on to answer, by the questions that entries hold",
    "ama knowledge calibrate --svg calibration.svg",
  )
    .addOption(knowledgeOption())
    .option(
      "--questions <file>",
      'JSON lines {"q","entry": id | [ids] | null} besides the stored ones',
    )
    .option("--cost <number>", "what a wrong answer costs, in right ones (default: 1)")
    .option("--svg <file>", "write the curve and the reliability diagram as a picture")
    .option("--json", "print everything as one JSON object")
    .addOption(instantOption())
    .action(async (options: CalibrateOptions) => {
      const { knowledgeCalibrate } = await import("./knowledge-calibrate.ts");
      call.code = await knowledgeCalibrate(options, world);
    });

  add(
    knowledge,
    "ama knowledge suggest",
    "propose lines for the pages by what people found helpful",
    "ama knowledge suggest --questions",
  )
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .option("--questions", "only questions that an entry answers")
    .option("--aliases", "only words that people use and no entry has")
    .option("--json", "print everything as one JSON object")
    .action(async (options: SuggestOptions) => {
      const { knowledgeSuggest } = await import("./knowledge-suggest.ts");
      call.code = await knowledgeSuggest(options, world);
    });

  add(
    knowledge,
    "ama knowledge forget-vote",
    "do away with a vote that teaches something wrong",
    "ama knowledge forget-vote V12",
  )
    .argument("<vote>", "its id, such as V12")
    .addOption(databaseOption())
    .action(async (vote: string, options: ForgetVoteOptions) => {
      const { forgetVote } = await import("./forget-vote.ts");
      call.code = await forgetVote(vote, options, world);
    });
}
