import { expect, it, onTestFinished } from "vitest";
import { knowledgeOf } from "../../answers/knowledge-of.ts";
import { openSlackWorld } from "../../contract/slack-world.ts";
import { smallOffice } from "../../support/small-office.ts";
import { openWholeBot } from "../../support/whole-bot.ts";

/** The whole bot in a workspace that can be cut off. */
async function openCutOffBot() {
  const world = await openSlackWorld();
  const { slack, clock, ana, dm } = world;
  const base = knowledgeOf(smallOffice);
  const bot = await openWholeBot({ clock, knowledge: () => base, connect: () => world.connect() });
  onTestFinished(async () => {
    await bot.close();
    await world.close();
  });
  return {
    ...{ world, slack, clock, bot },
    /** Somebody asks while Slack reaches nobody, and goes on to reach nobody for a while. */
    ask(text: string) {
      slack.tell(ana.user, text);
      slack.giveUp();
      clock.advance("PT10M");
    },
    async answers() {
      await bot.settle();
      clock.advance("PT1S");
      await bot.settle();
      return world.saidIn(ana, dm).map(({ text }) => text);
    },
  };
}

it("what was written before Slack could be reached for the first time is answered once, as late", async () => {
  const { world, slack, bot, ask, answers } = await openCutOffBot();
  await bot.end("stop");
  await slack.stop();
  ask("how do I set up the vpn on my laptop");
  await bot.start();
  ask("where do I write meeting notes");
  expect(await answers()).toEqual([]);
  await world.reconnect();
  const answered = [
    expect.stringMatching(/^I was away since 09:00\..*WireGuard/s),
    expect.stringMatching(/^(?!I was away).*Every team has a space/s),
  ];
  expect(await answers()).toEqual(answered);
  await world.cutOff();
  await world.reconnect();
  expect(await answers()).toEqual(answered);
});

it("what cannot be read when Slack is back is read when it is back the next time", async () => {
  const { world, slack, bot, ask, answers } = await openCutOffBot();
  await world.cutOff();
  ask("how do I set up the vpn on my laptop");
  const heal = slack.failAlways("conversations.list", { kind: "server-error" });
  await world.reconnect();
  expect(await answers()).toEqual([]);
  expect(bot.takeFaults()).toHaveLength(1);
  heal();
  await world.cutOff();
  await world.reconnect();
  expect(await answers()).toEqual([expect.stringContaining("WireGuard")]);
  expect(bot.faults).toEqual([]);
});
