import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("A service that is muted", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice({ oncallRoom: "#ops" });
    await office.say("ana", "mute billing 2h deploy", office.memory.dm("ana"));
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const status = () => office.heard("cem", office.ops)[0] ?? "";

  it("has what monitors report wait where all can see it, and asks nobody", async () => {
    await office.trigger();
    expect(status()).toContain("#1 Billing: invoices fail");
    expect(status()).toContain("Billing is muted by Ana until Wed 25 Nov 04:00");
    expect(status()).toContain("(deploy): nobody is asked before that.");
    await office.pass(119);
    expect(office.rung()).toEqual([]);
    expect(office.heard("cem", office.memory.dm("cem"))).toEqual([]);
    const list = threadOn(await office.say("dee", "pages"));
    expect(office.heard("dee", list)[0]).toContain("#1 billing: invoices fail");
    expect(office.heard("dee", list)[0]).toContain("billing until");
  });

  it("has it page when the mute ends, on time", async () => {
    await office.trigger();
    await office.pass(120);
    expect(office.rung()).toEqual([expect.stringContaining("ana #1: invoices fail")]);
    expect(status()).toContain("This asks Ana");
    expect(status()).not.toContain("Late");
  });

  it("has it page at once when somebody unmutes it", async () => {
    await office.trigger();
    await office.pass(30);
    await office.say("ana", "unmute billing", office.memory.dm("ana"));
    expect(office.rung()).toHaveLength(1);
    expect(await office.story(1)).toContain("unmuted");
    await office.trigger({ dedupKey: "am:2" });
    expect(office.rung()).toHaveLength(2);
  });

  it("keeps nobody from paging for it by hand", async () => {
    await office.say("dee", "page billing invoices fail");
    expect(office.rung()).toHaveLength(1);
  });

  it("lets what waits be taken, and then it does not page", async () => {
    await office.trigger();
    await office.pass(90);
    await office.say("bo", "ack #1", office.memory.dm("bo"));
    expect((await office.page(1)).page.ackedBy).toBe("bo");
    await office.pass(50);
    expect(office.rung().filter((line) => line.includes("invoices fail"))).toEqual([]);
  });

  it("has what is over by then page nobody", async () => {
    await office.trigger();
    await office.gone(1, ["a"]);
    await office.pass(180);
    expect(office.rung()).toEqual([]);
    expect((await office.page(1)).page.state).toBe("resolved");
  });

  it("does not stop a page that runs already", async () => {
    await office.say("ana", "unmute billing", office.memory.dm("ana"));
    await office.trigger();
    await office.say("ana", "mute billing 2h deploy", office.memory.dm("ana"));
    await office.pass(5);
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(1);
  });

  it("is not that by the word of somebody who is never on call", async () => {
    await office.say("ana", "unmute billing", office.memory.dm("ana"));
    await office.say("dee", "mute billing 2h deploy", office.memory.dm("dee"));
    await office.trigger();
    expect(office.rung()).toHaveLength(1);
  });
});
