import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { offeredElements } from "../../support/fake-slack/offered-elements.ts";
import type { MessageName } from "../../support/fake-slack/people-who-write.ts";
import { openModals } from "../../support/fake-slack/view-methods.ts";
import { openSlackOffice } from "./slack-office.ts";

let office: Awaited<ReturnType<typeof openSlackOffice>>;
beforeEach(async () => {
  office = await openSlackOffice();
});
afterEach(async () => {
  expect(office.faults).toEqual([]);
  await office.close();
});

const notes = "where do I write meeting notes";
/** Ada wrote it, and Bob asks about it. */
async function askedAbout(text: string) {
  const { slack, ada, bob, ops, settle } = office;
  const on = slack.say(ada, ops, text);
  slack.shortcut(bob, "ask-ama", on);
  await settle();
  return on;
}
/** What somebody alone was told in the room, the last of it, with what it offers. */
function told(user: string, thread?: string) {
  const { slack, ops } = office;
  const seen = slack.seen(user, ops, thread).filter((one) => one.private);
  const last = seen.at(-1);
  if (!last) throw new Error(`${user} alone was told nothing.`);
  const offers = offeredElements(last.blocks).map(({ actionId }) => actionId);
  return { on: { room: ops, ts: last.ts }, text: last.text, offers, count: seen.length };
}
async function press(user: string, on: MessageName, action: string) {
  office.slack.press(user, on, action);
  await office.settle();
}
/** What we said in the room for all to see. */
function aloud(): readonly string[] {
  const { model } = office.slack;
  return model.messages
    .filter((one) => one.room === office.ops && one.botId !== undefined && !one.onlyFor)
    .map(({ text }) => text);
}
const direct = (user: string) =>
  office.slack.seen(user, office.slack.directRoom(user).id).map(({ text }) => text);
const gaps = () => office.db.selectFrom("ask").select("text").execute();

