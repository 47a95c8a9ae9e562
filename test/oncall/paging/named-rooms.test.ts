import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { oncall, openPagerOffice, type PagerOffice } from "./pager-office.ts";

const inOps = oncall.replace('"person:cem"', '"person:cem", "room:#ops"');
const unsent = { key: expect.stringContaining("page:1:"), reason: "gone" };

describe("A room that a policy names", () => {
  let office: PagerOffice;
  let thread: ReturnType<typeof threadOn>;
  beforeEach(async () => {
    office = await openPagerOffice({ files: { "oncall.yaml": inOps } });
    thread = threadOn(await office.say("dee", "page billing invoices fail"));
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const said = () => office.heard("dee", thread).join("\n");
  const rooms = () => office.db.selectFrom("named_room").select("written").execute();

  it("and that is archived is looked for by its name, and the next step speaks where that is now", async () => {
    office.archive("ops");
    const moved = office.openRoom("ops-2", undefined, "#ops");
    await office.pass(5);
    expect(office.faults.splice(0)).toEqual([unsent]);
    expect(office.heard("cem", moved)).toEqual([]);
    await office.pass(15);
    expect(office.heard("cem", moved)).toEqual([expect.stringContaining("invoices fail")]);
    expect(said()).not.toContain("Nothing can be said in #ops.");
  });

  it("and that is archived is told as lost with the next step that names it", async () => {
    office.archive("ops");
    await office.pass(5);
    expect(office.faults.splice(0)).toEqual([unsent]);
    expect(said()).not.toContain("Nothing can be said in #ops.");
    expect(await rooms()).toEqual([]);
    await office.pass(15);
    expect(said()).toContain("Nothing can be said in #ops.");
  });

  it("and that is archived is looked for twice a minute, and spoken in again once it is there", async () => {
    office.archive("ops");
    await office.pass(5);
    office.faults.splice(0);
    const before = office.asked("ops");
    for (let looks = 0; looks < 30; looks += 1) await office.steady(10);
    expect(office.asked("ops") - before).toBe(10);
    const moved = office.openRoom("ops-2", undefined, "#ops");
    await office.pass(10);
    expect(office.heard("cem", moved)).toEqual([expect.stringContaining("invoices fail")]);
  });

  it("is not looked for where only a message in it is gone", async () => {
    const number = await office.trigger({ dedupKey: "am:2" });
    await office.pass(1);
    const before = office.asked("ops");
    office.memory.limitNext("edit", { refused: "gone" }, office.ops);
    await office.say("ana", `ack #${number}`, office.memory.dm("ana"));
    const failed = { key: expect.stringContaining(`page:${number}:status`), reason: "gone" };
    expect(office.faults.splice(0)).toEqual([failed]);
    expect(office.asked("ops")).toBe(before);
  });
});
