import type { Conversation } from "../../src/chat/conversation.ts";
import { noPictures, type Pictures } from "../../src/chat/pictures.ts";
import type { ChatBotParts } from "../../src/chat-bot.ts";
import type { KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { createMemoryPlatform, type MemoryPlatform } from "./memory-platform.ts";
import { botUser } from "./memory-server.ts";
import { createStoppedClock, type StoppedClock } from "./stopped-clock.ts";
import { openWholeBot, type WholeBot } from "./whole-bot.ts";

/** People take their time between two lines, so that the bot need not spare its replies. */
const pause = "PT15S";

/** People in rooms with the whole bot, under a clock that only they move; whatever they do is worked on to its end. */
export type BotTalk = Pick<WholeBot, "db" | "faults" | "close"> & {
  readonly clock: StoppedClock;
  readonly memory: MemoryPlatform;
  /** @returns where the bot replies: in a DM and in a thread there, else in a thread on the message */
  say(by: string, where: Conversation, text: string): Promise<Conversation>;
  /** Presses what was offered last under this label there. */
  press(by: string, where: Conversation, label: string): Promise<void>;
  /** Presses "Show all" there until all is shown. */
  showAll(by: string, where: Conversation): Promise<void>;
  /** What the bot said there, as somebody sees it, oldest first. */
  heard(by: string, where: Conversation): readonly string[];
  /** Labels under the bot's last line there. */
  offered(by: string, where: Conversation): readonly string[];
  /** Lets people act with a bot that is killed at that statement of its database, and starts another. @returns whether it came to that */
  killedAt(statement: number, act: () => Promise<unknown>): Promise<boolean>;
  /** Works on what has become due. */
  settle(): Promise<void>;
  /** What was reported since; a test that brings it about takes it away. */
  takeFaults(): readonly unknown[];
  /** The bot ends, and another one starts on its database. */
  restart(how: "stop" | "kill"): Promise<void>;
};

/** Starts the bot; nobody has said anything yet. */
export async function openBotTalk(
  knowledge: () => KnowledgeBase,
  wifi?: ChatBotParts["wifi"],
): Promise<BotTalk> {
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  let pictures: Pictures = noPictures;
  const memory = createMemoryPlatform({ clock, pictures: (image) => pictures(image) });
  const bot = await openWholeBot({
    clock,
    knowledge,
    wifi,
    connect(_settle, made) {
      pictures = made;
      return memory.platform;
    },
  });
  const linesOf = (by: string, where: Conversation) =>
    memory.seen(by, where).filter((line) => line.by === botUser);
  const offered = (by: string, where: Conversation) =>
    linesOf(by, where)
      .at(-1)
      ?.actions.map(({ label }) => label) ?? [];
  async function press(by: string, where: Conversation, label: string): Promise<void> {
    const found = linesOf(by, where)
      .flatMap(({ message, actions }) => actions.map((action) => ({ message, action })))
      .findLast(({ action }) => action.label === label);
    if (!found) throw new Error(`Nothing offers "${label}" there.`);
    clock.advance(pause);
    await memory.press(by, found.message, found.action.id);
    await bot.settle();
  }
  return {
    ...{ db: bot.db, faults: bot.faults, close: bot.close, clock, memory },
    async say(by, where, text) {
      clock.advance(pause);
      const { message, roomKind } = await memory.say(by, where, text);
      await bot.settle();
      return roomKind === "dm" || where.thread !== undefined
        ? where
        : { ...where, thread: message.message };
    },
    press,
    async showAll(by, where) {
      while (offered(by, where).includes("Show all")) await press(by, where, "Show all");
    },
    heard: (by, where) => linesOf(by, where).map(({ text }) => text),
    offered,
    async killedAt(statement, act) {
      bot.dieAt(statement);
      await act();
      const { isDead } = bot;
      await bot.end("kill");
      await bot.start();
      return isDead;
    },
    settle: () => bot.settle(),
    takeFaults: () => bot.takeFaults(),
    async restart(how) {
      await bot.end(how);
      await bot.start();
    },
  };
}
