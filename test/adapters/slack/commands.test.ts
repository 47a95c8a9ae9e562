import { afterEach, describe, expect, it } from "vitest";
import { requiredScopes } from "../../../src/adapters/slack/manifest-scopes.ts";
import { openSlackOffice } from "./slack-office.ts";

let office: Awaited<ReturnType<typeof openSlackOffice>>;
afterEach(async () => {
  expect(office.slack.breaches()).toEqual([]);
  await office.close();
});

const vpn = "how do I set up the vpn on my laptop";
const answer = "Install WireGuard";
const notYet = "Working on it…";

/** Where commands are given: with the bot, without it, and between two people. */
const rooms = {
  "a room": () => office.slack.addRoom("room", [office.bob, office.cleo]).id,
  "a room that it is not in": () =>
    office.slack.addRoom("without", [office.bob, office.cleo], { hasBot: false }).id,
  "a closed room that it is not in": () =>
    office.slack.addRoom("closed", [office.bob, office.cleo], { kind: "private", hasBot: false })
      .id,
  "a direct message of two others": () =>
    office.slack.addRoom("", [office.bob, office.cleo], { kind: "im", hasBot: false }).id,
};
const everywhere = Object.entries(rooms);
const whereItIsNot = everywhere.filter(([name]) => name !== "a room");

async function give(room: string, command: string, text: string) {
  office.slack.slash(office.bob, room, command, text);
  await office.settle();
}
const seen = (user: string, room: string) => office.slack.seen(user, room);
const texts = (user: string, room: string) => seen(user, room).map(({ text }) => text);
const direct = (user: string) => texts(user, office.slack.directRoom(user).id);

describe("the answer to a command", () => {
  it.each(everywhere)("in %s is seen there by whoever gave it alone", async (_where, open) => {
    office = await openSlackOffice();
    const room = open();
    await give(room, "/ama", vpn);
    expect(texts(office.bob, room)).toEqual([notYet, expect.stringContaining(answer)]);
    expect(seen(office.bob, room).map((one) => one.private)).toEqual([true, true]);
    expect(texts(office.cleo, room)).toEqual([]);
    expect(direct(office.bob)).toEqual([]);
    expect(office.faults).toEqual([]);
  });

  it.each(everywhere)(
    "in %s comes with the acknowledgement where it is in time",
    async (_w, open) => {
      // Time stands: Slack would wait for ever.
      office = await openSlackOffice({ later: () => () => {} });
      const room = open();
      await office.bot.start();
      const { acked } = office.slack.slash(office.bob, room, "/ama", vpn);
      expect(await acked).toMatchObject({
        response_type: "ephemeral",
        text: expect.stringContaining(answer),
        blocks: expect.arrayContaining([expect.objectContaining({ type: "rich_text" })]),
      });
      await office.bot.stop();
      expect(texts(office.bob, room)).toEqual([expect.stringContaining(answer)]);
      expect(texts(office.cleo, room)).toEqual([]);
      expect(office.slack.calls("response_url")).toEqual([]);
      expect(office.faults).toEqual([]);
    },
  );

  it("in a direct message with the bot is a line like any other", async () => {
    office = await openSlackOffice();
    const { id } = office.slack.directRoom(office.bob);
    await give(id, "/ama", vpn);
    expect(seen(office.bob, id).at(-1)).toMatchObject({
      private: false,
      text: expect.stringContaining(answer),
    });
  });

  it.each(everywhere)("in %s comes after a restart as well", async (_where, open) => {
    office = await openSlackOffice();
    const room = open();
    const { acked } = office.slack.slash(office.bob, room, "/ama", vpn);
    await acked;
    await office.restart();
    await office.settle();
    expect(texts(office.bob, room)).toEqual([notYet, expect.stringContaining(answer)]);
    expect(texts(office.cleo, room)).toEqual([]);
  });

  it.each(whereItIsNot)("in %s goes on under its buttons, however often", async (_where, open) => {
    office = await openSlackOffice();
    const room = open();
    await give(room, "/ama", "why does the printer eat paper");
    for (let presses = 0; presses < 7; presses += 1) {
      const choices = seen(office.bob, room).find(({ blocks }) =>
        JSON.stringify(blocks).includes("choice-1"),
      );
      office.clock.advance("PT1M");
      office.slack.press(office.bob, { room, ts: choices?.ts ?? "" }, "choice-1");
      await office.settle();
    }
    expect(texts(office.bob, room).filter((text) => / tray\./.test(text))).toHaveLength(1);
    expect(texts(office.bob, room).filter((text) => text.includes("counts once"))).toHaveLength(6);
    expect(texts(office.cleo, room)).toEqual([]);
    expect(direct(office.bob)).toEqual([]);
  });

  it.each(whereItIsNot)(
    "in %s goes to a direct message once its address takes no more",
    async (_w, open) => {
      office = await openSlackOffice();
      const room = open();
      office.slack.failAlways("chat.postEphemeral", {
        kind: "refused",
        error: "restricted_action",
      });
      const { acked } = office.slack.slash(office.bob, room, "/ama", vpn);
      await acked;
      office.clock.advance("PT30M");
      await office.settle();
      expect(texts(office.bob, room)).toEqual([notYet]);
      expect(direct(office.bob)).toEqual([expect.stringContaining(answer)]);
      expect(texts(office.cleo, room)).toEqual([]);
      expect(office.slack.calls("response_url")).toEqual([]);
    },
  );

  it("goes to nobody when no way leads to whoever gave it", async () => {
    office = await openSlackOffice();
    const room = rooms["a room"]();
    for (const method of ["chat.postEphemeral", "conversations.open", "response_url"]) {
      office.slack.failAlways(method, { kind: "refused", error: "restricted_action" });
    }
    await give(room, "/ama", vpn);
    for (const user of [office.bob, office.cleo]) {
      expect(texts(user, room).join()).not.toContain(answer);
      expect(direct(user)).toEqual([]);
    }
    expect(office.faults).toMatchObject([{ reason: "gone" }]);
    office.faults.splice(0);
  });

  it("leaves its address in no log and in no fault", async () => {
    office = await openSlackOffice();
    office.slack.failAlways("response_url", { kind: "server-error" });
    await give(rooms["a room"](), "/ama", vpn);
    const address = /\/response\//;
    expect(JSON.stringify([office.logged, office.faults])).not.toMatch(address);
    const kept = await office.db.selectFrom("slack_command").select("response_url").execute();
    expect(kept).toEqual([{ response_url: expect.stringMatching(address) }]);
    const { inbox } = { inbox: await office.db.selectFrom("inbox").selectAll().execute() };
    expect(JSON.stringify(inbox)).not.toMatch(address);
  });
});

