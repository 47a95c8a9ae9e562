import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { oncall, openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("A page at three in the morning", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice();
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });

  it("rings the phone of whoever is on call at once, and says so to whoever asked", async () => {
    const asked = await office.say("dee", "page billing invoices fail");
    expect(office.rung()).toEqual(["ana #1: invoices fail\n\nRunbook: Restart billing"]);
    const [status = ""] = office.heard("dee", threadOn(asked));
    expect(status).toContain("#1 Billing: invoices fail");
    expect(status).toContain(
      'Ana (on call for "primary"). Ana hears of it by ntfy now, by e-mail in 2 min.',
    );
    expect(status).toContain("Runbook: Restart billing.");
  });

  it("goes on by mail, to the next step, through all rounds, to everybody, for ever", async () => {
    await office.say("dee", "page billing invoices fail");
    await office.pass(2);
    expect(office.mailed()).toEqual(["ana #1"]);
    await office.pass(3);
    expect(office.heard("cem", office.memory.dm("cem"))[0]).toContain("#1 Billing: invoices fail");
    await office.pass(10);
    expect(office.rung()).toHaveLength(2);
    await office.pass(15);
    const before = office.rung().length;
    expect(office.rung().filter((line) => line.startsWith("bo"))).not.toHaveLength(0);
    await office.pass(60);
    expect(office.rung().length).toBeGreaterThanOrEqual(before + 8);
    const { page } = await office.page(1);
    expect(page.state).toBe("triggered");
  });

  it("asks everybody again every 15 minutes, and never stops", async () => {
    await office.say("dee", "page billing invoices fail");
    await office.pass(30);
    const rungFor = (who: string) => office.rung().filter((line) => line.startsWith(who)).length;
    const before = rungFor("bo");
    await office.pass(3 * 60);
    expect(rungFor("bo")).toBe(before + 12);
    expect((await office.page(1)).page.state).toBe("triggered");
  });

  it("goes on to the next without forgetting what the first is still to hear", async () => {
    await office.edit({ "oncall.yaml": oncall.replace("wait: 5m", "wait: 1m") });
    await office.say("dee", "page billing invoices fail");
    await office.pass(1);
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(1);
    expect(office.mailed()).toEqual([]);
    await office.pass(1);
    expect(office.mailed()).toEqual(["ana #1"]);
  });

  it("stops with the first who takes it, and everybody is told who that is", async () => {
    const asked = await office.say("dee", "page billing invoices fail");
    await office.pass(5);
    await office.say("ana", "ack #1", office.memory.dm("ana"));
    const rung = office.rung().length;
    await office.pass(30);
    expect(office.rung()).toHaveLength(rung);
    expect(office.heard("dee", threadOn(asked))).toContain("#1: Ana has it.");
    expect(office.heard("cem", office.memory.dm("cem"))).toContain("#1: Ana has it.");
  });
});
