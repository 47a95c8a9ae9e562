import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Config, readConfig } from "../config.ts";
import type { GapsFeature } from "../gaps/gaps-feature.ts";
import { createLog, type Log } from "../kernel/log.ts";
import { atOnce, inTurns } from "../kernel/steps.ts";
import { indexKnowledgeSteps } from "../knowledge/index-knowledge.ts";
import { loadHistory } from "../knowledge/load-history.ts";
import { createLiveHistory } from "../knowledge/load-live-history.ts";
import { type LiveKnowledge, openLiveKnowledge } from "../knowledge/load-live-knowledge.ts";
import { type Problem, printProblem } from "../knowledge/problem.ts";
import { createOncallInForce } from "../oncall/oncall-in-force.ts";
import { openStorage, type Storage } from "../storage/open-storage.ts";
import { type ServeHolderTables, type ServeLease, takeServeLease } from "../storage/serve-lease.ts";
import type { TalkTables } from "../talk/talk-tables.ts";
import { converseAtConsole } from "./converse-at-console.ts";
import { startGaps } from "./open-gaps.ts";
import type { ServeOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

type Tables = ServeHolderTables & TalkTables;

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
    openKnowledge(folder, config, world, log),
    own(options.db ?? config.database, config, log, world),
  ]);
  if (opened.status === "rejected" || owned.status === "rejected") {
    if (owned.status === "fulfilled") await giveBack(owned.value);
    throw new AggregateError(
      [opened, owned].flatMap((part) => (part.status === "rejected" ? [part.reason] : [])),
    );
  }
  const knowledge = opened.value;
  try {
    knowledge.live.start();
    return await converseAtConsole(options, {
      world,
      log,
      timeZone: config.timeZone ?? world.timeZone,
      knowledge: knowledge.base,
      oncall: knowledge.oncall,
      db: owned.value.storage.db,
      gaps: owned.value.gaps,
      compute: (steps) => inTurns(steps, world.elapsedMs, setImmediate),
    });
  } finally {
    knowledge.live.stop();
    knowledge.history.stop();
    await giveBack(owned.value);
  }
}

/** The knowledge base in force, swapped whole when the folder changes. */
async function openKnowledge(folder: string, { thresholds }: Config, world: World, log: Log) {
  let told: ReadonlySet<string> = new Set();
  /** Each problem once, until it is gone. */
  const tell = () => {
    const problems: readonly Problem[] = [...base.corpus.problems, ...oncall.now().file.problems];
    const lines = problems.map((one) => printProblem({ ...one, file: join(folder, one.file) }));
    for (const line of lines) if (!told.has(line)) world.stderr.write(`${line}\n`);
    told = new Set(lines);
  };
  const history = createLiveHistory(
    (signal) => loadHistory(folder, world.env, signal),
    (read) => log.debug("knowledge.history", { outcome: read.extent, entries: read.history.size }),
  );
  const live: LiveKnowledge = await openLiveKnowledge(folder, world.elapsedMs, {
    async swapped(corpus) {
      // People go on being answered from the old base meanwhile.
      base = await inTurns(
        indexKnowledgeSteps(corpus, history.history, thresholds),
        world.elapsedMs,
        setImmediate,
      );
      void history.refresh();
      log.info("knowledge.swapped", {
        entries: corpus.entries.length,
        problems: corpus.problems.length,
      });
      tell();
    },
    kept: (error) => log.fault("knowledge.kept", error),
  });
  // All of it, before anybody asks: the first answer is as quick as the next.
  let base = atOnce(indexKnowledgeSteps(live.corpus(), history.history, thresholds));
  const oncall = createOncallInForce(() => base.corpus);
  void history.refresh();
  tell();
  return { live, history, base: () => base, oncall };
}

type Owned = {
  readonly storage: Storage<Tables>;
  readonly lease: ServeLease;
  readonly gaps: GapsFeature;
};

async function own(file: string, config: Config, log: Log, world: World): Promise<Owned> {
  const storage = await openStorage<Tables>(file);
  let lease: ServeLease | undefined;
  try {
    lease = await takeServeLease(storage, { ...world.process, at: world.clock.now() });
    return { storage, lease, gaps: await startGaps(storage, log, config, world) };
  } catch (error) {
    await lease?.release();
    await storage.close();
    throw error;
  }
}

async function giveBack({ storage, lease }: Owned): Promise<void> {
  await lease.release();
  await storage.close();
}
