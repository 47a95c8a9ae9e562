import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("A page while the process is away", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice();
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const turns = async () => (await office.story(1)).filter((event) => event === "turn").length;
  const cem = () => office.heard("cem", office.memory.dm("cem"));

  it("goes on where it was, neither from the top nor not at all", async () => {
    const asked = await office.say("dee", "page billing invoices fail");
    await office.pass(3);
    await office.sleep({ seconds: 30 });
    expect(office.rung()).toHaveLength(1);
    expect(office.mailed()).toHaveLength(1);
    await office.pass(1);
    expect(cem()).toEqual([]);
    await office.pass(0.5);
    expect(cem()).toHaveLength(1);
    expect(await turns()).toBe(2);
    expect(office.heard("dee", threadOn(asked)).join("\n")).not.toContain("Late");
  });

  it.each([
    [{ hours: 1 }, "Late by 55 min."],
    [{ hours: 72 }, "Late by 2 d 23 h 55 min."],
  ])("takes one turn after %o, at once, and says how late", async (away, late) => {
    const asked = await office.say("dee", "page billing invoices fail");
    await office.sleep(away);
    expect(await turns()).toBe(2);
    expect(office.heard("dee", threadOn(asked)).at(-1)).toContain(late);
    expect(cem()).toHaveLength(1);
    expect(office.rung()).toHaveLength(1);
    expect(office.mailed()).toEqual(["ana #1"]);
    await office.pass(9);
    expect(await turns()).toBe(2);
    await office.pass(1);
    expect(await turns()).toBe(3);
  });

  it("asks whoever is on call by then", async () => {
    await office.say("dee", "page billing invoices fail");
    await office.pass(6);
    await office.sleep({ hours: 6 * 24 });
    expect(office.rung().at(-1)).toContain("bo #1");
    expect(await turns()).toBe(3);
  });

  it("that was asked for while nobody listened is not lost", async () => {
    const number = await office.trigger();
    expect(number).toBe(1);
    await office.sleep({ minutes: 1 });
    expect(office.rung()).toHaveLength(1);
  });

  it("stays snoozed, and wakes on time", async () => {
    const asked = await office.say("dee", "page billing invoices fail");
    await office.say("ana", "snooze #1 2h", office.memory.dm("ana"));
    await office.sleep({ hours: 1 });
    await office.pass(59);
    expect(office.rung()).toHaveLength(1);
    await office.pass(1);
    expect(office.rung()).toHaveLength(2);
    expect(office.heard("dee", threadOn(asked)).join("\n")).toContain(
      "The snooze is over. Paging begins again.",
    );
  });

  it("whose snooze ends meanwhile wakes when somebody looks, once", async () => {
    await office.say("dee", "page billing invoices fail");
    await office.say("ana", "snooze #1 2h", office.memory.dm("ana"));
    await office.sleep({ hours: 8 });
    expect(office.rung()).toHaveLength(2);
    expect((await office.page(1)).page.state).toBe("triggered");
  });

  it("stays Ana's, who is asked for a sign on time", async () => {
    await office.say("dee", "page billing invoices fail");
    await office.say("ana", "ack #1", office.memory.dm("ana"));
    await office.sleep({ minutes: 50 });
    expect((await office.page(1)).page.ackedBy).toBe("ana");
    expect(office.rung()).toHaveLength(1);
    await office.pass(10);
    expect(await office.story(1)).toContain("reminded");
  });

  it("is sent again under the same mark where the process died over it, and is noted once", async () => {
    office.phone.hang();
    const said = office.say("dee", "page billing invoices fail");
    await office.phone.arrived(1);
    office.phone.recover();
    await office.crash();
    const [first, again, ...more] = office.phone.sent;
    expect(again?.nonce).toBe(first?.nonce);
    expect(more).toEqual([]);
    // What the dead one hears late, nobody writes down.
    office.phone.goOn();
    await said;
    await office.pass(1);
    expect((await office.story(1)).filter((event) => event === "delivered")).toHaveLength(1);
    expect(office.phone.sent).toHaveLength(2);
  });
});
