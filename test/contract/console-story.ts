import { PassThrough, Writable } from "node:stream";
import {
  type ConsolePlatform,
  consoleRoom,
  createConsolePlatform,
} from "../../src/adapters/console/console-platform.ts";
import type { ChatPlatform } from "../../src/chat/chat-platform.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";
import { openWholeBot } from "../support/whole-bot.ts";
import type { Story, StoryLine } from "./story.ts";
import { dieAt, storyOfBot } from "./story-of-bot.ts";
import { storyOffice } from "./story-office.ts";

/** Opens a terminal at which one person talks to the whole bot. */
export async function consoleStory(): Promise<Story> {
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const base = knowledgeOf(storyOffice());
  const lines: StoryLine[] = [];
  let runs = 0;
  let input = new PassThrough();
  let printed = "";
  let terminal: ConsolePlatform | undefined;
  let worked = Promise.withResolvers<void>();

  function connect(settle: () => Promise<void>): ChatPlatform {
    runs += 1;
    input = new PassThrough();
    const output = new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        printed = String(chunk).trimEnd();
        done();
      },
    });
    const console = createConsolePlatform({
      input,
      output,
      clock,
      person: { user: "ana", displayName: "Ana" },
      run: `r${runs}`,
      colours: false,
      welcome: "",
      async settle() {
        await settle();
        worked.resolve();
      },
      // Told to the person, who says it again; here only a bot that dies does that.
      fault: () => worked.resolve(),
    });
    terminal = console;
    return {
      ...console,
      async send(reply, nonce) {
        const outcome = await console.send(reply, nonce);
        if ("sent" in outcome) {
          const actions = reply.actions.map(({ id }) => id);
          const shown = { message: outcome.sent, text: printed, actions };
          lines.push({ ...shown, fromBot: true, updated: false });
        }
        return outcome;
      },
    };
  }
  /** Types a line, which is worked on to its end. */
  async function type(text: string): Promise<void> {
    worked = Promise.withResolvers();
    input.write(`${text}\n`);
    await worked.promise;
  }
  const bot = await openWholeBot({ clock, knowledge: () => base, connect });
  const cannot = async () => {
    throw new Error("Nobody can do that at a terminal.");
  };
  let typed = 0;
  return {
    ...storyOfBot(bot, clock),
    asker: { platform: "console", workspace: "local", user: "ana" },
    other: { platform: "console", workspace: "local", user: "bo" },
    room: consoleRoom,
    dm: consoleRoom,
    async say(_by, _where, text) {
      await type(text);
      typed += 1;
      return { ...consoleRoom, message: `r${runs}:${typed}` };
    },
    edit: cannot,
    withdraw: cannot,
    async press(_by, on, action) {
      const line = lines.find(({ message }) => message.message === on.message);
      await type(`${(line?.actions.indexOf(action) ?? -1) + 1}`);
    },
    fillIn: cannot,
    sayAndRemove: cannot,
    letIn: cannot,
    upgrade: cannot,
    seen: () => lines,
    workingSigns: () => [],
    setMode: cannot,
    async advance(duration) {
      clock.advance(duration);
      await bot.settle();
    },
    async whileAway(how, act) {
      await bot.end(how);
      await act();
      await bot.start();
    },
    whileCutOff: cannot,
    whileNothingIsPrivate: cannot,
    async killedWhen(moment, act) {
      await dieAt(bot, moment, act);
      await bot.end("kill");
      await bot.start();
    },
    faults: () => bot.faults,
    async close() {
      input.end();
      await terminal?.ended;
      await bot.close();
    },
  };
}
