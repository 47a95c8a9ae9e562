import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "../../../src/chat/conversation.ts";
import { threadOn } from "../../talk/open-talk.ts";
import { oncall, openPagerOffice, type PagerOffice } from "./pager-office.ts";

const nights = `${oncall}  nights: {steps: [{notify: ["person:bo"], wait: 5m}], repeat: 0, then_every: 15m, ack_timeout: 60m}\n`;

let office: PagerOffice;
let thread: Conversation;
beforeEach(async () => {
  office = await openPagerOffice({ files: { "oncall.yaml": nights } });
  thread = threadOn(await office.say("dee", "page billing invoices fail"));
});
afterEach(async () => {
  expect(office.faults).toEqual([]);
  await office.close();
});
const say = (who: string, text: string) => office.say(who, text, office.memory.dm(who));
const heard = () => office.heard("dee", thread);
const cem = () => office.heard("cem", office.memory.dm("cem"));
/** Pages, without the news of them. */
const paged = () =>
  office.rung().flatMap((line) => (line.includes("Runbook") ? [line.split(":")[0]] : []));

describe("A page that is snoozed", () => {
  it("asks nobody before it wakes, then begins at the first step, and says both", async () => {
    await say("ana", "snooze #1 30m");
    expect(heard().at(-1)).toContain("#1: Ana snoozed it until Wed 25 Nov 02:30");
    await office.pass(29);
    expect([paged(), office.mailed(), cem()]).toEqual([["ana #1"], [], []]);
    await office.pass(1);
    expect(paged()).toEqual(["ana #1", "ana #1"]);
    expect(heard().join("\n")).toContain("The snooze is over. Paging begins again.");
    await office.pass(5);
    expect(cem()[0]).toContain("invoices fail");
  });

  it("stays asleep for as long whatever Ana says meanwhile", async () => {
    await say("ana", "snooze #1 2h");
    await say("ana", "ack #1");
    await office.pass(90);
    expect(await office.story(1)).not.toContain("reminded");
    await office.pass(30);
    expect(paged()).toHaveLength(2);
  });

  it("can be over before it wakes, and then never wakes", async () => {
    await say("ana", "snooze #1 30m");
    await say("ana", "resolve #1 rolled back");
    await office.pass(120);
    expect(paged()).toEqual(["ana #1"]);
  });

  it.each(["2m", "25h"])("is not snoozed for %s: the pager goes on", async (length) => {
    await say("ana", `snooze #1 ${length}`);
    expect(office.heard("ana", office.memory.dm("ana")).at(-1)).toContain("5 min to 24 h");
    await office.pass(5);
    expect(cem()).toHaveLength(1);
  });

  it("is not snoozed by whoever asked for it", async () => {
    await say("dee", "snooze #1 30m");
    expect((await office.page(1)).page.state).toBe("triggered");
  });
});

describe("A page that is given away", () => {
  it("to somebody is asked of them alone at once, and after five minutes of the others, too", async () => {
    await say("ana", "reassign #1 @bo");
    expect(paged()).toEqual(["ana #1", "bo #1"]);
    await office.pass(4);
    expect([office.mailed(), cem()]).toEqual([[], []]);
    await office.pass(1);
    expect(paged()).toEqual(["ana #1", "bo #1", "ana #1", "bo #1"]);
  });

  it("to somebody who takes it is theirs, and nobody is asked again", async () => {
    await say("ana", "reassign #1 @bo");
    await say("bo", "ack #1");
    await office.pass(50);
    expect(paged()).toEqual(["ana #1", "bo #1"]);
    expect((await office.page(1)).page.ackedBy).toBe("bo");
    expect(heard()).toContain("#1: Bo has it.");
  });

  it("to another policy runs by that from its first step", async () => {
    await say("ana", "reassign #1 policy nights");
    expect(paged()).toEqual(["ana #1", "bo #1"]);
    await office.pass(4);
    expect([office.mailed(), cem()]).toEqual([[], []]);
    expect(heard().join("\n")).toContain("Ana gave it to the policy nights.");
  });

  it("over a restart is still theirs alone until the five minutes are over", async () => {
    await say("ana", "reassign #1 @bo");
    await office.sleep({ minutes: 2 });
    expect(paged()).toEqual(["ana #1", "bo #1"]);
    await office.pass(3);
    expect(paged()).toEqual(["ana #1", "bo #1", "ana #1", "bo #1"]);
  });

  it("in part: somebody who is added is asked at once, and the policy goes on", async () => {
    await say("dee", "add #1 @bo");
    expect(paged()).toEqual(["ana #1", "bo #1"]);
    await office.pass(5);
    expect(cem()).toHaveLength(1);
    await office.pass(10);
    expect(paged()).toEqual(["ana #1", "bo #1", "ana #1", "bo #1"]);
  });
});
