import { afterEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { oncall, openPagerOffice, type PagerOffice, people } from "./pager-office.ts";

const emptyNight = "  night: {timezone: Europe/Berlin, layers: []}\n";
const withPolicy = (steps: string, schedules = emptyNight) =>
  oncall
    .replace("policies:\n", `${schedules}policies:\n`)
    .replace(/ {4}steps:\n(?: {6}.*\n)+/, `    steps: [${steps}]\n`);

/** Gus has no address at all: the chat does not know him, and nothing else is written of him. */
const withGus = people.replace("  - {id: dee", "  - {id: gus, name: Gus}\n  - {id: dee");
const gusServes =
  '  night: {timezone: Europe/Berlin, layers: [{name: n, people: [gus], every: 1 day, start: "2026-11-01T09:00"}]}\n';

describe("A step that reaches nobody", () => {
  let office: PagerOffice;
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const page = async () => threadOn(await office.say("dee", "page billing invoices fail"));
  const cem = () => office.heard("cem", office.memory.dm("cem"));

  it("is passed over at once, and the thread says why", async () => {
    const steps = '{notify: ["schedule:night"], wait: 30m}, {notify: ["person:cem"], wait: 10m}';
    office = await openPagerOffice({ files: { "oncall.yaml": withPolicy(steps) } });
    const thread = await page();
    expect(cem()).toEqual([expect.stringContaining("invoices fail")]);
    const said = office.heard("dee", thread).join("\n");
    expect(said).toContain("This asks Cem.");
    expect(said).toContain('Nobody is on call for "night".');
  });

  it("is passed over at once where whoever is on call has no address, who is named", async () => {
    const steps = '{notify: ["schedule:night"], wait: 30m}, {notify: ["person:cem"], wait: 10m}';
    office = await openPagerOffice({
      files: { "oncall.yaml": withPolicy(steps, gusServes), "people.yaml": withGus },
      strangers: ["gus"],
    });
    const thread = await page();
    expect(cem()).toHaveLength(1);
    expect(office.heard("dee", thread).join("\n")).toContain(
      "Gus has no address that is in use here.",
    );
  });

  it("does not keep those who can be reached from being asked beside it", async () => {
    const steps = '{notify: ["person:gus", "person:bo"], wait: 30m}';
    office = await openPagerOffice({
      files: { "oncall.yaml": withPolicy(steps), "people.yaml": withGus },
      strangers: ["gus"],
    });
    const thread = await page();
    expect(office.rung()).toHaveLength(1);
    expect(office.heard("dee", thread)[0]).toContain("Gus has no address that is in use here.");
    await office.pass(29);
    expect(office.rung()).toHaveLength(1);
  });

  it("is not what becomes of somebody who is added: the thread says to call them", async () => {
    office = await openPagerOffice({ files: { "people.yaml": withGus }, strangers: ["gus"] });
    const thread = await page();
    await office.say("dee", "add #1 @gus");
    expect(office.heard("dee", thread)).toContain("#1: Gus cannot be notified by us. Call them.");
  });

  it("where all steps are like that, has everybody asked at once, again and again", async () => {
    const steps = '{notify: ["schedule:night"], wait: 30m}';
    office = await openPagerOffice({ files: { "oncall.yaml": withPolicy(steps) } });
    const thread = await page();
    expect(office.rung().map((line) => line.split(":")[0])).toEqual(["ana #1", "bo #1"]);
    expect(office.heard("dee", thread)[0]).toContain("it asks again in 15 min");
    await office.pass(15);
    expect(office.rung()).toHaveLength(4);
  });
});

describe("A page that reaches nobody at all", () => {
  let office: PagerOffice;
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const nobodyThere = people.replace(/ (ntfy|email): [^,]+,/g, "");

  it("is told at once to whoever asked, where it stands, and in the team's room", async () => {
    office = await openPagerOffice({
      files: { "people.yaml": nobodyThere },
      strangers: ["ana", "bo", "cem", "dee"],
      oncallRoom: "#ops",
    });
    const asked = await office.say("dee", "page billing invoices fail");
    const home = office.heard("dee", threadOn(asked)).join("\n");
    expect(home).toContain("Nobody is notified of #1 now.");
    expect(home).toContain("If it cannot wait, call somebody");
    expect(office.heard("bo", office.ops).join("\n")).toContain("Nobody is notified of #1 now.");
    const elsewhere = await office.say("bo", "@ama page billing me too", office.openRoom("sales"));
    await office.pass(15);
    expect(office.heard("bo", threadOn(elsewhere)).join("\n")).toContain(
      "Nobody is notified of #1 now.",
    );
    expect((await office.page(1)).page.state).toBe("triggered");
  });

  it("is told so, too, where a policy names a person who is not there and a room that is lost", async () => {
    const steps = '{notify: ["schedule:night", "room:#nowhere"], wait: 5m}';
    office = await openPagerOffice({
      files: { "people.yaml": nobodyThere, "oncall.yaml": withPolicy(steps) },
      strangers: ["ana", "bo", "cem", "dee"],
    });
    const asked = await office.say("dee", "page billing invoices fail");
    expect(office.heard("dee", threadOn(asked))[0]).toContain("Nothing can be said in #nowhere.");
  });

  it("since every way to everybody fails says that of each of them within the same tick", async () => {
    office = await openPagerOffice({ strangers: ["ana", "bo", "cem", "dee"] });
    office.phone.answer({ refused: "it answered 500" });
    office.mail.answer({ refused: "The mail server said: 550 no such user" });
    const asked = await office.say("dee", "page billing invoices fail");
    const said = office.heard("dee", threadOn(asked));
    expect(said.slice(1)).toEqual([
      "#1: Ana: ntfy failed: it answered 500.",
      "#1: Ana: e-mail failed: The mail server said: 550 no such user.",
    ]);
    expect(said[0]).toContain("Ana: ntfy failed: it answered 500.");
  });
});
