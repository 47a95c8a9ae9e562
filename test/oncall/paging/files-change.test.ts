import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { oncall, openPagerOffice, type PagerOffice, people } from "./pager-office.ts";

describe("A page that runs while files change", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice({ oncallRoom: "#ops" });
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const page = async () => threadOn(await office.say("dee", "page billing invoices fail"));
  const peopleRung = () => office.rung().map((line) => line.split(":")[0]);
  const cem = () => office.heard("cem", office.memory.dm("cem"));
  const boAlone = oncall
    .replace('      - {notify: ["schedule:primary"], wait: 5m}\n', "")
    .replace('{notify: ["person:cem"], wait: 10m}', '{notify: ["person:bo"], wait: 1m}');

  it("goes on by the steps that it began with, and the next page runs by the new ones", async () => {
    await page();
    await office.edit({ "oncall.yaml": boAlone });
    await office.pass(4);
    expect(peopleRung()).toEqual(["ana #1"]);
    await office.pass(1);
    expect(cem()).toHaveLength(1);
    await office.say("dee", "resolve #1 it was a test");
    await page();
    expect(peopleRung()).toContain("bo #2");
  });

  it("goes on where its policy is gone, and where the file cannot be read any more", async () => {
    await page();
    await office.edit({ "oncall.yaml": oncall.replace(/policies:[\s\S]*/, "") });
    await office.pass(5);
    expect(cem()).toHaveLength(1);
    await office.edit({ "oncall.yaml": "schedules: [" });
    await office.pass(10);
    expect(peopleRung()).toEqual(["ana #1", "ana #1"]);
  });

  it("asks whoever is on call by the roster of now", async () => {
    await page();
    await office.edit({ "oncall.yaml": oncall.replace("[ana, bo]", "[bo, ana]") });
    await office.pass(14);
    expect(peopleRung()).toEqual(["ana #1"]);
    await office.pass(1);
    expect(peopleRung()).toEqual(["ana #1", "bo #1"]);
  });

  it("asks whoever is on call by an override of now", async () => {
    await page();
    await office.say("bo", "override primary @bo now for 2h", office.memory.dm("bo"));
    await office.pass(15);
    expect(peopleRung()).toEqual(["ana #1", "bo #1"]);
  });

  it("says that somebody who is taken out of people.yaml cannot be reached, and asks the next", async () => {
    const thread = await page();
    const without = people.replace(/ {2}- \{id: ana.*\n/, "").replace("[ana]", "[bo]");
    await office.edit({ "people.yaml": without });
    await office.pass(2);
    expect(office.mailed()).toEqual([]);
    expect(office.heard("dee", thread).at(-1)).toBe(
      "#1: ana: e-mail failed: there is no address for it any more.",
    );
    await office.pass(3);
    expect(cem()).toHaveLength(1);
    await office.pass(10);
    const said = office.heard("dee", thread).join("\n");
    expect(said).toMatch(/"ana" is not in people\.yaml\.|Nobody is on call for "primary"\./);
  });

  it("uses the address of now", async () => {
    office.phone.answer({ retryInMs: undefined, reason: "it is busy" });
    await page();
    office.phone.answer();
    await office.edit({ "people.yaml": people.replace("env:ANA", "env:ANA_NEW") });
    await office.pass(0.1);
    const addresses = office.phone.sent.map(({ notification }) => notification.to.address);
    expect(addresses).toEqual(["env:ANA", "env:ANA_NEW"]);
  });

  it("rings on where its own room is archived, and tells whoever asked by direct message", async () => {
    await page();
    await office.memory.change(office.room, "left");
    await office.settle();
    await office.pass(15);
    expect(cem()).toHaveLength(1);
    expect(peopleRung()).toEqual(["ana #1", "ana #1"]);
    expect((await office.page(1)).page.state).toBe("triggered");
    expect(office.heard("dee", office.memory.dm("dee"))).toContainEqual(
      expect.stringContaining("#1: This asks Cem."),
    );
  });

  it("asks the people of a step whose room is archived, and stands where it was asked", async () => {
    const steps = oncall.replace('"person:cem"', '"room:#ops", "person:cem"');
    await office.edit({ "oncall.yaml": steps });
    const thread = await page();
    await office.memory.change(office.ops, "left");
    await office.pass(5);
    expect(cem()).toHaveLength(1);
    expect(office.heard("dee", thread)).not.toHaveLength(0);
    expect((await office.page(1)).page.state).toBe("triggered");
    expect(office.faults.splice(0)).toHaveLength(1);
  });
});
