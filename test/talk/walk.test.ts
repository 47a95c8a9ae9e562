import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
  await talk.say("ana", talk.dm, "restart billing on staging");
  await talk.say("ana", talk.dm, "walk me through");
});
afterEach(() => talk.close());

const state = () => talk.db.selectFrom("walk").select("state").executeTakeFirst();

describe("a walk", () => {
  it("is stopped by stop, which else makes us quiet (M7)", async () => {
    await talk.say("ana", talk.dm, "stop");
    expect(await state()).toEqual({ state: "ended" });
    await talk.say("ana", talk.dm, "stop");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("I am quiet here");
  });

  it("falls asleep after two hours without a word", async () => {
    await talk.advance("PT1H59M");
    expect(await state()).toEqual({ state: "running" });
    await talk.advance("PT2M");
    expect(await state()).toEqual({ state: "sleeping" });
    expect(talk.heard("ana", talk.dm)).toHaveLength(2);
  });
});

describe("a walk of somebody else", () => {
  // Bo is on call until 10:00 UTC, then Ana; where no policy is named, it is Dan.
  const oncall = [
    "schedules:",
    "  primary:",
    "    timezone: UTC",
    '    layers: [{name: day, people: [bo, ana], every: 1 day, start: "2026-11-24T10:00"}]',
    "policies:",
    "  default: {steps: [{notify: [person:dan], wait: 5m}]}",
    "  money: {steps: [{notify: [schedule:primary], wait: 5m}]}",
    "",
  ].join("\n");

  /** Ana walks through it in a thread of the room; gives what a word of somebody does there. */
  async function walkInRoom(escalation: string) {
    await talk.close();
    talk = await openTalk({
      people: ["ana", "bo", "dan"],
      files: {
        "oncall.yaml": oncall,
        "services.yaml": `services: [{id: billing, name: Billing, owner: team-platform${escalation}}]\n`,
        "people.yaml": [
          "teams: [{id: team-platform, name: Platform, members: [ana]}]",
          "people: [{id: ana, name: Ana}, {id: bo, name: Bo Lindqvist, email: bo@example.org}, {id: dan, name: Dan}]",
          "",
        ].join("\n"),
      },
    });
    const asked = await talk.say("ana", talk.room, "@ama restart billing on staging");
    const thread = threadOn(asked);
    await talk.say("ana", thread, "walk me through");
    return async (who: string, word: string) => {
      await talk.say(who, thread, `@ama ${word}`);
      return talk.heard(who, thread).at(-1);
    };
  }

  it("is gone on with by whoever is on call for its service, as long as they are", async () => {
    const says = await walkInRoom(", escalation: money");
    expect(await says("dan", "did not work")).toContain("This is @Ana's walk.");
    await talk.advance("PT59M59S");
    expect(await says("bo", "did not work")).toContain("What was wrong?");
    await talk.advance("PT1S");
    expect(await says("bo", "done")).toContain("This is @Ana's walk.");
  });

  it("is not by who is on call for other services", async () => {
    const says = await walkInRoom("");
    expect(await says("bo", "done")).toContain("This is @Ana's walk.");
    expect(await says("dan", "did not work")).toContain("What was wrong?");
  });

  it("tells everybody who is on call when it is to be escalated", async () => {
    const says = await walkInRoom(", escalation: money");
    expect(await says("dan", "escalate")).toContain(
      "on call: Bo Lindqvist (bo@example.org); owner: Platform.",
    );
    await talk.advance("PT1H");
    expect(await says("dan", "escalate")).toContain("on call: Ana; owner: Platform.");
  });
});
