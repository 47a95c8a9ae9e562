import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MessageRef } from "../../../src/chat/conversation.ts";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("A page that somebody has", () => {
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
  const takes = (who: string) => office.say(who, "ack #1", office.memory.dm(who));
  const heard = () => office.heard("dee", threadOn(asked));

  it("and forgets: they are asked for a sign, then all are paged again, they too", async () => {
    await takes("ana");
    await office.pass(59);
    expect(office.rung()).toHaveLength(1);
    await office.pass(1);
    expect(office.rung().at(-1)).toMatch(/^ana #1: .*Are you still on it\?$/);
    expect(heard().at(-1)).toContain("was asked for a sign");
    await office.pass(9);
    expect(office.rung()).toHaveLength(2);
    await office.pass(1);
    expect(office.rung()).toHaveLength(3);
    expect(office.rung().at(-1)).toContain("ana #1: invoices fail");
    expect(heard().join("\n")).toContain("no sign since. Paging begins again.");
    await office.pass(5);
    expect(office.heard("cem", office.memory.dm("cem"))[0]).toContain("invoices fail");
    expect((await office.page(1)).page.state).toBe("triggered");
  });

  it("and is still on it: the deadline begins anew with the sign", async () => {
    await takes("ana");
    await office.pass(65);
    const reminder = office.lines("ana", threadOn(asked)).at(-1);
    if (!reminder) throw new Error("Nobody is reminded.");
    expect(reminder.actions.map(({ label }) => label)).toEqual([
      "Still on it",
      "Resolve",
      "Hand back",
    ]);
    await office.press("ana", reminder.message, "still-on-it");
    await office.pass(59);
    expect((await office.page(1)).page.ackedBy).toBe("ana");
    await office.pass(1);
    expect((await office.story(1)).filter((event) => event === "reminded")).toHaveLength(2);
    expect(office.rung().every((line) => line.startsWith("ana"))).toBe(true);
  });

  it("never rings by itself months later: whoever has it is asked first", async () => {
    await takes("ana");
    await office.sleep({ hours: 24 * 90 });
    expect(await office.story(1)).toContain("reminded");
    expect((await office.page(1)).page.state).toBe("acknowledged");
    expect(office.rung().slice(1)).toEqual([expect.stringContaining("Are you still on it?")]);
    await office.say("ana", "ack #1", office.memory.dm("ana"));
    await office.pass(30);
    expect(office.rung()).toHaveLength(2);
  });

  it("and has resolved never rings again", async () => {
    await takes("ana");
    await office.say("ana", "resolve #1 rolled back", office.memory.dm("ana"));
    const before = office.rung().length;
    await office.pass(3 * 24 * 60);
    await office.sleep({ hours: 24 * 90 });
    expect(office.rung()).toHaveLength(before);
    expect(office.mailed()).toEqual([]);
    expect((await office.page(1)).page.state).toBe("resolved");
  });

  it("and hands back begins again at the first step, with them", async () => {
    await takes("cem");
    await office.say("cem", "release #1", office.memory.dm("cem"));
    expect(office.rung().slice(1)).toEqual([
      "ana #1: #1: Cem has it.",
      expect.stringContaining("ana #1: invoices fail"),
    ]);
    expect(heard().join("\n")).toContain("Cem handed it back. Paging begins again.");
  });
});

describe("Nothing is sent after somebody has taken a page", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice();
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const takes = () => office.say("ana", "ack #1", office.memory.dm("ana"));

  it("of what their own rules would send later", async () => {
    await office.say("dee", "page billing invoices fail");
    await office.pass(1);
    await takes();
    await office.pass(58);
    expect(office.mailed()).toEqual([]);
    expect(office.rung()).toHaveLength(1);
  });

  it("of what failed and waits to be tried again", async () => {
    office.phone.answer({ retryInMs: undefined, reason: "it is busy" });
    await office.say("dee", "page billing invoices fail");
    await office.pass(0.5);
    const tries = office.phone.sent.length;
    await takes();
    office.phone.answer();
    await office.pass(58);
    expect(office.phone.sent).toHaveLength(tries);
  });

  it("of what is on its way just then and fails", async () => {
    office.phone.answer({ retryInMs: undefined, reason: "it is busy" });
    office.phone.hang();
    const said = office.say("dee", "page billing invoices fail");
    await office.phone.arrived(1);
    await office.act(1, { event: "ack" }, { kind: "person", person: "ana" });
    office.phone.goOn();
    await said;
    expect((await office.page(1)).page.ackedBy).toBe("ana");
    await office.pass(58);
    expect(office.phone.sent).toHaveLength(1);
  });

  it("of what lies ready to be said in chat", async () => {
    const cem = office.memory.dm("cem");
    await office.say("dee", "page billing invoices fail");
    office.memory.limitNext("send", { retryInMs: 60_000 }, cem);
    await office.pass(5);
    await takes();
    await office.pass(10);
    expect(office.heard("cem", cem).filter((text) => text.includes("I have it"))).toEqual([]);
    expect(office.heard("cem", cem).join("\n")).not.toContain("nobody has it yet");
  });
});
