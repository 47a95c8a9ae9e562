import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createChatBot } from "../../../src/chat-bot.ts";
import { createGapStore } from "../../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../../src/gaps/gaps-feature.ts";
import { createLog } from "../../../src/kernel/log.ts";
import { migrateStorage } from "../../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../../src/storage/open-storage.ts";
import type { TalkTables } from "../../../src/talk/talk-tables.ts";
import { knowledgeOf } from "../../answers/knowledge-of.ts";
import { startOffice } from "../../support/fake-slack/office.ts";
import { smallOffice } from "../../support/small-office.ts";
import { slackPlatformOn } from "./out/slack-bench.ts";

/** The small office in Slack: Ada is on call, Bob pages, and Cleo passes by. */
async function openOffice() {
  const { slack, clock, ada, bob, ops } = await startOffice();
  const { id: cleo } = slack.addUser("cleo");
  slack.model.rooms.get(ops)?.members.add(cleo);
  const base = knowledgeOf({
    ...smallOffice,
    "people.yaml": [
      "teams: [{id: team-platform, name: Platform, members: [ada]}]",
      "people:",
      `  - {id: ada, name: Ada, slack: ${ada}, roles: [oncall, admin]}`,
      `  - {id: bob, name: Bob, slack: ${bob}}`,
      `  - {id: cleo, name: Cleo, slack: ${cleo}}`,
      "",
    ].join("\n"),
    "oncall.yaml": 'policies: {default: {steps: [{notify: ["person:ada"], wait: 5m}]}}\n',
  });
  const storage = await openStorage<TalkTables>(inMemory);
  await migrateStorage(storage);
  const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
  const store = createGapStore(storage.db);
  const secret = await store.installationKey(randomHex(32));
  const faults: unknown[] = [];
  const report = (one: unknown) => faults.push(one);
  const { platform } = slackPlatformOn(slack, clock);
  const bot = createChatBot({
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
  return {
    slack,
    ada,
    bob,
    cleo,
    ops,
    faults,
    /** Everything that people did is worked on, and said. */
    async settle() {
      await Promise.all(slack.deliveries().map(({ acked }) => acked));
      // One message a second is said in a room.
      for (let second = 0; second < 4; second += 1) {
        await bot.settle();
        clock.advance({ seconds: 1 });
      }
      await bot.settle();
    },
    async close() {
      await platform.stop(Temporal.Duration.from("PT1S"));
      await slack.stop();
      await storage.close();
    },
  };
}

describe("a page in Slack", () => {
  let office: Awaited<ReturnType<typeof openOffice>>;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });

  it("comes from /page, goes to whoever is on call, and is taken by a button that others press in vain", async () => {
    const { slack, ada, bob, cleo, ops, settle } = office;
    slack.slash(bob, ops, "/page", "billing invoices fail");
    await settle();
    const status = slack.seen(bob, ops).find(({ private: isPrivate }) => !isPrivate);
    expect(status?.text).toContain("#1 Billing: invoices fail");
    const direct = slack.directRoom(ada).id;
    const [page] = slack.seen(ada, direct);
    expect(page?.text).toContain("#1 Billing: invoices fail");
    slack.press(cleo, { room: ops, ts: status?.ts ?? "" }, "ack");
    await settle();
    expect(slack.seen(cleo, ops).at(-1)).toMatchObject({ private: true });
    expect(slack.seen(bob, ops).find(({ ts }) => ts === status?.ts)?.text).toContain(
      "nobody has it yet",
    );
    slack.press(ada, { room: direct, ts: page?.ts ?? "" }, "ack");
    await settle();
    const now = slack.seen(bob, ops).find(({ ts }) => ts === status?.ts);
    expect(now?.edited).toBe(true);
    expect(now?.text).toContain("Ada has it since");
    const taken = slack
      .seen(bob, ops, status?.ts)
      .find(({ text }) => text.includes("#1: Ada has it."));
    // Bob hears of it: a name alone rings nobody.
    expect(JSON.stringify(taken?.blocks)).toContain(`"type":"user","user_id":"${bob}"`);
  });

  it.each([
    ["shows on the main line, too", undefined, true],
    ["stays in its thread where the room has set so", "set broadcastPages no", false],
  ])("that is asked for in a thread %s", async (_how, setting, isShown) => {
    const { slack, ada, bob, ops, settle } = office;
    if (setting) slack.mention(ada, ops, setting);
    await settle();
    slack.mention(bob, ops, "page billing invoices fail");
    await settle();
    const thread = slack.seen(bob, ops).findLast(({ by }) => by === bob)?.ts ?? "";
    const isPage = ({ text }: { readonly text: string }) => text.includes("#1 Billing");
    expect(slack.seen(bob, ops, thread).filter(isPage)).toHaveLength(1);
    expect(slack.seen(bob, ops).filter(isPage)).toHaveLength(isShown ? 1 : 0);
  });
});
