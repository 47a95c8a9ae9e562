import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MessageRef } from "../../src/chat/conversation.ts";
import { openTalk, threadOn } from "./open-talk.ts";

// 25 November 2026, a Wednesday, 09:00 UTC: 10:00 in Berlin, 09:00 in Lisbon.
const people = [
  "teams: [{id: team-platform, name: Platform, members: [ana]}]",
  "people:",
  "  - {id: ana, name: Ana Ferreira, roles: [oncall], timezone: Europe/Lisbon}",
  "  - {id: bo, name: Bo Lindqvist, roles: [oncall]}",
  "  - {id: cleo, name: Cleo Marsh, roles: []}",
  "  - {id: dee, name: Dee Oduya, roles: [oncall-admin], timezone: Europe/Berlin}",
  "",
].join("\n");
const oncall = [
  "schedules:",
  "  primary:",
  "    timezone: Europe/Berlin",
  "    layers:",
  "      - {name: week, people: [ana, bo], every: 1 week, start: 2026-11-23T09:00}",
  "    temporary:",
  "      - {from: 2026-12-24T00:00, to: 2026-12-27T00:00, shifts: [{person: dee, from: 2026-12-24T00:00, to: 2026-12-25T00:00}]}",
  "  secondary:",
  "    timezone: Europe/Berlin",
  "    layers: []",
  "policies:",
  "  default:",
  "    steps: [{notify: [schedule:primary], wait: 5m}, {notify: [schedule:secondary, room:#ops], wait: 5m}]",
  "",
].join("\n");

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk({
    files: { "people.yaml": people, "oncall.yaml": oncall },
    people: ["ana", "bo", "cleo", "dee", "eve"],
  });
});
afterEach(async () => {
  expect(talk.reported).toEqual([]);
  await talk.close();
});

/** Says something in the room, and gives the thread with what is answered there. */
async function say(who: string, text: string) {
  talk.clock.advance("PT1M");
  const message = await talk.say(who, talk.room, `@ama ${text}`);
  return { message, text: last(message, who) };
}
function last(message: MessageRef, who: string): string {
  return talk.heard(who, threadOn(message)).at(-1) ?? "";
}
async function reply(who: string, message: MessageRef, text: string): Promise<string> {
  talk.clock.advance("PT1M");
  await talk.say(who, threadOn(message), `@ama ${text}`);
  return last(message, who);
}
const who = async (text = "who is on call") => (await say("bo", text)).text;

describe("who is on call", () => {
  it("is told with what comes next, in the asker's zone and the schedule's", async () => {
    expect((await say("ana", "who is on call?")).text).toBe(
      [
        "On call now:",
        "",
        "- primary: Ana Ferreira, then Bo Lindqvist from Mon 30 Nov 08:00 (Europe/Lisbon, +00:00); Mon 30 Nov 09:00 (Europe/Berlin, +01:00)",
        "- secondary: nobody",
      ].join("\n"),
    );
  });

  it.each([
    ["oncall primary", /^On call now:\n\n- primary: Ana/],
    ["oncall primary next monday 12:00", /^On call on Mon 30 Nov 12:00 .*primary: Bo/s],
    ["who's on call on 2026-12-01", /primary: Bo/],
    [
      "oncall billing",
      /^On call for Billing now, .*\n\n1\. primary: Ana.*\n2\. secondary: nobody/s,
    ],
    ["oncall", /primary: Ana/],
    ["who is on call 2026-12-26 12:00", /primary: nobody/],
  ])("is told for a schedule, a service and a time: %s", async (text, says) => {
    expect(await who(text)).toMatch(says);
  });

  it("is asked back for a time that comes twice", async () => {
    expect((await say("dee", "oncall primary 2027-10-31T02:30")).text).toContain("twice");
  });

  it("is not told for a time that is none, which is said", async () => {
    expect(await who("oncall primary 25:00")).toContain('I cannot read "25:00" as a time.');
  });

  it("is a question where the words are no schedule, service or time", async () => {
    expect(await who("who is on call for the flux capacitor")).toContain("I don't know");
  });
});

