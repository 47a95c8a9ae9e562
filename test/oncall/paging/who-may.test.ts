import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MessageRef } from "../../../src/chat/conversation.ts";
import { threadOn } from "../../talk/open-talk.ts";
import { oncall, openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("A page's buttons", () => {
  let office: PagerOffice;
  let asked: MessageRef;
  beforeEach(async () => {
    office = await openPagerOffice();
    asked = await office.say("dee", "page billing invoices fail");
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const lines = (who: string) => office.lines(who, threadOn(asked));
  const status = () => {
    const [first] = lines("ana");
    if (!first) throw new Error("There is no page to be seen.");
    return first.message;
  };
  const offered = (who: string, action: string) => {
    const line = lines(who).findLast(({ actions }) => actions.some(({ id }) => id === action));
    if (!line) throw new Error(`Nothing offers ${action} to ${who}.`);
    return line.message;
  };

  it("are not for a passer-by: the pager goes on, and Ana can add them", async () => {
    await office.press("dee", status(), "ack");
    expect((await office.page(1)).page.state).toBe("triggered");
    expect(lines("dee").at(-1)?.text).toContain("that stops the pager");
    expect(lines("ana").some(({ text }) => text.includes("stops the pager"))).toBe(false);
    await office.press("dee", offered("dee", "page-add-me"), "page-add-me");
    await office.press("ana", offered("ana", "page-add"), "page-add");
    await office.press("dee", status(), "ack");
    expect((await office.page(1)).page.ackedBy).toBe("dee");
    expect(await office.story(1)).toContain("refused");
  });

  it("do nothing once they are old", async () => {
    const old = status();
    await office.press("ana", old, "ack");
    await office.press("ana", old, "resolve");
    const story = (await office.story(1)).filter((event) => event !== "refused");
    for (const action of ["ack", "escalate", "snooze", "resolve", "hand-back"]) {
      await office.press("ana", old, action);
      expect(lines("ana").at(-1)?.text).toContain("#1 is resolved");
    }
    expect((await office.story(1)).filter((event) => event !== "refused")).toEqual(story);
    expect((await office.page(1)).page.state).toBe("resolved");
    await office.pass(30);
    expect(office.mailed()).toEqual([]);
  });

  it("of one page do nothing to the next about the same", async () => {
    const old = status();
    await office.press("ana", old, "resolve");
    await office.say("dee", "page billing invoices fail again");
    await office.press("ana", old, "ack");
    expect((await office.page(2)).page.state).toBe("triggered");
  });

  it("that are pressed twice take it once", async () => {
    await Promise.all([
      office.memory.press("ana", status(), "ack"),
      office.memory.press("ana", status(), "ack"),
    ]);
    await office.settle();
    const story = await office.story(1);
    expect(story.filter((event) => event === "acknowledged")).toHaveLength(1);
    const told = office.heard("dee", threadOn(asked)).filter((text) => text === "#1: Ana has it.");
    expect(told).toHaveLength(1);
  });

  it("work in a room that a step names, too", async () => {
    await office.edit({ "oncall.yaml": oncall.replace("person:cem", "room:#ops") });
    await office.say("ana", "resolve #1 it was a test", office.memory.dm("ana"));
    await office.say("dee", "page billing invoices fail");
    await office.pass(5);
    const [copy] = office.lines("bo", office.ops);
    if (!copy) throw new Error("Nothing stands in #ops.");
    await office.press("bo", copy.message, "ack");
    expect((await office.page(2)).page.ackedBy).toBe("bo");
  });

  it("ask the next at once when somebody escalates, and the first is asked on", async () => {
    await office.press("dee", status(), "escalate");
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(1);
    await office.pass(2);
    expect(office.mailed()).toEqual(["ana #1"]);
  });
});
