import { Command, CommanderError } from "commander";
import { BotError } from "../kernel/bot-error.ts";
import {
  type Call,
  databaseOption,
  instantOption,
  knowledgeOption,
  personOption,
} from "./command-parts.ts";
import { addGapsCommands } from "./gaps-commands.ts";
import { addKnowledgeCommands } from "./knowledge-commands.ts";
import { addOncallCommands } from "./oncall-commands.ts";
import type {
  AskOptions,
  ExplainOptions,
  MatrixSetupOptions,
  MigrateOptions,
  ServeOptions,
} from "./options.ts";
import { addPagesCommands } from "./pages-commands.ts";
import { addWifiCommands } from "./wifi-commands.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Reads the words of a call and runs the command; every fault is told on stderr, and becomes an exit code. */
export async function runCommandLine(world: World): Promise<ExitCode> {
  const call: Call = { code: 0, usage: "" };
  try {
    await createProgram(world, call).parseAsync([...world.argv], { from: "user" });
    return call.code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (error.code !== "commander.help") {
        await writeLine(world.stderr, `${error.message.replace(/^error: /, "")}\n${call.usage}`);
      }
      return 2;
    }
    const faults: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
    const codes: ExitCode[] = [];
    for (const fault of faults) codes.push(await tellFault(fault, world));
    return codes.includes(1) ? 1 : 2;
  }
}

/** Codes of a database that is in order, but not for us now. */
const refusals: readonly string[] = ["STORE_LOCKED", "STORE_NEWER", "STORE_UNREADABLE"];

async function tellFault(fault: unknown, world: World): Promise<ExitCode> {
  if (fault instanceof BotError) {
    await writeLine(world.stderr, fault.message);
    return refusals.includes(fault.code) ? 1 : 2;
  }
  const trace = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  await writeLine(world.stderr, `AMA stopped on a fault of its own. Please report it:\n${trace}`);
  return 1;
}

function createProgram(world: World, call: Call): Command {
  /** A command whose help and faults go where the world says. */
  function prepare(command: Command, path: string, example: string): Command {
    return command
      .exitOverride()
      .helpCommand(false)
      .addHelpText("after", `\nExample:\n  ${example}`)
      .configureOutput({
        writeOut: (text) => world.stdout.write(text),
        writeErr: (text) => world.stderr.write(text),
        outputError: () => {
          call.usage = `Usage: ${path} ${command.usage()}\nRun "${path} --help" for what it takes.`;
        },
      });
  }
  function add(parent: Command, path: string, summary: string, example: string): Command {
    const name = path.slice(path.lastIndexOf(" ") + 1);
    return prepare(parent.command(name).description(summary), path, example);
  }

  const program = prepare(new Command("ama"), "ama", 'ama ask "who is on call?"')
    .description("Answers questions from a Markdown knowledge base, or says that it does not know.")
    .helpCommand("help [command]", "show the help of a command");

  add(program, "ama ask", "answer a question", 'ama ask "how do I restart the billing worker?"')
    .argument("[text]", "the question; without it each line of stdin is one")
    .option("--json", "print one JSON object for each question")
    .option("--batch <file>", 'read JSON lines {"id","text","as"?} from a file, or from - (stdin)')
    .option("--record", "keep what has no answer as a documentation gap in the database")
    .option("--fail-on-abstain", "exit with 1 when a question has no answer")
    .addOption(databaseOption())
    .addOption(knowledgeOption())
    .addOption(personOption())
    .addOption(instantOption())
    .action(async (text: string | undefined, options: AskOptions) => {
      const { ask } = await import("./ask.ts");
      call.code = await ask(text, options, world);
    });

  add(program, "ama explain", "show how a question is decided", 'ama explain "restart kafka"')
    .argument("<text>", "the question")
    .addOption(databaseOption("with people's votes; left out, none count"))
    .addOption(knowledgeOption())
    .addOption(personOption())
    .addOption(instantOption())
    .action(async (text: string, options: ExplainOptions) => {
      const { explain } = await import("./explain.ts");
      call.code = await explain(text, options, world);
    });

  addKnowledgeCommands(program, { add, call, world });
  addOncallCommands(program, { add, call, world });
  addPagesCommands(program, { add, call, world });
  addGapsCommands(program, { add, call, world });
  addWifiCommands(program, { add, call, world });

  const slack = add(program, "ama slack", "set up Slack", "ama slack manifest");
  add(
    slack,
    "ama slack manifest",
    "print what to make the Slack app from",
    "ama slack manifest > manifest.yaml",
  ).action(async () => {
    const { printSlackManifest } = await import("./slack-manifest.ts");
    call.code = await printSlackManifest(world);
  });

  const matrix = add(program, "ama matrix", "set up Matrix", "ama matrix setup");
  add(
    matrix,
    "ama matrix setup",
    "log our account in, and print the key that brings its identity back",
    "ama matrix setup",
  )
    .addOption(databaseOption())
    .option("--new-identity", "make the account a new identity, and a new key, though it has one")
    .action(async (options: MatrixSetupOptions) => {
      const { matrixSetup } = await import("./matrix-setup.ts");
      call.code = await matrixSetup(options, world);
    });

  add(program, "ama serve", "run the bot", "ama serve --console")
    .option("--console", "talk to it in this terminal, beside other platforms")
    .addOption(knowledgeOption())
    .addOption(databaseOption())
    .addOption(personOption())
    .action(async (options: ServeOptions) => {
      const { serve } = await import("./serve.ts");
      call.code = await serve(options, world);
    });

  add(program, "ama migrate", "bring the database up to date", "ama migrate --db ./data/ama.sqlite")
    .addOption(databaseOption())
    .action(async (options: MigrateOptions) => {
      const { migrate } = await import("./migrate.ts");
      call.code = await migrate(options, world);
    });
  return program;
}
