import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice, people } from "./pager-office.ts";

describe("A test page", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice();
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });

  it("goes to whoever wants it by each of their rules, one result line each, and asks nobody else", async () => {
    const thread = threadOn(await office.say("ana", "test page"));
    expect(office.rung()).toEqual([expect.stringContaining("ana #1: TEST for Ana")]);
    expect(office.mailed()).toEqual(["ana #1"]);
    const said = office.heard("ana", thread).join("\n");
    expect(said).toContain("Sent to Ana by ntfy.");
    expect(said).toContain("Sent to Ana by e-mail.");
    await office.pass(24 * 60);
    expect(office.rung()).toHaveLength(1);
    expect(office.mailed()).toHaveLength(1);
    expect(office.heard("cem", office.memory.dm("cem"))).toEqual([]);
    expect((await office.page(1)).page.state).toBe("resolved");
  });

  it("says which way failed, and why", async () => {
    office.mail.answer({ refused: "The mail server said: 550 no such user" });
    const thread = threadOn(await office.say("ana", "test page"));
    const said = office.heard("ana", thread).join("\n");
    expect(said).toContain("Sent to Ana by ntfy.");
    expect(said).toContain("Ana: e-mail failed: The mail server said: 550 no such user.");
  });

  it("is sent to others by whoever looks after the schedules alone", async () => {
    const refused = threadOn(await office.say("dee", "test page @bo"));
    expect(office.heard("dee", refused)[0]).toContain("Nobody is paged.");
    expect(office.rung()).toEqual([]);
    const admin = people.replace("name: Dee}", "name: Dee, roles: [oncall-admin]}");
    await office.edit({ "people.yaml": admin });
    const thread = threadOn(await office.say("dee", "test page @bo"));
    expect(office.rung()).toEqual([expect.stringContaining("bo #1: TEST")]);
    expect(office.heard("dee", thread).join("\n")).toContain("Sent to Bo by ntfy.");
  });

  it("is no page to take, nor one to open again", async () => {
    await office.say("ana", "test page");
    const dm = office.memory.dm("ana");
    await office.say("ana", "ack #1", dm);
    expect(office.heard("ana", dm).at(-1)).toBe("#1 was a test: there is nothing to do.");
    await office.say("ana", "reopen #1", dm);
    await office.pass(60);
    expect(office.rung()).toHaveLength(1);
    expect((await office.page(1)).page.state).toBe("resolved");
  });
});
