import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

let office: PagerOffice;
beforeEach(async () => {
  office = await openPagerOffice();
});
afterEach(async () => {
  expect(office.faults).toEqual([]);
  await office.close();
});
const page = (who: string, text = "invoices fail") => office.say(who, `page billing ${text}`);

describe("The same fault, asked for twice", () => {
  it("is one page, and whoever is asked hears the new text at once", async () => {
    await page("dee");
    await office.pass(3);
    const again = await page("cem", "cards are refused");
    expect(office.heard("cem", threadOn(again))[0]).toContain(
      "You joined #1, opened by Dee 3 min ago. Nobody has it yet.",
    );
    expect(office.rung().at(-1)).toContain("Cem joined: cards are refused");
    expect(office.heard("dee", threadOn(again))).not.toHaveLength(0);
    expect(await office.paging().list("open")).toHaveLength(1);
  });

  it("is told to whoever has it, and to nobody else's pager", async () => {
    await page("dee");
    await office.pass(5);
    await office.say("ana", "ack #1", office.memory.dm("ana"));
    const cem = office.heard("cem", office.memory.dm("cem")).length;
    const again = await page("cem", "cards are refused");
    expect(office.rung().at(-1)).toMatch(/^ana .*cards are refused$/);
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(cem);
    expect(office.heard("cem", threadOn(again))[0]).toContain("Ana has it since");
  });

  it("is told all the rest where it was asked the second time", async () => {
    const sales = office.openRoom("sales");
    await page("dee");
    const asked = await office.say("cem", "@ama page billing cards are refused", sales);
    const there = () => office.heard("cem", threadOn(asked)).slice(1);
    await office.pass(5);
    expect(there()).toEqual([expect.stringContaining("#1: This asks Cem.")]);
    await office.say("ana", "ack #1", office.memory.dm("ana"));
    expect(there().at(-1)).toBe("#1: Ana has it.");
    await office.say("ana", "resolve #1 rolled back", office.memory.dm("ana"));
    expect(there().at(-1)).toBe("#1: Ana resolved it: rolled back");
  });

  it("is a page of its own once the first is resolved", async () => {
    await page("dee");
    await office.say("ana", "resolve #1 rolled back", office.memory.dm("ana"));
    await page("cem");
    expect((await office.page(2)).page.state).toBe("triggered");
    expect(office.rung().filter((line) => line.startsWith("ana #2"))).toHaveLength(1);
    expect(office.heard("cem", threadOn(await office.say("cem", "pages")))[0]).not.toContain("#1");
  });

  it("by a monitor joins by its key alone, and follows what was resolved", async () => {
    await office.trigger({ dedupKey: "am:1", alerts: ["a"] });
    await office.trigger({ dedupKey: "am:1", alerts: ["b"] });
    expect((await office.page(1)).page.alerts).toEqual(["a", "b"]);
    expect(await office.trigger({ dedupKey: "am:2" })).toBe(2);
    await office.gone(1, ["a", "b"]);
    const third = await office.trigger({ dedupKey: "am:1" });
    expect((await office.page(third)).page.follows).toBe(1);
  });

  it("before the pager has rung is told to whoever it rings for, after the page", async () => {
    await office.storm([{ dedupKey: "am:1" }, { dedupKey: "am:1", text: "cards are refused" }]);
    expect(office.rung()).toEqual([
      expect.stringContaining("ana #1: invoices fail"),
      "ana #1: #1: prometheus joined: cards are refused",
    ]);
  });

  it("of what is not urgent wakes nobody", async () => {
    await office.say("dee", "page low billing invoices look odd");
    await office.say("cem", "page billing cards look odd");
    await office.pass(60);
    expect([office.rung(), office.mailed()]).toEqual([[], []]);
  });
});

describe("A monitor", () => {
  it("resolves its page with the last alert that is gone, whatever was repeated meanwhile", async () => {
    await office.trigger({ alerts: ["a", "b"] });
    await office.gone(1, ["a"]);
    expect((await office.page(1)).page.state).toBe("triggered");
    await office.crash();
    await office.gone(1, ["a"]);
    expect((await office.page(1)).page.alerts).toEqual(["b"]);
    await office.gone(1, ["b"]);
    expect((await office.page(1)).page.state).toBe("resolved");
    await office.pass(60);
    expect(office.rung().filter((line) => line.includes("invoices fail"))).toHaveLength(1);
    expect(office.mailed()).toEqual([]);
  });

  it("resolves no page of another, and none that a person opened", async () => {
    await office.trigger();
    expect(await office.gone(1, ["a"], "grafana")).toMatchObject({ done: false });
    await page("dee");
    expect(await office.gone(2, ["a"])).toMatchObject({ done: false });
    expect(await office.paging().list("open")).toHaveLength(2);
  });
});

describe("Two who take a page at once", () => {
  it("are one who has it, and one who hears who that is", async () => {
    await page("dee");
    const [ana, cem] = [office.memory.dm("ana"), office.memory.dm("cem")];
    await Promise.all([
      office.memory.say("ana", ana, "ack #1"),
      office.memory.say("cem", cem, "ack #1"),
    ]);
    await office.settle();
    const { page: taken } = await office.page(1);
    const [winner, loser] = taken.ackedBy === "ana" ? [ana, cem] : [cem, ana];
    const name = taken.ackedBy === "ana" ? "Ana" : "Cem";
    const others = taken.ackedBy === "ana" ? "cem" : "ana";
    expect(office.heard(taken.ackedBy ?? "", winner).at(-1)).toBe(`#1: ${name} has it.`);
    expect(office.heard(others, loser).join("\n")).toContain(`${name} has it since`);
    const story = await office.story(1);
    expect(story.filter((event) => event === "acknowledged")).toHaveLength(1);
    expect(story.filter((event) => event === "joined-in")).toHaveLength(1);
  });
});
