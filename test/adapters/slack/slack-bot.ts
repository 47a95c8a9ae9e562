import type { KnowledgeBase } from "../../../src/knowledge/index-knowledge.ts";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import type { StoppedClock } from "../../support/stopped-clock.ts";
import { openWholeBot } from "../../support/whole-bot.ts";
import { slackPlatformOn } from "./out/slack-bench.ts";
import { settleSlack } from "./settle-slack.ts";

/** The whole bot in a workspace that runs. */
export async function openSlackBot(
  { slack, clock }: { readonly slack: FakeSlack; readonly clock: StoppedClock },
  knowledge: () => KnowledgeBase,
) {
  const faults: unknown[] = [];
  const bot = await openWholeBot({
    clock,
    knowledge,
    connect: () => slackPlatformOn(slack, clock, { faults }).platform,
  });
  return {
    bot,
    faults: () => [...bot.faults, ...faults],
    /** Everything that people did is worked on, and said. */
    settle: () => settleSlack({ slack, clock }, bot.settle),
    async close() {
      await bot.close();
      await slack.stop();
    },
  };
}