describe("help by a command", () => {
  it("can be shown to everybody where the bot can write", async () => {
    office = await openSlackOffice();
    const room = rooms["a room"]();
    await give(room, "/ama", "help");
    const help = seen(office.bob, room).at(-1);
    expect(texts(office.cleo, room)).toEqual([]);
    office.slack.press(office.bob, { room, ts: help?.ts ?? "" }, "show-to-everyone");
    await office.settle();
    expect(texts(office.cleo, room)).toEqual([help?.text]);
  });

  it.each(whereItIsNot)("cannot be in %s", async (_where, open) => {
    office = await openSlackOffice();
    const room = open();
    await give(room, "/ama", "");
    const help = seen(office.bob, room).at(-1);
    expect(help?.text).toContain("Ask me in your own words");
    expect(JSON.stringify(help?.blocks)).not.toContain("show-to-everyone");
  });
});

describe("/oncall", () => {
  it.each(everywhere)("in %s tells who is on call, whoever asks alone", async (_where, open) => {
    office = await openSlackOffice();
    const room = open();
    await give(room, "/oncall", "");
    expect(texts(office.bob, room).at(-1)).toContain("Ada");
    expect(texts(office.cleo, room)).toEqual([]);
    expect(office.faults).toEqual([]);
  });
});

describe("/page", () => {
  it("stands on the main line of a room, for everybody", async () => {
    office = await openSlackOffice();
    const room = rooms["a room"]();
    await give(room, "/page", "billing checkout is down");
    expect(texts(office.cleo, room)).toEqual([
      expect.stringContaining("#1 Billing: checkout is down"),
    ]);
    expect(direct(office.ada)).toEqual([expect.stringContaining("checkout is down")]);
  });

  it.each(whereItIsNot)(
    "in %s pages, and tells whoever pages alone how it goes",
    async (_w, open) => {
      office = await openSlackOffice();
      const { slack, ada, bob, cleo, settle } = office;
      const room = open();
      await give(room, "/page", "billing checkout is down");
      expect(texts(bob, room)).toContainEqual(
        expect.stringContaining("#1 Billing: checkout is down"),
      );
      expect(direct(ada)).toEqual([expect.stringContaining("checkout is down")]);
      const { id } = slack.directRoom(ada);
      slack.press(ada, { room: id, ts: seen(ada, id)[0]?.ts ?? "" }, "ack");
      await settle();
      expect(texts(bob, room).join("\n")).toContain("Ada has it since");
      expect(texts(cleo, room)).toEqual([]);
      expect(office.faults).toEqual([]);
    },
  );

  it.each(everywhere)(
    "in %s tells whoever pages alone where no scope tells whether the bot is there",
    async (_w, open) => {
      office = await openSlackOffice();
      office.slack.grant(requiredScopes);
      await office.restart();
      const room = open();
      await give(room, "/page", "billing checkout is down");
      expect(texts(office.bob, room)).toContainEqual(
        expect.stringContaining("#1 Billing: checkout is down"),
      );
      expect(texts(office.cleo, room)).toEqual([]);
      expect(office.faults).toEqual([]);
    },
  );

  it.each(whereItIsNot)("alone in %s opens its form, and pages by that", async (_where, open) => {
    office = await openSlackOffice();
    const { slack, ada, bob, cleo, settle } = office;
    const room = open();
    await give(room, "/page", "");
    const offer = seen(bob, room).at(-1);
    slack.press(bob, { room, ts: offer?.ts ?? "" }, "page-form:form");
    await settle();
    const filled = { whom: "service:billing", urgency: "high", text: "checkout is down" };
    slack.submit(bob, filled);
    await settle();
    expect(texts(bob, room).at(-1)).toContain("#1 Billing: checkout is down");
    expect(direct(ada)).toEqual([expect.stringContaining("checkout is down")]);
    expect(texts(cleo, room)).toEqual([]);
    expect(office.faults).toEqual([]);
  });
});
