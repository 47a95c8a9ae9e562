import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MessageRef } from "../../src/chat/conversation.ts";
import { memoryPrincipal } from "../support/memory-server.ts";
import { openTalk, threadOn } from "./open-talk.ts";

const people = [
  "teams: [{id: team-platform, name: Platform, members: [ana]}]",
  "people:",
  "  - {id: ana, name: Ana Ferreira, roles: [oncall]}",
  "  - {id: bo, name: Bo Lindqvist, roles: []}",
  "  - {id: cleo, name: Cleo Marsh, roles: []}",
  "  - {id: dee, name: Dee Oduya, roles: [oncall-admin]}",
  "",
].join("\n");
const services = "services: [{id: billing, name: Billing, owner: team-platform}]\n";
const oncall = [
  "schedules:",
  "  primary:",
  "    timezone: UTC",
  "    layers:",
  "      - {name: week, people: [ana], every: 1 week, start: 2026-11-23T09:00}",
  "policies:",
  "  default: {steps: [{notify: [schedule:primary], wait: 5m}]}",
  "",
].join("\n");
const files = { "people.yaml": people, "services.yaml": services, "oncall.yaml": oncall };
const users = ["ana", "bo", "cleo", "dee", "eve"];

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk({ files, people: users });
});
afterEach(async () => {
  expect(talk.reported).toEqual([]);
  await talk.close();
});

const down = "page billing checkout returns 500s";

async function say(who: string, text: string): Promise<MessageRef> {
  talk.clock.advance("PT1M");
  return await talk.say(who, talk.room, `@ama ${text}`);
}
async function reply(who: string, message: MessageRef, text: string): Promise<string> {
  talk.clock.advance("PT1M");
  await talk.say(who, threadOn(message), `@ama ${text}`);
  return last(who, message);
}
const lines = (who: string, message: MessageRef) => talk.lines(who, threadOn(message));
const heard = (who: string, message: MessageRef) => talk.heard(who, threadOn(message));
const last = (who: string, message: MessageRef) => heard(who, message).at(-1) ?? "";
const lastLine = (who: string, message: MessageRef) => {
  const line = lines(who, message).at(-1);
  if (!line) throw new Error(`${who} sees nothing.`);
  return line;
};
async function press(who: string, message: MessageRef, action: string) {
  talk.clock.advance("PT1M");
  const line = lines(who, message).findLast(({ actions }) =>
    actions.some(({ id }) => id === action),
  );
  if (!line) throw new Error(`Nothing offers ${action}.`);
  await talk.press(who, line.message, action);
}
const pages = () =>
  talk.db.selectFrom("page").select(["number", "state"]).orderBy("number").execute();

