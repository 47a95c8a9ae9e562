import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("A page while somebody sets the clock", () => {
  let office: PagerOffice;
  let thread: ReturnType<typeof threadOn>;
  beforeEach(async () => {
    office = await openPagerOffice();
    thread = threadOn(await office.say("dee", "page billing invoices fail"));
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const cem = () => office.heard("cem", office.memory.dm("cem"));
  const turns = async () => (await office.story(1)).filter((event) => event === "turn").length;
  const jumped = (seconds: number) => [
    new Error(`The clock has moved by ${seconds} s against the time that has passed`),
  ];

  it("back by an hour is as soon with the next step as it would have been", async () => {
    await office.setClock({ hours: -1 });
    expect(office.faults.splice(0)).toEqual(jumped(-3_600));
    await office.steady(115);
    expect(office.mailed()).toEqual([]);
    await office.steady(5);
    expect(office.mailed()).toEqual(["ana #1"]);
    await office.steady(175);
    expect(await turns()).toBe(1);
    await office.steady(5);
    expect(await turns()).toBe(2);
    expect(cem()).toHaveLength(1);
    expect(office.heard("dee", thread).join("\n")).not.toContain("Late");
  });

  it("back by an hour takes each later step once, at its time", async () => {
    await office.setClock({ hours: -1 });
    office.faults.splice(0);
    for (let minute = 0; minute < 15; minute += 5) await office.steady(300);
    expect(await turns()).toBe(3);
    await office.steady(295);
    expect(await turns()).toBe(3);
    expect(office.rung()).toHaveLength(2);
  });

  it("back by an hour takes nobody for flooded by what went out before", async () => {
    for (const text of ["two", "three", "four", "five", "six"]) {
      await office.gone(await office.trigger({ text, dedupKey: text }), ["a"]);
      await office.steady(40);
    }
    const before = office.rung().length;
    expect(before).toBeGreaterThan(5);
    await office.setClock({ hours: -1 });
    office.faults.splice(0);
    await office.trigger({ text: "seven", dedupKey: "seven" });
    expect(office.rung().slice(before)).toEqual([expect.stringContaining("seven")]);
  });

  it("back by an hour while chat is tried again does not make that wait an hour", async () => {
    await office.steady(295);
    office.memory.limitNext("send", { retryInMs: 5_000 }, office.memory.dm("cem"));
    await office.steady(5);
    expect(cem()).toEqual([]);
    await office.setClock({ hours: -1 });
    office.faults.splice(0);
    await office.steady(5);
    expect(cem()).toHaveLength(1);
  });

  it("back by an hour while somebody's words are taken up again does not make them wait an hour", async () => {
    office.memory.limitNext("readThread", "broken");
    const asked = await office.memory.say("dee", office.room, "it is slow");
    await office.say("dee", "@ama how do I restart it", threadOn(asked.message));
    expect(office.faults.splice(0)).toEqual([new Error("readThread failed")]);
    const answer = () => office.heard("dee", threadOn(asked.message)).join("\n");
    expect(answer()).toBe("");
    await office.setClock({ hours: -1 });
    expect(office.faults.splice(0)).toEqual(jumped(-3_600));
    expect(answer()).not.toBe("");
  });

  it("back by an hour and forth again repeats nothing", async () => {
    await office.setClock({ hours: -1 });
    await office.steady(60);
    await office.setClock({ hours: 1 });
    expect(office.faults.splice(0)).toEqual([...jumped(-3_600), ...jumped(3_600)]);
    await office.steady(180);
    expect(await turns()).toBe(1);
    await office.steady(60);
    expect(await turns()).toBe(2);
    expect(office.rung()).toHaveLength(1);
  });

  it("forth by an hour takes one turn, says how late, and goes on from there", async () => {
    await office.setClock({ hours: 1 });
    expect(office.faults.splice(0)).toEqual(jumped(3_600));
    expect(await turns()).toBe(2);
    expect(office.heard("dee", thread).at(-1)).toContain("Late by 55 min.");
    await office.steady(590);
    expect(await turns()).toBe(2);
    await office.steady(10);
    expect(await turns()).toBe(3);
    expect(office.mailed()).toEqual(["ana #1"]);
  });

  it("by a second here and there, as time servers do, notices nothing", async () => {
    for (let step = 0; step < 10; step += 1) {
      await office.setClock({ seconds: step % 2 === 0 ? -1 : 1 });
      await office.steady(29);
    }
    expect(await turns()).toBe(1);
    await office.steady(11);
    expect(await turns()).toBe(2);
    expect(office.rung()).toHaveLength(1);
    expect(office.mailed()).toEqual(["ana #1"]);
  });

  it("back by an hour still reminds whoever has it after the hour that it is about", async () => {
    await office.say("ana", "ack #1", office.memory.dm("ana"));
    await office.setClock({ hours: -1 });
    office.faults.splice(0);
    await office.steady(3_590);
    expect(await office.story(1)).not.toContain("reminded");
    await office.steady(10);
    expect(await office.story(1)).toContain("reminded");
  });
});
