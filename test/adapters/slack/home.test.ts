import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { mapBody } from "../../../src/adapters/slack/in/map-body.ts";
import { blocksOf, homeOf, openModals } from "../../support/fake-slack/view-methods.ts";
import { known, nine } from "./in/payloads.ts";
import { openSlackOffice } from "./slack-office.ts";

let office: Awaited<ReturnType<typeof openSlackOffice>>;
beforeEach(async () => {
  office = await openSlackOffice();
});
afterEach(async () => {
  expect(office.faults).toEqual([]);
  await office.close();
});

async function open(user: string) {
  office.slack.openHome(user);
  await office.settle();
}
/** Everything that stands in somebody's home. */
function home(user: string): string {
  const view = homeOf(office.slack.model, user);
  return view ? JSON.stringify(blocksOf(view.definition)) : "nothing";
}
async function press(user: string, action: string) {
  office.slack.pressInView(user, "home", action);
  await office.settle();
}
async function submit(user: string, values: Readonly<Record<string, string>>) {
  office.slack.submit(user, values);
  await office.settle();
}
const direct = (user: string) =>
  office.slack.seen(user, office.slack.directRoom(user).id).map(({ text }) => text);
const viewOf = (payload: unknown) => z.object({ view: z.looseObject({}) }).parse(payload).view;
const gaps = () => office.db.selectFrom("ask").select("text").execute();

describe("the home in Slack", () => {
  it("shows whoever opens it something to ask in, who is on call, and that no page is theirs", async () => {
    await open(office.bob);
    const shown = home(office.bob);
    expect(shown).toContain("What do you want to know?");
    expect(shown).toContain("primary: Ada");
    expect(shown).toContain("None of yours is open.");
    expect(shown).toContain("Override");
    expect(direct(office.bob)).toEqual([]);
  });

  it("lets nobody change who is on call whom people.yaml does not name", async () => {
    await open(office.cleo);
    expect(home(office.cleo)).toContain("primary: Ada");
    expect(home(office.cleo)).toContain("Page somebody");
    expect(home(office.cleo)).not.toContain("Override");
  });

  it("is not there for people outside the company", async () => {
    const { id: guest } = office.slack.addUser("gil", { isStranger: true });
    await open(guest);
    expect(home(guest)).toBe("nothing");
  });

  it("takes a question, which is answered in the direct message", async () => {
    const { bob, slack, settle, bot } = office;
    await open(bob);
    const { payload } = slack.pressInView(bob, "home", "question:ask");
    await settle();
    // Nothing stood in the box.
    expect(direct(bob)).toEqual([expect.stringContaining("Ask me in your own words")]);
    const { team, app } = slack.model;
    const own = { user: app.botUser, bot: app.botId, team: team.id };
    const value = "where do I write meeting notes";
    const state = { values: { question: { question: { type: "plain_text_input", value } } } };
    const view = { ...viewOf(payload), state };
    const [action] = z.array(z.looseObject({})).parse(payload.actions);
    const actions = [{ ...action, action_ts: "1772442060.000100" }];
    const mapped = mapBody({ ...payload, view, actions }, { ...known, own }, nine);
    if (mapped.as !== "item") throw new Error("Nothing came of it.");
    await bot.intake(mapped.item);
    await settle();
    expect(direct(bob).at(-1)).toContain("Every team has a space in the wiki.");
  });

  it("pages somebody by a form, shows the page to whom it concerns alone, and is as new as what is pressed", async () => {
    const { ada, bob, cleo, slack } = office;
    await open(bob);
    await press(bob, "page:form");
    await submit(bob, { whom: "service:billing", text: "invoices fail" });
    for (const user of [ada, bob, cleo]) await open(user);
    for (const user of [ada, bob]) {
      expect(home(user)).toContain("invoices fail");
      expect(home(user)).toContain("Nobody has it yet.");
    }
    expect(home(cleo)).not.toContain("invoices fail");
    await press(ada, "ack");
    expect(home(ada)).toContain("Ada has it since");
    expect(home(ada)).toContain("Hand back");
    expect(openModals(slack.model, bob)).toEqual([]);
  });

  it("logs a gap by a form, and says so in the direct message", async () => {
    await open(office.bob);
    await press(office.bob, "gap:form");
    await submit(office.bob, { text: "how do I rotate the mail keys" });
    expect(direct(office.bob).join()).toContain("Logged as a gap.");
    expect(await gaps()).toEqual([{ text: "how do I rotate the mail keys" }]);
  });

  it("puts somebody on call by a form", async () => {
    await open(office.bob);
    await press(office.bob, "override:form");
    const when = { from: "2026-03-02 08:00", to: "2026-03-03 18:00" };
    await submit(office.bob, { schedule: "primary", person: "bob", ...when });
    expect(direct(office.bob).join()).toContain("Bob is on call instead of Ada");
    await open(office.bob);
    expect(home(office.bob)).toContain("primary: Bob");
  });

  it("asks back whom nobody knows, and changes nothing", async () => {
    await open(office.bob);
    await press(office.bob, "override:form");
    const when = { from: "2026-03-02 08:00", to: "2026-03-03 18:00" };
    await submit(office.bob, { schedule: "primary", person: "zed", ...when });
    expect(direct(office.bob).join()).toContain("zed");
    await open(office.bob);
    expect(home(office.bob)).toContain("primary: Ada");
  });

  it("stays as it was where Slack does not take it, and the rest works", async () => {
    office.slack.failNext("views.publish", { kind: "refused", error: "internal_error" });
    await open(office.bob);
    expect(office.faults.splice(0)).toHaveLength(1);
    await open(office.bob);
    expect(home(office.bob)).toContain("primary: Ada");
  });
});

describe("a shortcut at a message in Slack", () => {
  const notes = "where do I write meeting notes";
  const privately = (user: string, thread?: string) =>
    office.slack.seen(user, office.ops, thread).filter((one) => one.private);

  it("asks about it, and the answer is for whoever asked, who may show it in the thread", async () => {
    const { slack, ada, bob, ops, settle } = office;
    const on = slack.say(ada, ops, notes);
    slack.shortcut(bob, "ask-ama", on);
    await settle();
    const [answer, ...more] = privately(bob, on.ts);
    expect(more).toEqual([]);
    expect(answer?.text).toContain("Every team has a space in the wiki.");
    expect(privately(ada, on.ts)).toEqual([]);
    slack.press(bob, { room: ops, ts: answer?.ts ?? "" }, "show-to-everyone");
    await settle();
    expect(slack.seen(ada, ops, on.ts).at(-1)?.text).toContain("Every team has a space");
  });

  it("does nothing of what the message says", async () => {
    const { slack, ada, bob, ops, settle, db } = office;
    const on = slack.say(ada, ops, "page billing invoices fail");
    slack.shortcut(bob, "ask-ama", on);
    await settle();
    expect(await db.selectFrom("page").selectAll().execute()).toEqual([]);
  });

  it("logs it as a gap, which whoever did it alone is told", async () => {
    const { slack, ada, bob, ops, settle } = office;
    const on = slack.say(ada, ops, "how do I rotate the mail keys");
    slack.shortcut(bob, "log-gap", on);
    await settle();
    expect(privately(bob, on.ts).map(({ text }) => text)).toEqual([
      expect.stringContaining("Logged as a gap."),
    ]);
    expect(slack.seen(ada, ops, on.ts)).toHaveLength(1);
    expect(await gaps()).toEqual([{ text: "how do I rotate the mail keys" }]);
  });
});
