import { join } from "node:path";
import type { Chance } from "../bench/chance.ts";
import { type BotProcess, startBot } from "./bot-process.ts";
import { type ChatServer, createChatServer } from "./chat-server.ts";
import { createEvents, type Events } from "./events.ts";
import { isAtRest } from "./kept.ts";
import { itemOf, type Posted, type Talk } from "./talk.ts";

/** A chat server, the threads on it, and the bot with its database, which lives and dies. */
export type Office = {
  readonly server: ChatServer;
  readonly events: Events;
  readonly database: string;
  /** What the bots have logged. */
  readonly log: readonly string[];
  /** Has the next line of a thread said, if it can be. */
  giveNext(talk: Talk): boolean;
  /** How many lines of a thread have been said. */
  givenOf(talk: Talk): number;
  postsOf(talk: Talk): readonly Posted[];
  start(): Life;
  /** Whether all that was said is taken in, worked on and answered. */
  isDone(): boolean;
  /** Of the last life that got through without dying: its statements. */
  through(): number | undefined;
};

/** One life of the bot: it is up once it takes in what the server has, and over once it is dead. */
type Life = BotProcess & { state(): "starting" | "up" | "over" };

type Given = {
  readonly folder: string;
  readonly chance: Chance | undefined;
  readonly canDie: boolean;
};

export function createOffice({ folder, chance, canDie }: Given): Office {
  const server = createChatServer(chance);
  const events = createEvents();
  const database = join(folder, "ama.db");
  const cache = join(folder, "..", "cache");
  const given = new Map<Talk, number>();
  const log: string[] = [];
  let through: number | undefined;
  const givenOf = (talk: Talk) => given.get(talk) ?? 0;
  const postsOf = ({ where }: Talk) =>
    server.posts.filter(({ message }) => message.thread === where.thread);

  return {
    server,
    events,
    database,
    log,
    givenOf,
    postsOf,
    giveNext(talk) {
      const index = givenOf(talk);
      const posts = postsOf(talk);
      // Something to press is looked for where all before it is answered.
      const item = itemOf(talk, index, posts.length >= index ? posts.at(-1) : undefined);
      if (!item) return false;
      given.set(talk, index + 1);
      server.give(item);
      return true;
    },
    start() {
      through = undefined;
      let state: ReturnType<Life["state"]> = "starting";
      const bot = startBot(
        { database, cache, canDie },
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
        events.happened();
        return how;
      });
      return { ...bot, ended, state: () => state };
    },
    isDone: () =>
      server.isAllTaken() &&
      given.entries().every(([talk, count]) => postsOf(talk).length >= count) &&
      isAtRest(database),
    through: () => through,
  };
}
