import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { SlackTables } from "../adapters/slack/command-store.ts";
import { sharedRejections } from "../chat/rejections.ts";
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
import { createHeartbeatStore } from "../oncall/paging/heartbeat-store.ts";
import { createPageStore } from "../oncall/paging/page-store.ts";
import { openStorage, type Storage } from "../storage/open-storage.ts";
import { type ServeHolderTables, type ServeLease, takeServeLease } from "../storage/serve-lease.ts";
import type { TalkTables } from "../talk/talk-tables.ts";
import { listenAt } from "../web/listen-at.ts";
import type { WifiSettings } from "../wifi/wifi-feature.ts";
import { type ConverseGiven, converseAtConsole } from "./converse-at-console.ts";
import { type Connect, converseInRooms } from "./converse-in-rooms.ts";
import { startGaps } from "./open-gaps.ts";
import type { MatrixTables } from "./open-matrix.ts";
import { createNotifiers } from "./open-notifiers.ts";
import { openSlack } from "./open-slack.ts";
import { startWeb } from "./open-web.ts";
import type { ServeOptions } from "./options.ts";
import { createSelfTest, type Pulse } from "./self-test.ts";
import { startHeartbeatOut } from "./start-heartbeat-out.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

type Tables = ServeHolderTables & TalkTables & SlackTables & MatrixTables;

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
  const { storage, gaps } = owned.value;
  const { db } = storage;
  const timeZone = config.timeZone ?? world.timeZone;
  const { clock, env } = world;
  const isHeard = listenAt(config.web).kind === "listen";
  try {
    knowledge.live.start();
    const given: ConverseGiven = {
      world,
      log,
      timeZone,
      knowledge: knowledge.base,
      oncall: knowledge.oncall,
      db,
      gaps,
      compute: (steps) => inTurns(steps, world.elapsedMs, setImmediate),
      notifiers: createNotifiers({ config, env, clock }),
      oncallRoom: config.oncallRoom,
      publicUrl: isHeard ? config.web.publicUrl : undefined,
      wifi: {
        kept: { folder: resolve(folder), env },
        messageTtl: config.wifiMessageTtl,
        lacking: tellLack(world, log),
      },
      async beside({ paging, pulse, health }, moved) {
        const oncall = knowledge.oncall.now;
        const stopWeb = await startWeb({
          config,
          world,
          log,
          db,
          paging,
          pulse,
          platforms: health,
          oncall,
          timeZone,
          moved,
        });
        const stopBeats = beatOutside({ config, world, log, db, pulse });
        return {
          // Monitors go on calling when nobody types any more.
          outlives: stopWeb !== undefined,
          async stop() {
            await Promise.all([stopWeb?.(), stopBeats()]);
          },
        };
      },
    };
    const { slack, matrix } = config;
    if (!slack && !matrix) return await converseAtConsole(options, given);
    // Here, since its packages take as long to load as all the rest.
    const opened = matrix && { matrix, ...(await import("./open-matrix.ts")) };
    const rejections = sharedRejections(process);
    const connect: Connect = (pictures) => {
      const shared = { db, world, log, pictures, rejections };
      return [
        ...(slack ? [openSlack(slack, shared)] : []),
        ...(opened ? [opened.openMatrix(opened.matrix, { ...shared, file: storage.file })] : []),
      ];
    };
    return await converseInRooms(options, { ...given, connect });
  } finally {
    knowledge.live.stop();
    knowledge.history.stop();
    await giveBack(owned.value);
  }
}

/** Tells whoever runs us what a network lacks that was asked for, each thing once. */
function tellLack({ stderr }: World, log: Log): WifiSettings["lacking"] {
  const told = new Set<string>();
  return (network, { rule, message }) => {
    log.warn("wifi.lacking", { entry: network, code: rule });
    const line = `${network}: ${rule} ${message}\n`;
    if (!told.has(line)) stderr.write(line);
    told.add(line);
  };
}

/** Has somebody else watch whether we live, where a setting says whom to call. @returns what stops it */
function beatOutside({
  config: { heartbeatUrl: url },
  world: { clock, stderr },
  log,
  db,
  pulse,
}: {
  readonly config: Config;
  readonly world: World;
  readonly log: Log;
  readonly db: Storage<Tables>["db"];
  readonly pulse: Pulse;
}): () => Promise<void> {
  if (url === undefined) return async () => undefined;
  const pages = createPageStore(db);
  const heartbeats = createHeartbeatStore(db);
  return startHeartbeatOut({
    url,
    selfTest: createSelfTest({ db, pages, heartbeats, pulse, clock }),
    report(trouble) {
      if (trouble === undefined) log.info("heartbeat.resumed");
      else stderr.write(`AMA_HEARTBEAT_URL was not called, or in vain: ${trouble}\n`);
    },
  });
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
