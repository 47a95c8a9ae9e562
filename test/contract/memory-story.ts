import { knowledgeOf } from "../answers/knowledge-of.ts";
import { createMemoryPlatform } from "../support/memory-platform.ts";
import { botUser, memoryPrincipal } from "../support/memory-server.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";
import { openWholeBot } from "../support/whole-bot.ts";
import type { Story } from "./story.ts";
import { dieAt, storyOfBot } from "./story-of-bot.ts";
import { storyOffice } from "./story-office.ts";

/** Opens a chat server in memory with the whole bot on it. */
export async function memoryStory(): Promise<Story> {
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const memory = createMemoryPlatform({ clock });
  const base = knowledgeOf(storyOffice());
  const bot = await openWholeBot({
    clock,
    knowledge: () => base,
    connect: () => memory.platform,
  });
  const room = memory.room("here", ["ana", "bo"]);
  const dm = memory.dm("ana");
  return {
    ...storyOfBot(bot, clock),
    asker: memoryPrincipal("ana"),
    other: memoryPrincipal("bo"),
    room,
    dm,
    async say({ user }, where, text, how) {
      const { message } = await memory.say(user, where, text, how);
      await bot.settle();
      return message;
    },
    async edit({ user }, of, text) {
      await memory.edit(user, of, text);
      await bot.settle();
    },
    async withdraw({ user }, message) {
      await memory.withdraw(user, message);
      await bot.settle();
    },
    async press({ user }, on, action) {
      await memory.press(user, on, action);
      await bot.settle();
    },
    async fillIn({ user }, values) {
      const form = memory.formsOf(user).at(-1);
      if (!form) throw new Error(`${user} has no form.`);
      await memory.submit(user, form.instance, values);
      await bot.settle();
    },
    async sayAndRemove({ user }, where, text) {
      await memory.say(user, where, text, { addressed: "mention" });
      await memory.change(where, "left");
      await bot.settle();
    },
    async letIn(where) {
      await memory.change(where, "joined");
      await bot.settle();
    },
    async upgrade(where) {
      const after = memory.room("replacement", ["ana", "bo"]);
      await memory.change(where, "upgraded", after);
      await bot.settle();
      return after;
    },
    seen: ({ user }, where) =>
      memory.seen(user, where).map(({ by, actions, ...line }) => ({
        ...line,
        fromBot: by === botUser,
        actions: actions.map(({ id }) => id),
      })),
    workingSigns: ({ message }) =>
      memory.working.filter(({ on }) => on.message === message).map((one) => one.isWorking),
    async advance(duration) {
      clock.advance(duration);
      await bot.settle();
    },
    async whileAway(how, act) {
      await bot.end(how);
      await act();
      await bot.start();
    },
    async whileCutOff(act) {
      memory.breakConnection();
      await act();
      await memory.restore();
      await bot.settle();
    },
    async whileNothingIsPrivate(act) {
      memory.limitNext("send", { refused: "no-private-route" });
      const done = await act();
      bot.takeFaults();
      return done;
    },
    async killedWhen(moment, act) {
      await dieAt(bot, moment, act);
      await bot.end("kill");
      await bot.start();
    },
    faults: () => bot.faults,
    close: bot.close,
  };
}
