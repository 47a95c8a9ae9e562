import { randomBytes } from "node:crypto";
import { createCommandStore, type SlackTables } from "../../../src/adapters/slack/command-store.ts";
import type { Later } from "../../../src/chat/working-sign.ts";
import { type ChatBot, createChatBot } from "../../../src/chat-bot.ts";
import { createGapStore } from "../../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../../src/gaps/gaps-feature.ts";
import { createLog } from "../../../src/kernel/log.ts";
import { migrateStorage } from "../../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../../src/storage/open-storage.ts";
import type { TalkTables } from "../../../src/talk/talk-tables.ts";
import type { WifiSettings } from "../../../src/wifi/wifi-feature.ts";
import { knowledgeOf } from "../../answers/knowledge-of.ts";
import { startOffice } from "../../support/fake-slack/office.ts";
import { smallOffice } from "../../support/small-office.ts";
import { slackPlatformOn } from "./out/slack-bench.ts";
import { settleSlack } from "./settle-slack.ts";

const adaOnCall = [
  "schedules:",
  "  primary:",
  "    timezone: UTC",
  "    layers: [{name: week, people: [ada], every: 1 week, start: 2026-02-23T09:00}]",
  "policies: {default: {steps: [{notify: [schedule:primary], wait: 5m}]}}",
  "",
].join("\n");

/**
 * The small office in Slack, with the whole bot: Ada is on call unless another oncall.yaml is given, Bob is not, and nobody
 * knows Cleo.
 */
export async function openSlackOffice({
  oncall = adaOnCall,
  scopes,
  wifi,
  ...more
}: {
  readonly oncall?: string;
  readonly scopes?: readonly string[];
  readonly later?: Later;
  /** The text of wifi.yaml, and how networks are shown. */
  readonly wifi?: WifiSettings & { readonly text: string };
} = {}) {
  const { slack, clock, ada, bob, ops } = await startOffice(scopes ? { scopes } : {});
  const { id: cleo } = slack.addUser("cleo");
  slack.model.rooms.get(ops)?.members.add(cleo);
  const base = knowledgeOf({
    ...smallOffice,
    "people.yaml": [
      "teams: [{id: team-platform, name: Platform, members: [ada]}]",
      "people:",
      `  - {id: ada, name: Ada, slack: ${ada}, roles: [oncall, admin]}`,
      `  - {id: bob, name: Bob, slack: ${bob}, roles: [oncall]}`,
      "",
    ].join("\n"),
    "oncall.yaml": oncall,
    ...(wifi ? { "wifi.yaml": wifi.text } : {}),
  });
  const storage = await openStorage<TalkTables & SlackTables>(inMemory);
  await migrateStorage(storage);
  const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
  const store = createGapStore(storage.db);
  const secret = await store.installationKey(randomHex(32));
  const faults: unknown[] = [];
  const report = (one: unknown) => faults.push(one);
  async function newLife() {
    const commands = createCommandStore(storage.db);
    const { platform, logged } = slackPlatformOn(slack, clock, {
      ...{ faults, commands, ...more },
      pictures: (image) => bot.pictures(image),
    });
    const bot: ChatBot = createChatBot({
      wifi,
      knowledge: () => base,
      db: storage.db,
      gaps: createGapsFeature({ store, secret, timeZone: "UTC", log: createLog("silent") }),
      platforms: [platform],
      clock,
      timeZone: "UTC",
      randomHex,
      later: () => () => undefined,
      report: {
        fault: report,
        itemFailed: report,
        replyFailed: report,
        replyCancelled: report,
        replyPlain: report,
      },
    });
    await platform.start(bot.intake);
    return { bot, platform, logged };
  }
  let life = await newLife();
  return {
    clock,
    slack,
    ada,
    bob,
    cleo,
    ops,
    faults,
    db: storage.db,
    get bot() {
      return life.bot;
    },
    /** What Slack's packages logged. */
    get logged() {
      return life.logged;
    },
    /** The process ends, and another begins. */
    async restart() {
      await life.platform.stop(Temporal.Duration.from("PT1S"));
      life = await newLife();
    },
    /** Everything that people did is worked on, and said. */
    settle: () => settleSlack({ slack, clock }, () => life.bot.settle()),
    async close() {
      await life.platform.stop(Temporal.Duration.from("PT1S"));
      await slack.stop();
      await storage.close();
    },
  };
}
