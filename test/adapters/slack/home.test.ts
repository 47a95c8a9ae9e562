import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { offeredElements } from "../../support/fake-slack/offered-elements.ts";
import { blocksOf, homeOf, openModals } from "../../support/fake-slack/view-methods.ts";
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
/** Who is on call by the one schedule, as it stands in somebody's home. */
function onCall(user: string): string | undefined {
  return /"primary: "\},\{"type":"user","user_id":"(\w+)"/.exec(home(user))?.[1];
}
/** @param action its id, or how that begins */
async function press(user: string, action: string) {
  const offered = elements(user).find(({ actionId }) => actionId.startsWith(action));
  office.slack.pressInView(user, "home", offered?.actionId ?? action);
  await office.settle();
}
const elements = (user: string) => {
  const view = homeOf(office.slack.model, user);
  return view ? offeredElements(blocksOf(view.definition)) : [];
};
/** Somebody writes in the box of their home. */
function type(user: string, text: string) {
  const box = elements(user).find(({ input }) => input !== undefined);
  office.slack.fillIn(user, "home", { [box?.blockId ?? ""]: text });
}
const ask = (user: string) => {
  const send = elements(user).find(({ actionId }) => actionId.endsWith(":ask"));
  return press(user, send?.actionId ?? "");
};
async function submit(user: string, values: Readonly<Record<string, string>>) {
  office.slack.submit(user, values);
  await office.settle();
}
const direct = (user: string) =>
  office.slack.seen(user, office.slack.directRoom(user).id).map(({ text }) => text);
const gaps = () => office.db.selectFrom("ask").select("text").execute();

