import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { openPagerOffice, type PagerOffice, people } from "./pager-office.ts";

const inBerlin = people
  .replace("name: Ana,", "name: Ana, timezone: Europe/Berlin,")
  .replace("name: Cem}", "name: Cem, timezone: Europe/Berlin}");

describe("A page at three in the morning that is not urgent", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice({ files: { "people.yaml": inBerlin } });
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const page = async () => threadOn(await office.say("dee", "page low billing totals look odd"));

  it("says that it waits, and for whose morning", async () => {
    const thread = await page();
    expect(office.heard("dee", thread)[0]).toContain(
      "Ana hears of it by e-mail on Wed 25 Nov 08:02 (Europe/Berlin, +01:00).",
    );
    expect(office.heard("dee", thread)[0]).toContain("(not urgent)");
  });

  it("waits for eight o'clock where Ana is, and rings no phone even then", async () => {
    await page();
    await office.pass(5 * 60 - 1);
    expect(office.mailed()).toEqual([]);
    expect(office.heard("cem", office.memory.dm("cem"))).toEqual([]);
    await office.pass(1 + 2);
    expect(office.mailed()).toEqual(["ana #1"]);
    expect(office.rung()).toEqual([]);
    await office.pass(3);
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(1);
  });

  it("can be taken at once by who is awake, and Ana sleeps on", async () => {
    await page();
    await office.say("cem", "ack #1", office.memory.dm("cem"));
    await office.pass(55);
    expect(office.mailed()).toEqual([]);
    expect((await office.page(1)).page.ackedBy).toBe("cem");
  });

  it("waits over a restart, too", async () => {
    await page();
    await office.sleep({ hours: 4 });
    expect(office.mailed()).toEqual([]);
    await office.pass(62);
    expect(office.mailed()).toEqual(["ana #1"]);
  });
});