describe("a page that is asked for in chat", () => {
  it("stands where it was asked, and nothing else is said", async () => {
    const asked = await say("bo", down);
    expect(lines("bo", asked)).toHaveLength(1);
    expect(last("bo", asked)).toContain("#1 Billing: checkout returns 500s");
    expect(lastLine("bo", asked).actions.map(({ id }) => id)).toEqual([
      "ack",
      "escalate",
      "snooze",
      "resolve",
      "runbook",
    ]);
    expect(await pages()).toEqual([{ number: 1, state: "triggered" }]);
  });

  it("is taken and resolved by words in its thread", async () => {
    const asked = await say("bo", down);
    await reply("ana", asked, "ack");
    expect(await pages()).toEqual([{ number: 1, state: "acknowledged" }]);
    expect(heard("bo", asked).slice(1)).toEqual([expect.stringContaining("Ana Ferreira has it")]);
    await reply("ana", asked, "resolve rolled back");
    expect(await pages()).toEqual([{ number: 1, state: "resolved" }]);
    expect(heard("bo", asked).slice(2)).toEqual([expect.stringContaining("rolled back")]);
  });

  it("is taken by its button", async () => {
    const asked = await say("bo", down);
    await press("ana", asked, "ack");
    expect(await pages()).toEqual([{ number: 1, state: "acknowledged" }]);
    expect(last("bo", asked)).toContain("Ana Ferreira has it");
  });

  it("is taken by the button in the direct message by which somebody heard of it", async () => {
    const asked = await say("bo", down);
    const page = talk.lines("ana", talk.dm).find(({ actions }) => actions.length > 0);
    if (!page) throw new Error("Ana heard of nothing.");
    await talk.press("ana", page.message, "ack");
    expect(await pages()).toEqual([{ number: 1, state: "acknowledged" }]);
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("Ana Ferreira has it");
    expect(last("bo", asked)).toContain("Ana Ferreira has it");
  });

  it("shows its runbook by a button", async () => {
    const asked = await say("bo", down);
    await press("ana", asked, "runbook");
    expect(last("ana", asked)).toContain("Ends open invoices.");
  });

  it("is joined by who asks for the same, or opened beside it", async () => {
    await say("bo", down);
    const again = await say("cleo", "page billing cards are refused");
    expect(await pages()).toHaveLength(1);
    expect(last("cleo", again)).toContain("You joined #1, opened by Bo Lindqvist 1 min ago.");
    await press("cleo", again, "page-separate");
    expect(await pages()).toHaveLength(2);
    expect(last("cleo", again)).toContain("#2 Billing: cards are refused");
  });

  it("asks whom somebody means by a name that is none", async () => {
    const asked = await say("bo", "page high bilings checkout is down");
    expect(last("bo", asked)).toBe('Whom does "bilings" mean? Nobody is paged yet.');
    await press("bo", asked, "page-1");
    expect(last("bo", asked)).toContain("#1 Billing: checkout is down");
  });

  it("may be about something without a name: the default policy is paged", async () => {
    const asked = await say("bo", "page high zzzzzz is on fire");
    expect(last("bo", asked)).toContain('called "zzzzzz". Nobody is paged yet.');
    await press("bo", asked, "page-default");
    expect(last("bo", asked)).toContain("zzzzzz is on fire");
    expect(await pages()).toHaveLength(1);
  });

  it("is none where the words are a question", async () => {
    await say("bo", "page size of the database");
    await say("bo", "resolve dns names");
    expect(await pages()).toEqual([]);
    expect(await talk.outcomes()).toEqual(["abstain", "abstain"]);
  });

  it("is not opened by an edit (M24)", async () => {
    const asked = await say("bo", "how do I set up the vpn on my laptop");
    await talk.edit("bo", asked, `@ama ${down}`);
    expect(await pages()).toEqual([]);
  });

  it("is asked about first where it was wanted more than five minutes ago (M39)", async () => {
    let asked: MessageRef | undefined;
    await talk.whileAway(async () => {
      asked = (await talk.memory.say("bo", talk.room, `@ama ${down}`)).message;
      talk.clock.advance("PT6M");
    });
    if (!asked) throw new Error("Nothing was said.");
    expect(await pages()).toEqual([]);
    expect(last("bo", asked)).toContain("Still?");
    await press("bo", asked, "still");
    expect(await pages()).toHaveLength(1);
  });
});

describe("who may", () => {
  it("page: not who is unknown in a room that outsiders read, who hears whom to ask", async () => {
    const shared = talk.memory.room("shared", users, { shared: true });
    const asked = await talk.say("eve", shared, `@ama ${down}`);
    expect(await pages()).toEqual([]);
    expect(last("eve", asked)).toContain("Ask Platform: they can.");
    expect(heard("ana", asked)).toEqual([]);
    await talk.say("bo", shared, `@ama ${down}`);
    expect(await pages()).toHaveLength(1);
  });

  it("read of pages: not outsiders, and people of the company alone where those read along", async () => {
    await say("bo", down);
    const shared = talk.memory.room("shared", users, { shared: true });
    const stranger = await talk.say("eve", shared, "@ama pages");
    expect(last("eve", stranger)).toContain("I do not know your account.");
    const member = await talk.say("cleo", shared, "@ama pages");
    expect(last("cleo", member)).toContain("checkout returns 500s");
    expect(heard("eve", member)).toEqual([]);
  });

  it("page: an account of nobody, elsewhere", async () => {
    const asked = await say("eve", down);
    expect(last("eve", asked)).toContain("Paged by eve");
  });

  it("take it: responders alone; others may ask to be added", async () => {
    const asked = await say("bo", down);
    expect(await reply("cleo", asked, "ack")).toContain("by a responder");
    expect(lastLine("cleo", asked).private).toBe(true);
    await press("cleo", asked, "page-add-me");
    expect(last("ana", asked)).toContain("Cleo Marsh asks to be a responder of #1.");
    await press("ana", asked, "page-add");
    await reply("cleo", asked, "ack");
    expect(await pages()).toEqual([{ number: 1, state: "acknowledged" }]);
  });

  it("add others: not whoever asks for it", async () => {
    const asked = await say("bo", down);
    await reply("cleo", asked, "ack");
    await press("cleo", asked, "page-add-me");
    await press("cleo", asked, "page-add");
    await reply("cleo", asked, "ack");
    expect(await pages()).toEqual([{ number: 1, state: "triggered" }]);
  });

  it("asks to be added from elsewhere, too, which is asked where the page stands", async () => {
    const asked = await say("bo", down);
    const dm = talk.memory.dm("cleo");
    await talk.say("cleo", dm, "ack #1");
    const refusal = talk.lines("cleo", dm).at(-1);
    if (!refusal) throw new Error("Nothing was said.");
    await talk.press("cleo", refusal.message, "page-add-me");
    expect(talk.heard("cleo", dm).at(-1)).toBe("I have asked where #1 is told.");
    expect(last("ana", asked)).toContain("Cleo Marsh asks to be a responder of #1.");
  });

  it("resolve: whoever asked says why", async () => {
    const asked = await say("bo", down);
    await press("bo", asked, "resolve");
    expect(await pages()).toEqual([{ number: 1, state: "triggered" }]);
    expect(await reply("bo", asked, "resolve it was my laptop")).toContain("it was my laptop");
    expect(await pages()).toEqual([{ number: 1, state: "resolved" }]);
  });
});