describe("the home in Slack", () => {
  it("shows whoever opens it something to ask in, who is on call, and that no page is theirs", async () => {
    await open(office.bob);
    const shown = home(office.bob);
    expect(shown).toContain("What do you want to know?");
    expect(onCall(office.bob)).toBe(office.ada);
    expect(shown).toContain("None of yours is open.");
    expect(shown).toContain("Override");
    expect(direct(office.bob)).toEqual([]);
  });

  it("lets nobody change who is on call whom people.yaml does not name", async () => {
    await open(office.cleo);
    expect(onCall(office.cleo)).toBe(office.ada);
    expect(home(office.cleo)).toContain("Page somebody");
    expect(home(office.cleo)).not.toContain("Override");
  });

  it("is not there for people outside the company", async () => {
    const { id: guest } = office.slack.addUser("gil", { isStranger: true });
    await open(guest);
    expect(home(guest)).toBe("nothing");
  });

  it("takes a question that is typed there, which is answered in the direct message", async () => {
    const { bob } = office;
    await open(bob);
    type(bob, "where do I write meeting notes");
    expect(direct(bob)).toEqual([]);
    await ask(bob);
    expect(direct(bob)).toEqual([expect.stringContaining("Every team has a space in the wiki.")]);
  });

  it("says what there is to ask where nothing is typed", async () => {
    await open(office.bob);
    await ask(office.bob);
    expect(direct(office.bob)).toEqual([expect.stringContaining("Ask me in your own words")]);
  });

  it("pages somebody by a form, shows the page to whom it concerns alone, and is as new as what is pressed", async () => {
    const { ada, bob, cleo, slack } = office;
    await open(bob);
    await press(bob, "page:form");
    await submit(bob, { whom: "service:billing", text: "invoices fail" });
    expect(home(bob)).toContain("invoices fail");
    for (const user of [ada, cleo]) await open(user);
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
    expect(onCall(office.bob)).toBe(office.bob);
  });

  it("asks back whom nobody knows, and changes nothing", async () => {
    await open(office.bob);
    await press(office.bob, "override:form");
    const when = { from: "2026-03-02 08:00", to: "2026-03-03 18:00" };
    await submit(office.bob, { schedule: "primary", person: "zed", ...when });
    expect(direct(office.bob).join()).toContain("zed");
    expect(onCall(office.bob)).toBe(office.ada);
  });

  it("offers of a page only what its reader may do", async () => {
    const { ada, cleo } = office;
    await open(cleo);
    await press(cleo, "page:form");
    await submit(cleo, { whom: "service:billing", text: "invoices fail" });
    await open(ada);
    const offered = (user: string) =>
      elements(user).flatMap(({ actionId }) =>
        ["ack", "escalate", "resolve", "hand-back"].filter((one) => one === actionId),
      );
    expect(offered(ada)).toEqual(["ack", "escalate", "resolve"]);
    expect(offered(cleo)).toEqual(["escalate", "resolve"]);
    await press(ada, "ack");
    expect(offered(ada)).toEqual(["resolve", "hand-back"]);
  });

  it("tells what its reader asked that nobody could answer, and opens what answers it now", async () => {
    const { bob, cleo, db } = office;
    await open(bob);
    await open(cleo);
    type(bob, "who feeds the office cat");
    await ask(bob);
    expect(home(bob)).toContain('G-1 \\"who feeds the office cat\\": open.');
    expect(home(cleo)).not.toContain("office cat");
    await db.updateTable("gap").set({ state: "answered", entry: "wiki" }).execute();
    await open(bob);
    expect(home(bob)).toContain("answered by Write in the wiki.");
    await press(bob, "entry-wiki");
    expect(direct(bob).at(-1)).toContain("Every team has a space in the wiki.");
  });

  it("leaves out what is too much, and says how to see all of it", async () => {
    const { bob, db } = office;
    await open(bob);
    await press(bob, "page:form");
    await submit(bob, { whom: "service:billing", text: "invoices fail" });
    const page = await db.selectFrom("page").selectAll().executeTakeFirstOrThrow();
    for (let number = 2; number <= 23; number += 1) {
      const body = page.body.replace('"number":1', `"number":${number}`);
      const copy = { ...page, number, body, dedup_key: `copy-${number}` };
      await db.insertInto("page").values(copy).execute();
    }
    await press(bob, "gap:form");
    await submit(bob, { text: "who waters the plants" });
    const gap = await db.selectFrom("gap").selectAll().executeTakeFirstOrThrow();
    const miss = await db.selectFrom("ask").selectAll().executeTakeFirstOrThrow();
    for (let id = 2; id <= 12; id += 1) {
      const copy = { id, message_key: `copy-${id}` };
      await db
        .insertInto("gap")
        .values({ ...gap, id, group_key: `copy-${id}` })
        .execute();
      await db
        .insertInto("ask")
        .values({ ...miss, ...copy, gap: id })
        .execute();
    }
    await open(bob);
    expect(home(bob)).toContain('And 3 more: say \\"pages\\".');
    expect(home(bob)).toContain('And 2 more: say \\"my gaps\\".');
    const view = homeOf(office.slack.model, bob);
    expect(view && blocksOf(view.definition).length).toBeLessThanOrEqual(100);
  });

  it("has an empty box after each question, and keeps meanwhile what is typed", async () => {
    const { ada, bob } = office;
    await open(bob);
    await press(bob, "page:form");
    await submit(bob, { whom: "service:billing", text: "invoices fail" });
    await open(ada);
    type(ada, "where do I write meeting notes");
    await press(ada, "ack");
    await ask(ada);
    expect(direct(ada).at(-1)).toContain("Every team has a space in the wiki.");
    await ask(ada);
    expect(direct(ada).at(-1)).toContain("Ask me in your own words");
  });

  it("is not shown to whoever never opened it", async () => {
    const { bob, slack, settle } = office;
    slack.openHome(bob, "messages");
    slack.tell(bob, "gap: how do I rotate the mail keys");
    slack.slash(bob, slack.directRoom(bob).id, "/ama", "where do I write meeting notes");
    await settle();
    expect(direct(bob).at(-1)).toContain("Every team has a space in the wiki.");
    expect(home(bob)).toBe("nothing");
  });

  it("stays as it was where Slack does not take it, and the rest works", async () => {
    office.slack.failNext("views.publish", { kind: "refused", error: "internal_error" });
    await open(office.bob);
    expect(office.faults.splice(0)).toHaveLength(1);
    await open(office.bob);
    expect(onCall(office.bob)).toBe(office.ada);
  });
});
