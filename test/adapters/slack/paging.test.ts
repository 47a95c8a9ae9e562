import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSlackOffice } from "./slack-office.ts";

describe("a page in Slack", () => {
  let office: Awaited<ReturnType<typeof openSlackOffice>>;
  beforeEach(async () => {
    office = await openSlackOffice();
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
