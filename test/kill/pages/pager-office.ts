import { join } from "node:path";
import type { Chance } from "../../bench/chance.ts";
import { startWebhookReceiver } from "../../oncall/notify/webhook-receiver.ts";
import { writeFiles } from "../../support/knowledge-folder.ts";
import { startNtfyDouble } from "../../support/ntfy-double.ts";
import { type BotProcess, startBot } from "../bot-process.ts";
import { type ChatServer, createChatServer, type Follow, type Stage } from "../chat-server.ts";
import { createEvents, type Events } from "../events.ts";
import { type Front, startFront } from "./front.ts";
import { keepJournal } from "./journal.ts";
import { openPagesReader, type PagesReader } from "./kept-pages.ts";
import { pagingKnowledge, responders } from "./paging-knowledge.ts";

/** One life of the bot, by the clock on the wall. */
type Life = { readonly startedMs: number; readonly bot: BotProcess; state(): LifeState };
type LifeState = "starting" | "up" | "over";

/** What outlives the bot that pages: its chat server, people's phones and hooks, its database. */
export type PagerOffice = {
  readonly server: ChatServer;
  readonly phones: Front;
  readonly hooks: Front;
  readonly events: Events;
  readonly kept: PagesReader;
  readonly log: readonly string[];
  readonly lives: readonly Life[];
  /** When, by the clock on the wall, time was moved, and by how much the bot's clock is ahead since then. */
  readonly moves: readonly { readonly atMs: number; readonly aheadMs: number }[];
  /** Nonces of what was on its way to a phone when the bot was killed, one for each time. */
  readonly inFlight: readonly string[];
  /** What the bot's clock shows. */
  nowMs(): number;
  /** Lets time pass for the bot, whether it lives or not. */
  advance(ms: number): void;
  start(): Life;
  /** Has the bot killed when it is so far with what it sends, the first one from now on being 1; undefined: not at all. */
  killAtSend(send: number | undefined, stage?: Stage): void;
  /** How much was sent since then. */
  sends(): number;
  /** Of the last way that was asked for: its statements. */
  through(): number | undefined;
  isAtRest(): boolean;
  close(): Promise<void>;
};

const key = "1f".repeat(32);
/** By the clock on the wall, from when something is signed until it arrives. */
const longestWayMs = 60_000;

export async function openPagerOffice(given: {
  readonly folder: string;
  readonly chance: Chance | undefined;
  readonly canDie: boolean;
}): Promise<PagerOffice> {
  const { folder, chance, canDie } = given;
  const database = join(folder, "ama.db");
  const knowledge = join(folder, "knowledge");
  writeFiles(knowledge, pagingKnowledge);
  await keepJournal(database);
  const kept = openPagesReader(database);

  let aheadMs = 0;
  const nowMs = () => Date.now() + aheadMs;
  const moves = [{ atMs: 0, aheadMs: 0 }];
  const events = createEvents();
  const lives: Life[] = [];
  const log: string[] = [];
  const inFlight: string[] = [];
  let through: number | undefined;
  let sends = 0;
  let killAt: { readonly send: number; readonly stage: Stage } | undefined;

  function follow(): Follow {
    const send = ++sends;
    return (stage) => {
      if (killAt?.send !== send || killAt.stage !== stage) return false;
      killAt = undefined;
      lives.at(-1)?.bot.kill();
      return true;
    };
  }

  /** In seconds, what the bot's clock shows and has shown: time may move while something is on its way. */
  function clocksOfLate(): readonly number[] {
    const longAgo = Date.now() - longestWayMs;
    return moves.flatMap(({ aheadMs: ahead }, index) =>
      (moves[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) < longAgo
        ? []
        : [(Date.now() + ahead) / 1_000],
    );
  }

  const server = createChatServer(chance, follow);
  const ntfy = await startNtfyDouble(undefined, () => undefined);
  const receiver = await startWebhookReceiver(key, () => undefined, clocksOfLate);
  const phones = await startFront({ to: ntfy.port, chance, follow });
  const hooks = await startFront({ to: receiver.port, chance, follow });
  const signingKey = Buffer.from(key, "hex").toString("base64");
  const env = Object.fromEntries(
    responders.flatMap((person) => [
      [`PHONE_OF_${person.toUpperCase()}`, `http://127.0.0.1:${phones.port}/${person}`],
      [
        `HOOK_OF_${person.toUpperCase()}`,
        `http://127.0.0.1:${hooks.port}/${person} whsec_${signingKey}`,
      ],
    ]),
  );

  return {
    server,
    phones,
    hooks,
    events,
    kept,
    log,
    lives,
    moves,
    inFlight,
    nowMs,
    advance(ms) {
      aheadMs += ms;
      moves.push({ atMs: Date.now(), aheadMs });
      lives.at(-1)?.bot.tell({ say: "advance", ms });
    },
    start() {
      let state: LifeState = "starting";
      const place = { database, cache: join(folder, "..", "cache"), canDie };
      const startedMs = Date.now();
      const bot = startBot(
        { ...place, paging: { knowledge, env, aheadMs } },
        (message) => {
          if (message.say === "up") {
            state = "up";
            server.connect(bot.tell);
          }
          if (message.say === "through") through = message.statements;
          server.hear(message, bot.tell);
          events.happened();
        },
        (line) => log.push(line),
      );
      const ended = bot.ended.then((how) => {
        state = "over";
        server.disconnect();
        inFlight.push(...kept.sending("ntfy"));
        events.happened();
        return how;
      });
      const life = { startedMs, bot: { ...bot, ended }, state: () => state };
      lives.push(life);
      return life;
    },
    killAtSend(send, stage = "arrives") {
      sends = 0;
      through = undefined;
      killAt = send === undefined ? undefined : { send, stage };
    },
    sends: () => sends,
    through: () => through,
    isAtRest: () => server.isAllTaken() && kept.isAtRest(nowMs()),
    async close() {
      kept.close();
      for (const one of [phones, hooks, ntfy, receiver]) await one.close();
    },
  };
}
