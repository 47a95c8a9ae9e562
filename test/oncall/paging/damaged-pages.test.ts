import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("An open page that cannot be read", () => {
  let office: PagerOffice;
  let thread: ReturnType<typeof threadOn>;
  beforeEach(async () => {
    office = await openPagerOffice({ oncallRoom: "#ops" });
    thread = threadOn(await office.say("dee", "page billing invoices fail"));
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const write = (number: number, column: "body" | "shows", text: string) =>
    office.db
      .updateTable("page")
      .set({ [column]: text })
      .where("number", "=", number)
      .execute();
  const faults = () => office.faults.splice(0).map(String);
  const unreadable = (number: number) =>
    `Error: #${number} cannot be read: its row is damaged, or a newer version wrote it`;

  it.each([
    ["is cut off", "body", '{"number":1,"sta'],
    ["is of a newer version", "body", '{"number":1,"state":"parked"}'],
    ["has messages of a newer version", "shows", "[]"],
  ] as const)("since its row %s has another take its place, once", async (_, column, text) => {
    await write(1, column, text);
    await office.settle();
    expect(faults()).toEqual([unreadable(1)]);
    const [first, second, ...others] = office.rung();
    expect(first).toContain("ana #1: invoices fail");
    expect(others).toEqual([]);
    expect(second).toContain("ana #2: #1 cannot be read any more, so nobody is asked by it.");
    expect(second).toContain("invoices fail");
    expect(office.heard("cem", office.ops)).toEqual([expect.stringContaining("#1 cannot be read")]);
    expect(office.heard("dee", thread).at(-1)).toBe(
      "#1 cannot be read any more. #2 takes its place.",
    );
    await office.pass(4);
    await office.crash();
    expect(office.heard("cem", office.ops)).toHaveLength(1);
    expect(office.mailed()).toEqual(["ana #2"]);
  });

  it("keeps no other page from being opened, joined, taken or passed on", async () => {
    const other = await office.trigger({ dedupKey: "am:2", text: "cards are refused" });
    await write(1, "body", "{");
    await office.trigger({ dedupKey: "am:2", text: "cards are refused again" });
    expect(faults()).toEqual([unreadable(1)]);
    expect((await office.page(other)).page.joins).toBe(1);
    await office.pass(5);
    expect(office.heard("cem", office.memory.dm("cem")).join("\n")).toContain("cards are refused");
    await office.say("cem", `ack #${other}`, office.memory.dm("cem"));
    expect((await office.page(other)).page.ackedBy).toBe("cem");
    const list = threadOn(await office.say("dee", "pages"));
    expect(office.heard("dee", list)[0]).toContain(`#${other}`);
  });

  it("keeps none about the same from being opened, before anybody has looked after it", async () => {
    const first = await office.trigger();
    await write(first, "body", "{");
    expect(await office.trigger({ text: "invoices fail again" })).toBe(first + 1);
    expect(faults()).toEqual([unreadable(first)]);
    expect(office.rung().join("\n")).toContain(`#${first + 1}: invoices fail again`);
  });

  it("has another take its place where nobody can tell any more where it stood", async () => {
    await write(1, "body", "{");
    await office.db.updateTable("page").set({ home: "?" }).execute();
    await office.settle();
    expect(faults()).toEqual([unreadable(1)]);
    expect(office.rung().at(-1)).toContain("#1 cannot be read any more");
  });

  it("that has ended is left alone, and keeps nobody from seeing the others", async () => {
    await office.say("ana", "resolve #1 done", office.memory.dm("ana"));
    await write(1, "body", "{");
    const next = await office.trigger();
    const list = threadOn(await office.say("dee", "pages all"));
    expect(office.heard("dee", list)[0]).toContain(`#${next}`);
    expect(office.rung()).toHaveLength(2);
  });
});