describe("a shortcut at a message in Slack", () => {
  it("asks about it, and the answer is for whoever asked", async () => {
    await askedAbout(notes);
    expect(told(office.bob).text).toContain("Every team has a space in the wiki.");
    expect(() => told(office.ada)).toThrow("was told nothing");
    expect(aloud()).toEqual([]);
  });

  it("is answered in the thread in which the message stands", async () => {
    const { slack, ada, bob, ops, settle } = office;
    const root = slack.say(ada, ops, "morning");
    slack.shortcut(bob, "ask-ama", slack.say(ada, ops, notes, { thread: root.ts }));
    await settle();
    expect(told(bob, root.ts).text).toContain("Every team has a space in the wiki.");
    expect(aloud()).toEqual([]);
  });

  it("lets whoever asked post the answer in the thread, once", async () => {
    const { slack, ada, bob, ops } = office;
    const asked = await askedAbout(notes);
    const { on } = told(bob);
    await press(bob, on, "show-to-everyone");
    expect(slack.seen(ada, ops, asked.ts).at(-1)?.text).toContain("Every team has a space");
    await press(bob, on, "show-to-everyone");
    expect(aloud()).toHaveLength(1);
  });

  it("goes on with them alone whatever is chosen, and what it comes to may be posted", async () => {
    const { slack, ada, bob, ops } = office;
    const asked = await askedAbout("why does the printer eat paper");
    const { on, offers } = told(bob);
    expect(offers).toEqual(["choice-1", "choice-2", "none"]);
    await press(bob, on, "choice-1");
    const answer = told(bob);
    expect(answer.text).toContain("Open the");
    expect(aloud()).toEqual([]);
    await press(bob, answer.on, "show-to-everyone");
    expect(slack.seen(ada, ops, asked.ts).at(-1)?.text).toContain("Open the");
  });

  it("goes on with them alone where they say for which environment, and step by step", async () => {
    await askedAbout("how do I restart billing");
    const { bob } = office;
    await press(bob, told(bob).on, "choice-1");
    expect(told(bob).text).toContain("systemctl restart billing");
    await press(bob, told(bob).on, "walk");
    expect(told(bob).text).toContain("Restart it.");
    await press(bob, told(bob).on, "walk-worked-1");
    expect(told(bob).count).toBe(4);
    expect(aloud()).toEqual([]);
  });

  it.each([
    ["helpful", "Good to know, thank you."],
    ["not-helpful", "Thank you, it is kept with the answer."],
  ])("hears with them alone that it was %s, and asks for no line", async (vote, thanks) => {
    await askedAbout(notes);
    const { bob, db } = office;
    await press(bob, told(bob).on, vote);
    expect(told(bob)).toMatchObject({ count: 2, text: thanks });
    expect(aloud()).toEqual([]);
    expect(await db.selectFrom("feedback").select("verdict").execute()).toEqual([
      { verdict: vote },
    ]);
  });

  it("hears with them alone that nothing of it fits", async () => {
    await askedAbout("why does the printer eat paper");
    const { bob } = office;
    await press(bob, told(bob).on, "none");
    expect(told(bob).text).toContain("Then I do not know.");
    expect(aloud()).toEqual([]);
  });

  it("asks for a human by a form, which stands where they talk to us alone", async () => {
    await askedAbout("who feeds the office cat");
    const { slack, bob, settle } = office;
    await press(bob, told(bob).on, "page-form:form");
    slack.submit(bob, { whom: "service:billing", text: "nobody feeds the cat" });
    await settle();
    expect(openModals(slack.model, bob)).toEqual([]);
    expect(aloud()).toEqual([]);
    expect(direct(bob).join()).toContain("nobody feeds the cat");
  });

  it("is for nobody where neither the room nor a direct message takes it", async () => {
    const { slack, ada, bob, ops, settle, faults } = office;
    const on = slack.say(ada, ops, notes);
    slack.failNext("chat.postEphemeral", { kind: "refused", error: "user_not_in_channel" });
    slack.failAlways("conversations.open", { kind: "refused", error: "cannot_dm_bot" });
    slack.shortcut(bob, "ask-ama", on);
    await settle();
    expect(aloud()).toEqual([]);
    expect(faults.splice(0)).toMatchObject([{ reason: "gone" }]);
  });

  it("leaves what others are told as it was", async () => {
    const { slack, ada, bob, ops, settle } = office;
    const on = await askedAbout(notes);
    slack.mention(ada, ops, notes, { thread: on.ts });
    await settle();
    expect(slack.seen(ada, ops, on.ts).at(-1)?.text).toContain("Every team has a space");
    slack.say(bob, ops, "1", { thread: on.ts });
    await settle();
    expect(aloud()).toHaveLength(1);
  });

  it("does nothing of what the message says", async () => {
    await askedAbout("page billing invoices fail");
    expect(await office.db.selectFrom("page").selectAll().execute()).toEqual([]);
  });

  it("opens a form with the message in it, and what is sent is logged as a gap", async () => {
    const { slack, ada, bob, ops, settle } = office;
    const on = slack.say(ada, ops, "the mail keys!! how?");
    slack.shortcut(bob, "log-gap", on);
    await settle();
    expect(openModals(slack.model, bob)).toMatchObject([{ definition: { callback_id: "gap" } }]);
    expect(await gaps()).toEqual([]);
    slack.submit(bob, {});
    await settle();
    expect(direct(bob).join()).toContain("Logged as a gap.");
    expect(aloud()).toEqual([]);
    expect(await gaps()).toEqual([{ text: "the mail keys!! how?" }]);
  });

  it("is answered in the direct message where two people talk with each other", async () => {
    const { slack, ada, bob, settle } = office;
    const { id } = slack.addRoom("", [ada, bob], { kind: "im", hasBot: false });
    slack.shortcut(bob, "ask-ama", slack.say(ada, id, notes));
    await settle();
    expect(direct(bob)).toEqual([expect.stringContaining("Every team has a space in the wiki.")]);
  });
});

describe("a shortcut about no message in Slack", () => {
  it("opens a form to ask in, which is answered in the direct message", async () => {
    const { slack, bob, settle } = office;
    slack.shortcut(bob, "ask");
    await settle();
    slack.submit(bob, { question: notes });
    await settle();
    expect(openModals(slack.model, bob)).toEqual([]);
    expect(direct(bob)).toEqual([expect.stringContaining("Every team has a space in the wiki.")]);
  });

  it("does nothing where Slack does not open it any more, and says so to whoever runs us", async () => {
    const { slack, bob, settle, faults } = office;
    slack.failNext("views.open", { kind: "refused", error: "expired_trigger_id" });
    slack.shortcut(bob, "ask");
    await settle();
    expect(openModals(slack.model, bob)).toEqual([]);
    expect(faults.splice(0)).toHaveLength(1);
  });
});
