import type { Conversation } from "../../src/chat/conversation.ts";
import { createMemoryPlatform } from "../support/memory-platform.ts";
import { botUser, memoryPrincipal } from "../support/memory-server.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";
import { testPictures } from "../support/test-pictures.ts";
import { describeChatPlatform } from "./chat-platform.contract.ts";
import { memoryStory } from "./memory-story.ts";
import type { PicturedDriver } from "./port-cases.ts";

async function makeDriver(): Promise<PicturedDriver> {
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const memory = createMemoryPlatform({ clock, pictures: testPictures });
  const here = memory.room("here", ["ana", "bo"]);
  const elsewhere = memory.room("elsewhere", ["ana"]);
  return {
    platform: memory.platform,
    clock,
    asker: memoryPrincipal("ana"),
    bystander: memoryPrincipal("bo"),
    outsider: memoryPrincipal("cleo"),
    here,
    elsewhere,
    say: async (text) => void (await memory.say("ana", here, text, { addressed: "mention" })),
    press: async (on, action) => void (await memory.press("ana", on, action)),
    submit: async ({ instance }, values) => void (await memory.submit("ana", instance, values)),
    seen: ({ user }, where: Conversation) =>
      memory
        .seen(user, where)
        .filter(({ by }) => by === botUser)
        .map(({ text }) => text),
    received: async () =>
      memory
        .seen("ana", here)
        .flatMap(({ pictures }) => pictures.map(({ png }) => Buffer.from(png))),
    deliverAgain: memory.deliverAgain,
    breakConnection: async () => memory.breakConnection(),
    restore: memory.restore,
    limitNext: memory.limitNext,
    holdNext: memory.holdNext,
    close: async () => undefined,
  };
}

describeChatPlatform("in memory", makeDriver, {
  bot: memoryStory,
  skips: {
    C22: "whoever is in memory has no access that could be taken away",
    C30: "what is in memory always starts",
  },
});