describe("a page without a number", () => {
  it("is the only one of whoever speaks in a direct message", async () => {
    await say("bo", down);
    const dm = talk.memory.dm("bo");
    await talk.say("bo", dm, "resolve it was my laptop");
    expect(await pages()).toEqual([{ number: 1, state: "resolved" }]);
  });

  it("is asked for where it may be several", async () => {
    await say("bo", down);
    await say("bo", "page primary the lights are out");
    const dm = talk.memory.dm("bo");
    await talk.say("bo", dm, "escalate");
    expect(talk.heard("bo", dm).at(-1)).toBe(
      'Which page? Yours: #1, #2. Say it with the number, such as "escalate #1".',
    );
  });

  it("is none where none is open", async () => {
    expect(last("ana", await say("ana", "escalate"))).toContain("No page is open.");
  });
});

describe("what is told of pages", () => {
  it("lists those that are open, and what is muted", async () => {
    expect(last("ana", await say("ana", "pages"))).toBe("No page is open.");
    await say("bo", down);
    const second = await say("bo", "page low primary the lights are out");
    await reply("ana", second, "ack");
    await say("ana", "mute billing 2h deploy");
    const told = last("ana", await say("ana", "pages"));
    expect(told).toMatch(/- #1 billing: checkout returns 500s, since .*\. Nobody has it yet\.\n/);
    expect(told).toMatch(
      /- #2, not urgent: the lights are out, since .* Ana Ferreira has it since /,
    );
    expect(told).toMatch(/billing until Wed 25 Nov 11:.*, by Ana Ferreira: deploy/);
  });

  it("tells one with what happened to it", async () => {
    const asked = await say("bo", down);
    await reply("ana", asked, "ack");
    const told = last("cleo", await say("cleo", "page #1"));
    expect(told).toContain("#1 billing: checkout returns 500s");
    expect(told).toContain("Bo Lindqvist paged for billing: checkout returns 500s");
    expect(told).toContain("Ana Ferreira has it.");
    expect(last("cleo", await say("cleo", "page #7"))).toContain("There is no page #7.");
  });

  it("gives its postmortem", async () => {
    const asked = await say("bo", down);
    await reply("ana", asked, "resolve rolled back");
    expect(await reply("ana", asked, "postmortem")).toContain("# Postmortem of #1: billing:");
  });
});

describe("muting", () => {
  it("is for people on call and admins, and seen by all", async () => {
    expect(last("bo", await say("bo", "mute billing 2h deploy"))).toContain(
      "Only people with the role",
    );
    const muted = await say("ana", "mute billing 2h deploy");
    expect(last("bo", muted)).toMatch(
      /^Ana Ferreira muted billing until .*: deploy\. What monitors/,
    );
    expect(last("bo", await say("bo", "mutes"))).toContain("by Ana Ferreira: deploy");
    await press("ana", muted, "unmute");
    expect(last("bo", muted)).toContain("Ana Ferreira unmuted billing");
    expect(last("bo", await say("bo", "mutes"))).toBe("Nothing is muted.");
  });

  it("does not keep people from paging", async () => {
    await say("ana", "mute billing 2h deploy");
    await say("bo", down);
    expect(await pages()).toHaveLength(1);
  });
});

describe("a test page", () => {
  it("is sent to oneself, and by admins to others", async () => {
    expect(last("bo", await say("bo", "test page @ana"))).toContain("Nobody is paged.");
    expect(last("eve", await say("eve", "test page"))).toContain("I do not know who you are");
    expect(await pages()).toEqual([]);
    expect(heard("bo", await say("bo", "test page")).join("\n")).toContain("Bo Lindqvist");
    expect(heard("dee", await say("dee", "test page @ana")).join("\n")).toContain("Ana Ferreira");
    expect((await pages()).map(({ state }) => state)).toEqual(["resolved", "resolved"]);
  });
});

describe("the form of a page", () => {
  const formOf = (who: string) => {
    const form = talk.memory.formsOf(who).at(-1);
    if (!form) throw new Error(`${who} has no form.`);
    return form;
  };
  const filledIn = (who: string) =>
    Object.fromEntries(formOf(who).fields.map(({ id, value = "" }) => [id, value]));
  async function submit(who: string, values: Readonly<Record<string, string>>) {
    const problems = await talk.memory.submit(who, formOf(who).instance, values);
    await talk.settle();
    return problems;
  }

  it("is offered for a bare word, and pages as the words would", async () => {
    const asked = await say("bo", "page");
    expect(last("bo", asked)).toContain("Nobody is paged yet.");
    expect(lastLine("bo", asked).actions).toMatchObject([{ id: "page-form", opens: "form" }]);
    await press("bo", asked, "page-form");
    expect(await submit("bo", { whom: "service:billing", urgency: "high", text: "" })).toEqual([
      { field: "text", problem: "This must be filled in." },
    ]);
    await submit("bo", { whom: "service:billing", urgency: "high", text: "checkout is down" });
    expect(last("ana", asked)).toContain("#1 Billing: checkout is down");
  });

  it("opens at once where it is filled in line by line", async () => {
    await talk.close();
    talk = await openTalk({ files, people: users, capabilities: { forms: "prompts" } });
    const asked = await say("bo", "page billing");
    expect(heard("bo", asked)).toEqual([]);
    expect(filledIn("bo")).toEqual({ whom: "service:billing", urgency: "high", text: "" });
  });

  it("is read as it is typed where there is too much to choose from, however it reads", async () => {
    const many = Array.from({ length: 100 }, (_, n) => `{id: s${n}, owner: team-platform}`);
    const list = `services: [{id: billing, name: Billing, owner: team-platform}, ${many.join(", ")}]\n`;
    await talk.close();
    talk = await openTalk({ files: { ...files, "services.yaml": list }, people: users });
    const asked = await say("bo", "page");
    await press("bo", asked, "page-form");
    await submit("bo", { whom: "Billing", urgency: "high", text: "why is checkout down?" });
    expect(last("bo", asked)).toContain("#1 Billing: why is checkout down?");
  });

  it("pages nobody where what was chosen is gone meanwhile, which is told", async () => {
    const asked = await say("bo", "page");
    await talk.memory.deliverAgain({
      kind: "form",
      dedupKey: "f:gone",
      form: "page",
      instance: "1",
      actor: memoryPrincipal("bo"),
      values: { whom: "service:gone", urgency: "high", text: "it is down" },
      from: threadOn(asked),
      at: talk.clock.now(),
    });
    await talk.settle();
    expect(last("bo", asked)).toMatch(/^Nobody is paged\. Whom: Choose one of: /);
    expect(await pages()).toEqual([]);
  });

  it("is offered where nothing answers, filled in with the question", async () => {
    const asked = await say("bo", "the frobnicator squeaks");
    await press("bo", asked, "page-form");
    expect(filledIn("bo")).toMatchObject({ text: "the frobnicator squeaks" });
  });

  it("is not offered there while nobody has written who is on call", async () => {
    await talk.close();
    talk = await openTalk();
    const asked = await say("bo", "the frobnicator squeaks");
    expect(lastLine("bo", asked).actions.map(({ id }) => id)).not.toContain("page-form");
  });

  it("opens for a step that did not work, filled in with the service and what was noted", async () => {
    const asked = await say("ana", "restart billing on staging");
    await reply("ana", asked, "walk me through");
    await press("ana", asked, "walk-did-not-work-1");
    await reply("ana", asked, "it hangs");
    await press("ana", asked, "walk-escalate");
    expect(last("ana", asked)).toContain("owner: Platform");
    expect(filledIn("ana")).toEqual({
      whom: "service:billing",
      urgency: "high",
      text: "Restart billing on staging, step 1 did not work: it hangs",
    });
    await reply("ana", asked, "escalate");
    expect(lastLine("ana", asked).actions.map(({ label }) => label)).toContain("Page on-call");
  });
});

describe("in the thread of a page", () => {
  it("whoever is on call takes it without a mention, and talk about it stays talk", async () => {
    const asked = await say("bo", down);
    const inThread = (who: string, text: string) => talk.say(who, threadOn(asked), text);
    const before = heard("bo", asked).length;
    await inThread("cleo", "I ack that this is bad");
    await inThread("cleo", "can somebody resolve this please");
    expect(heard("bo", asked)).toHaveLength(before);
    await inThread("ana", "ack");
    expect(heard("bo", asked)).toContain("#1: Ana Ferreira has it.");
    await inThread("ana", "resolve #1 rolled back");
    expect(heard("bo", asked)).toContain("#1: Ana Ferreira resolved it: rolled back");
  });

  it("nobody is heard without a mention where no page stands", async () => {
    const asked = await say("bo", "what is the frobnicator");
    const before = heard("bo", asked).length;
    await talk.say("ana", threadOn(asked), "ack");
    await talk.say("cleo", threadOn(asked), "ack #1");
    expect(heard("bo", asked)).toHaveLength(before);
  });
});