describe("an override", () => {
  it("is made by whoever comes on, said with both ends in both zones, and counts at once", async () => {
    const { text } = await say("bo", "override primary @bo today 18:00 to fri 9");
    expect(text).toBe(
      [
        "Bo Lindqvist is on call instead of Ana Ferreira:",
        "",
        "- primary: Wed 25 Nov 18:00 to Fri 27 Nov 09:00 (UTC, +00:00); Wed 25 Nov 19:00 to Fri 27 Nov 10:00 (Europe/Berlin, +01:00)",
        "",
        "To take it back later: override cancel o1",
      ].join("\n"),
    );
    expect(await who("oncall primary thu 12:00")).toContain("Bo Lindqvist (override o1)");
    expect(await who("oncall primary")).toContain("Ana Ferreira, then Bo Lindqvist");
  });

  it("is undone by one press", async () => {
    const { message } = await say("bo", "override primary @bo for 2h");
    expect(await who("oncall primary")).toContain("Bo Lindqvist (override o1)");
    expect(await reply("bo", message, "undo")).toContain("Taken back.");
    expect(await who("oncall primary")).toContain("Ana Ferreira, then Bo");
  });

  it("is taken back by its id, by whom it is about", async () => {
    await say("bo", "override primary @bo for 2h instead of @ana");
    expect((await say("cleo", "override cancel o1")).text).toMatch(
      /^Only whoever made that change/,
    );
    expect(await who("oncall primary")).toContain("override o1");
    expect((await say("bo", "override cancel o1")).text).toContain("Taken back.");
    expect((await say("bo", "override cancel o1")).text).toContain("it was taken back");
    expect(await who("oncall primary")).not.toContain("override");
  });

  it.each([
    ["cleo", "override primary @dee for 2h", "Only Dee Oduya, whoever is replaced"],
    ["dee", "override primary @bo 2026-12-24T12:00 to 2026-12-24T15:00", "The temporary schedule"],
    ["dee", "override primary @bo for 2h instead of @cleo", "Cleo Marsh has no shift"],
    ["ana", "override primary @ana for 2h", "Ana Ferreira serves then anyway"],
    ["eve", "override primary @bo for 2h", "I do not know who you are"],
  ])("is refused to %s: %s", async (by, text, reason) => {
    const { message } = await say(by, text);
    const told = [...talk.heard(by, threadOn(message)), ...talk.heard(by, talk.memory.dm(by))];
    expect(told.join("\n")).toContain(reason);
    expect(await who("oncall primary")).not.toContain("override");
  });

  it.each([
    ["override primary @boo for 2h", "Did you mean @bo?"],
    ["override primry @bo for 2h", 'There is no schedule "primry". Did you mean "primary"?'],
    ["override primary @bo fri 18:00", "has a start and no end"],
    ["override primary @bo fri 18:00 to mno 9", "cannot read"],
    ["override primary for 2h", "Who serves?"],
    ["override primary @bo for 2h or so", 'I do not know what "or so" means'],
    ["override primary @bo 2027-03-28T02:30 to 2027-03-28T09:00", "does not exist"],
  ])("that cannot be read is told, and changes nothing: %s", async (text, says) => {
    const zone = text.includes("2027-03-28") ? "ana" : "dee";
    expect((await say(zone, text.replace("02:30", "01:30"))).text).toContain(says);
    expect(await talk.db.selectFrom("overlay").selectAll().execute()).toEqual([]);
  });

  it("begins now where its start is past, and says so", async () => {
    const { text } = await say("bo", "override primary @bo today 8:00 to today 20:00");
    expect(text).toMatch(/now/);
    expect(await who("oncall primary")).toContain("override o1");
  });
});

describe("somebody's shifts", () => {
  it("are taken by whoever says so and handles pages", async () => {
    expect((await say("bo", "cover @ana thu 9 to fri 9")).text).toContain(
      "Bo Lindqvist takes the shifts of Ana Ferreira:",
    );
    expect(await who("oncall primary thu 12:00")).toContain("Bo Lindqvist (swap o1)");
    const { message } = await say("cleo", "cover @ana fri 9 to fri 17");
    const told = [
      ...talk.heard("cleo", threadOn(message)),
      ...talk.heard("cleo", talk.memory.dm("cleo")),
    ];
    expect(told.join()).toContain("role oncall");
  });

  it("are offered, and change nothing until somebody takes them", async () => {
    const { message, text } = await say("ana", "cover me thu 9 to fri 9");
    expect(text).toContain("Who takes the shifts of Ana Ferreira?");
    expect(await who("oncall primary thu 12:00")).toContain("Ana Ferreira");
    expect(await reply("bo", message, "I take it")).toContain("Bo Lindqvist takes the shifts");
    expect(await who("oncall primary thu 12:00")).toContain("Bo Lindqvist (swap o1)");
    const [offered] = talk.lines("dee", threadOn(message));
    if (!offered) throw new Error("Nothing was offered.");
    talk.clock.advance("PT1M");
    await talk.press("dee", offered.message, "take");
    const told = [
      ...talk.heard("dee", threadOn(message)),
      ...talk.heard("dee", talk.memory.dm("dee")),
    ];
    expect(told.join()).toContain("Bo Lindqvist has taken them already.");
    expect(told.join()).not.toContain("Dee Oduya takes");
    expect(await who("oncall primary thu 12:00")).toContain("Bo Lindqvist (swap o1)");
  });

  it("are swapped by the yes of whoever was asked, and of nobody else", async () => {
    const { message, text } = await say("ana", "swap primary thu 9 to fri 9 with @bo");
    expect(text).toContain("Bo Lindqvist (@bo), do you take the shifts of Ana Ferreira?");
    await reply("dee", message, "yes");
    expect(await who("oncall primary thu 12:00")).toContain("Ana Ferreira");
    expect(await reply("bo", message, "yes")).toContain("Bo Lindqvist takes the shifts");
    expect(await who("oncall primary thu 12:00")).toContain("Bo Lindqvist (swap o1)");
  });

  it("stay where they are after a no", async () => {
    const { message } = await say("ana", "swap primary thu 9 to fri 9 with @bo");
    expect(await reply("bo", message, "no")).toContain("Ana Ferreira serves as before");
    expect(await who("oncall primary thu 12:00")).toContain("Ana Ferreira");
  });

  it("are only one's own to offer", async () => {
    const { message } = await say("bo", "cover me thu 9 to fri 9");
    const told = [
      ...talk.heard("bo", threadOn(message)),
      ...talk.heard("bo", talk.memory.dm("bo")),
    ];
    expect(told.join()).toContain("You have no shift then");
  });
});

describe("a change of who is on call", () => {
  it("outlives a restart", async () => {
    await say("bo", "override primary @bo for 5h");
    await talk.whileAway(async () => undefined);
    expect(await who("oncall primary")).toContain("override o1");
  });
});

describe("words that only begin like a command", () => {
  it.each([
    "cover letter for a contractor",
    "swap the disk of db1",
    "override the css of the shop",
    "swap primary and replica",
    "override primary key of the orders",
    "cover bo with a blanket",
  ])("are a question: %s", async (text) => {
    expect((await say("bo", text)).text).toContain("I don't know");
  });
});
