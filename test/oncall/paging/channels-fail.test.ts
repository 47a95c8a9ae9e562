import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { threadOn } from "../../talk/open-talk.ts";
import { oncall, openPagerOffice, type PagerOffice } from "./pager-office.ts";

/** All three are asked at once. */
const atOnce = oncall.replace(
  '{notify: ["schedule:primary"], wait: 5m}',
  '{notify: ["person:ana", "person:cem", "person:bo"], wait: 30m}',
);

const busy = { retryInMs: undefined, reason: "it is busy" } as const;

describe("A way that fails", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice({ files: { "oncall.yaml": atOnce } });
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });
  const page = async () => threadOn(await office.say("dee", "page billing invoices fail"));
  const seconds = () => {
    const [first] = office.phone.sent;
    return office.phone.sent.map(({ at }) => first?.at.until(at).total("seconds"));
  };
  const peopleRung = () => office.rung().map((line) => line.split(" ")[0]);

  it("to one person in chat stops nobody else's page, and is told", async () => {
    const cem = office.memory.dm("cem");
    office.memory.limitNext("send", { refused: "no-access" }, cem);
    const thread = await page();
    expect(peopleRung()).toEqual(["ana", "bo"]);
    expect(office.heard("dee", thread).at(-1)).toBe(
      "#1: Cem: chat failed: we may not write to them alone.",
    );
    office.faults.splice(0);
  });

  it("to one person is tried again for that person alone", async () => {
    office.phone.answer(busy, "ana");
    await page();
    expect(peopleRung()).toEqual(["ana", "bo"]);
    await office.pass(0.1);
    expect(peopleRung()).toEqual(["ana", "bo", "ana", "ana"]);
  });

  it("for now is tried again after 1, 2, 5, 10, 20 and 30 seconds, then every 30", async () => {
    office.phone.answer(busy, "ana");
    await page();
    await office.pass(2.2);
    expect(seconds().filter((after) => after !== 0)).toEqual([1, 3, 8, 18, 38, 68, 98, 128]);
    const nonces = new Set(
      office.phone.sent
        .filter(({ notification }) => notification.to.person === "ana")
        .map(({ nonce }) => nonce),
    );
    expect(nonces.size).toBe(1);
  });

  it("for now and says for how long is left alone that long", async () => {
    office.phone.answer({ retryInMs: 45_000, reason: "env:ANA answered 429" }, "ana");
    const thread = await page();
    await office.pass(0.7);
    expect(seconds()).toEqual([0, 0]);
    await office.pass(0.1);
    expect(seconds()).toEqual([0, 0, 45]);
    expect(office.heard("dee", thread).slice(1)).toEqual([
      "#1: Ana: ntfy failed: env:ANA answered 429. It is tried again.",
    ]);
  });

  it("and comes back delivers once, and its trouble is gone from the page", async () => {
    office.phone.answer(busy, "ana");
    const thread = await page();
    expect(office.heard("dee", thread)[0]).toContain("Ana: ntfy failed");
    office.phone.answer();
    await office.pass(1);
    expect(office.heard("dee", thread)[0]).not.toContain("Ana: ntfy failed");
    expect(seconds()).toEqual([0, 0, 1]);
  });

  it("such as mail that is stopped is told in the thread, while the phone rings", async () => {
    office.mail.answer({
      retryInMs: undefined,
      reason: "The mail server cannot be reached (ECONNREFUSED).",
    });
    const thread = await page();
    await office.pass(2);
    expect(peopleRung()).toEqual(["ana", "bo"]);
    expect(office.heard("dee", thread)).toContain(
      "#1: Ana: e-mail failed: The mail server cannot be reached (ECONNREFUSED). It is tried again.",
    );
    await office.pass(5);
    const failures = office
      .heard("dee", thread)
      .filter((text) => text.startsWith("#1: Ana: e-mail"));
    expect(failures).toHaveLength(1);
  });

  it("for good has the same person's next way used now, not when it was planned", async () => {
    office.phone.answer({ refused: "env:ANA answered 404" }, "ana");
    await page();
    expect(office.mailed()).toEqual(["ana #1"]);
    await office.pass(3);
    expect(office.mailed()).toEqual(["ana #1"]);
    expect(peopleRung()).toEqual(["ana", "bo"]);
  });

  it("without an answer is tried under the same mark, and said to come twice perhaps", async () => {
    office.phone.answer({ unknown: "env:ANA gave no answer (ETIMEDOUT)." }, "ana");
    const thread = await page();
    office.phone.answer();
    await office.pass(0.1);
    const [first, , again] = office.phone.sent;
    expect(again?.nonce).toBe(first?.nonce);
    expect(office.heard("dee", thread)[1]).toContain("It is sent again, and may come twice.");
  });

  it("by hanging delays no other person on it, and no other way", async () => {
    office.phone.hang("ana");
    const hung = page();
    await office.phone.arrived(2);
    expect(peopleRung()).toEqual(["ana", "bo"]);
    const meanwhile = office.steady(120);
    await office.mail.arrived(1);
    expect(office.mailed()).toEqual(["ana #1"]);
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(1);
    office.phone.goOn();
    await Promise.all([hung, meanwhile]);
    expect(peopleRung()).toEqual(["ana", "bo"]);
  });

  it("by hanging keeps no other page from anybody else", async () => {
    office.phone.hang("ana");
    const hung = page();
    await office.phone.arrived(2);
    const number = office.trigger({ dedupKey: "am:2" });
    await office.phone.arrived(3);
    expect(office.rung().at(-1)).toMatch(/^bo #2/);
    office.phone.goOn();
    await Promise.all([hung, number]);
    expect(peopleRung()).toEqual(["ana", "bo", "bo", "ana"]);
  });

  it("such as all of chat keeps no phone from ringing, and the page is shown once chat is back", async () => {
    const thread = await page();
    office.memory.breakConnection();
    await office.trigger({ dedupKey: "am:2", text: "cards are refused" });
    expect(office.rung().at(-1)).toContain("cards are refused");
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(1);
    await office.memory.restore();
    await office.pass(1);
    expect(office.heard("cem", office.memory.dm("cem"))).toHaveLength(2);
    expect(office.heard("dee", thread)).toHaveLength(1);
  });
});
