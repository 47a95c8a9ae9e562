import { join } from "node:path";
import { startConsole } from "../adapters/console/console.ts";
import { createBot } from "../bot.ts";
import { type Doc, paragraph } from "../chat/doc.ts";
import { readConfig } from "../config.ts";
import { createLog, type Log } from "../kernel/log.ts";
import { stranger } from "../knowledge/audience.ts";
import { indexKnowledge } from "../knowledge/index-knowledge.ts";
import { type LiveKnowledge, openLiveKnowledge } from "../knowledge/load-live-knowledge.ts";
import { type Problem, printProblem } from "../knowledge/problem.ts";
import { openStorage, type Storage } from "../storage/open-storage.ts";
import { type ServeHolderTables, type ServeLease, takeServeLease } from "../storage/serve-lease.ts";
import { dayOf } from "./open-base.ts";
import type { ServeOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

type Tables = ServeHolderTables;

/** Runs the bot until its input ends or it is told to stop. */
export async function serve(options: ServeOptions, world: World): Promise<ExitCode> {
  const { config, problems, unknown } = readConfig(world.env);
  for (const { variable, message } of problems) {
    // What is wrong with the database stops the start, and is told then.
    if (variable !== "AMA_DATABASE") await writeLine(world.stderr, message);
  }
  const log = createLog(config.logLevel);
  for (const { variable } of unknown) log.warn("config.unknown", { variable });

  const folder = options.knowledge ?? config.knowledgeFolder;
  const [opened, owned] = await Promise.allSettled([
    openKnowledge(folder, world, log),
    own(options.db ?? config.database, world),
  ]);
  if (opened.status === "rejected" || owned.status === "rejected") {
    if (owned.status === "fulfilled") await giveBack(owned.value);
    throw new AggregateError(
      [opened, owned].flatMap((part) => (part.status === "rejected" ? [part.reason] : [])),
    );
  }
  const knowledge = opened.value;
  const bot = createBot({ knowledge: knowledge.base });
  const terminal = startConsole({
    input: world.stdin,
    output: world.stdout,
    welcome: `AMA knows ${knowledge.base().corpus.entries.length} entries. Ask a question; "help" says more, Ctrl-D ends.`,
    answer(question) {
      try {
        return reply(question);
      } catch (error) {
        log.fault("console.failed", error);
        return [paragraph("I could not answer that: a fault of mine, which is now in the log.")];
      }
    },
  });
  function reply(question: string): Doc {
    const begun = world.elapsedMs();
    const today = dayOf(undefined, config, world);
    const { judgement, doc } = bot.answer(question, { viewer: stranger, today });
    const entry = judgement.outcome === "answer" ? judgement.entry.id : undefined;
    const tookMs = Math.round(world.elapsedMs() - begun);
    log.debug("console.replied", { outcome: judgement.outcome, entry, tookMs });
    return doc;
  }
  let code: ExitCode = 0;
  world.onSignal((signal) => {
    // Ctrl-C reaches us twice, from the terminal and from the launcher: the second changes nothing.
    if (signal === "SIGINT") code = 130;
    log.info("serve.stopping", { signal });
    terminal.close();
  });
  knowledge.live.start();
  log.info("serve.started", { entries: knowledge.base().corpus.entries.length });
  await terminal.ended;
  knowledge.live.stop();
  await giveBack(owned.value);
  log.info("serve.stopped");
  return code;
}

/** The knowledge base in force, swapped whole when the folder changes. */
async function openKnowledge(folder: string, world: World, log: Log) {
  let told: ReadonlySet<string> = new Set();
  /** Each problem once, until it is gone. */
  const tell = (problems: readonly Problem[]) => {
    const lines = problems.map((one) => printProblem({ ...one, file: join(folder, one.file) }));
    for (const line of lines) if (!told.has(line)) world.stderr.write(`${line}\n`);
    told = new Set(lines);
  };
  const live: LiveKnowledge = await openLiveKnowledge(folder, world.elapsedMs, {
    swapped(corpus) {
      base = indexKnowledge(corpus);
      log.info("knowledge.swapped", {
        entries: corpus.entries.length,
        problems: corpus.problems.length,
      });
      tell(corpus.problems);
    },
    kept: (error) => log.fault("knowledge.kept", error),
  });
  let base = indexKnowledge(live.corpus());
  tell(base.corpus.problems);
  return { live, base: () => base };
}

type Owned = { readonly storage: Storage<Tables>; readonly lease: ServeLease };

async function own(file: string, { process, clock }: World): Promise<Owned> {
  const storage = await openStorage<Tables>(file);
  try {
    return { storage, lease: await takeServeLease(storage, { ...process, at: clock.now() }) };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function giveBack({ storage, lease }: Owned): Promise<void> {
  await lease.release();
  await storage.close();
}
