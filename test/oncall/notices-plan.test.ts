import { describe, expect, it } from "vitest";
import { noticeText } from "../../src/oncall/notice-text.ts";
import { planNotices } from "../../src/oncall/plan-notices.ts";
import type { Roster } from "../../src/oncall/roster.ts";
import { people, rosterWith, rowOf, weekly } from "./notices-roster.ts";
import { instant } from "./rosters.ts";

function plan(roster: Roster, now: string, from = now) {
  return planNotices(roster, { now: instant(now), from: instant(from), timeZone: "UTC" });
}
const keys = (roster: Roster, now: string, from = now) =>
  plan(roster, now, from).map(({ key, due }) => `${due} ${key}`);
const texts = (roster: Roster, now: string) =>
  plan(roster, now).map((notice) => noticeText(notice, { people, timeZone: "UTC" }).says);

const handoff = "handoff:primary:2026-11-30T08:00:00Z";

describe("a hand-off", () => {
  it("is told at its instant to who comes on and to who goes off", () => {
    expect(plan(rosterWith([weekly]), "2026-11-29T12:00Z")).toMatchObject([
      {
        key: `${handoff}:bo:in`,
        person: "bo",
        due: instant("2026-11-30T08:00Z"),
        expires: instant("2026-12-07T08:00Z"),
      },
      {
        key: `${handoff}:ana:out`,
        person: "ana",
        due: instant("2026-11-30T08:00Z"),
        expires: instant("2026-11-30T20:00Z"),
      },
    ]);
    expect(texts(rosterWith([weekly]), "2026-11-29T12:00Z")).toEqual([
      'You are on call for "primary": Mon 30 Nov 08:00 to Mon 7 Dec 08:00 (UTC, +00:00); Mon 30 Nov 09:00 to Mon 7 Dec 09:00 (Europe/Berlin, +01:00). Before you: Ana.',
      'You are off call for "primary" since Mon 30 Nov 08:00 (Europe/Lisbon, +00:00); Mon 30 Nov 09:00 (Europe/Berlin, +01:00). After you: Bo.',
    ]);
  });

  it.each([
    ["48 hours and a moment ahead", "2026-11-28T07:59:59Z", 0],
    ["48 hours ahead", "2026-11-28T08:00:00Z", 0],
    ["a moment less ahead", "2026-11-28T08:00:01Z", 2],
    ["now", "2026-11-30T08:00:00Z", 2],
    ["over", "2026-11-30T08:00:01Z", 0],
  ])("is planned or not when it is %s", (_, now, count) => {
    expect(plan(rosterWith([weekly]), now)).toHaveLength(count);
  });

  it.each([
    ["a moment before the outgoing's twelve hours end", "2026-11-30T19:59:59Z", ["in", "out"]],
    ["when they end", "2026-11-30T20:00Z", ["in"]],
    ["a moment before the shift ends", "2026-12-07T07:59:59Z", ["in"]],
    ["when the shift ends", "2026-12-07T08:00Z", []],
  ])("that was missed is made up for %s", (_, now, kinds) => {
    const missed = plan(rosterWith([weekly]), now, "2026-11-30T08:00Z");
    const own = missed.filter(({ key }) => key.startsWith(handoff));
    expect(own.map(({ key }) => key.split(":").at(-1))).toEqual(kinds);
  });

  it("moves with the offset of its zone, where the clocks change", () => {
    const daily =
      "primary: {timezone: Europe/Berlin, layers: [{name: day, people: [ana, bo], every: 1 day, start: 2026-10-23T09:00}]}";
    const on = keys(rosterWith([daily]), "2026-10-24T00:00Z").filter((key) => key.endsWith(":in"));
    expect(on).toEqual([
      "2026-10-24T07:00:00Z handoff:primary:2026-10-24T07:00:00Z:bo:in",
      "2026-10-25T08:00:00Z handoff:primary:2026-10-25T08:00:00Z:ana:in",
    ]);
  });

  it("to oneself is told to nobody", () => {
    const solo =
      "primary: {timezone: UTC, layers: [{name: day, people: [ana], every: 1 day, start: 2026-11-23T09:00}]}";
    expect(plan(rosterWith([solo]), "2026-11-25T00:00Z")).toEqual([]);
  });

  it("after a gap is told to who comes on, and one to nobody to who goes off", () => {
    const office =
      'primary: {timezone: UTC, layers: [{name: office, people: [bo], every: 1 week, start: 2026-11-23T00:00, active: [{days: [wed], from: "09:00", to: "17:00"}]}]}';
    expect(texts(rosterWith([office]), "2026-11-25T00:00Z")).toEqual([
      'You are on call for "primary": Wed 25 Nov 09:00 to Wed 25 Nov 17:00 (UTC, +00:00). Nobody is on call before you.',
      'You are off call for "primary" since Wed 25 Nov 17:00 (UTC, +00:00). Nobody is on call after you.',
    ]);
  });

  it("follows an override that is made later", () => {
    const bo = rowOf("bo", "2026-11-29T20:00Z", "2026-11-29T21:00Z", { other: "ana" });
    expect(
      keys(rosterWith([weekly], [bo]), "2026-11-29T12:00Z").map((key) => key.slice(21)),
    ).toEqual([
      "handoff:primary:2026-11-29T20:00:00Z:bo:in",
      "handoff:primary:2026-11-29T20:00:00Z:ana:out",
      "handoff:primary:2026-11-29T21:00:00Z:ana:in",
      "handoff:primary:2026-11-29T21:00:00Z:bo:out",
      `${handoff}:bo:in`,
      `${handoff}:ana:out`,
    ]);
  });
});

describe("a hand-off at night", () => {
  const to = (person: string, at: string) =>
    rosterWith([
      `primary: {timezone: UTC, layers: [{name: day, people: [${person}, dee], every: 1 week, start: ${at}}]}`,
    ]);
  const eves = (person: string, at: string) =>
    keys(to(person, at), "2026-11-24T00:00Z").filter((key) => key.endsWith(":eve"));
  const eve = (due: string, at: string, person: string) => [
    `${due} handoff:primary:${at}:00Z:${person}:eve`,
  ];

  it.each([
    ["21:59 is no night", "bo", "2026-11-25T21:59", undefined],
    ["22:00 is night", "bo", "2026-11-25T22:00", "2026-11-25T18:00:00Z"],
    ["midnight is night", "bo", "2026-11-25T00:00", "2026-11-24T18:00:00Z"],
    ["07:59 is night", "bo", "2026-11-25T07:59", "2026-11-24T18:00:00Z"],
    ["08:00 is no night", "bo", "2026-11-25T08:00", undefined],
    ["in New York 12:59 UTC is 07:59", "cem", "2026-11-25T12:59", "2026-11-24T23:00:00Z"],
    ["in New York 13:00 UTC is 08:00", "cem", "2026-11-25T13:00", undefined],
  ])("is told at 18:00 before it as well, by the clock of who comes on: %s", (_, who, at, due) => {
    expect(eves(who, at)).toEqual(due === undefined ? [] : eve(due, at, who));
  });

  it("is not told beforehand any more once it is there", () => {
    const { expires } =
      plan(to("bo", "2026-11-25T03:00"), "2026-11-24T00:00Z").find(({ key }) =>
        key.endsWith(":eve"),
      ) ?? {};
    expect(expires).toEqual(instant("2026-11-25T03:00Z"));
    expect(texts(to("bo", "2026-11-25T03:00"), "2026-11-24T00:00Z")[0]).toMatch(
      /^You will be on call for "primary" in the night: Wed 25 Nov 03:00 to /,
    );
  });
});

describe("offered shifts", () => {
  const offered = (said = {}) =>
    rowOf("ana", "2026-11-27T10:00Z", "2026-11-28T10:00Z", { kind: "swap", ...said });
  const offers = (roster: Roster, now: string, from = now) =>
    keys(roster, now, from).filter((key) => key.includes("cover:"));

  it("are recalled 3 days, 1 day and 12 hours before, and when they begin", () => {
    const roster = rosterWith([weekly], [offered()]);
    expect(offers(roster, "2026-11-24T00:00Z")).toEqual([
      "2026-11-24T10:00:00Z cover:request-7:3d",
    ]);
    expect(offers(roster, "2026-11-26T00:00Z")).toEqual([
      "2026-11-26T10:00:00Z cover:request-7:1d",
      "2026-11-26T22:00:00Z cover:request-7:12h",
      "2026-11-27T10:00:00Z cover:request-7:gone",
    ]);
    expect(texts(roster, "2026-11-26T22:00Z")).toEqual([
      'Nobody has taken your shifts in "primary" yet: Fri 27 Nov 10:00 to Sat 28 Nov 10:00 (Europe/Lisbon, +00:00); Fri 27 Nov 11:00 to Sat 28 Nov 11:00 (Europe/Berlin, +01:00). They stay yours until then.',
      expect.stringMatching(
        /^Nobody has taken .*\. The offer is gone, and the shifts stay yours\.$/,
      ),
    ]);
  });

  it.each([
    ["taken", { other: "bo" }],
    ["no offer but an override", { kind: "override" }],
  ])("are recalled no more when they are %s", (_, said) => {
    expect(offers(rosterWith([weekly], [offered(said)]), "2026-11-26T00:00Z")).toEqual([]);
  });

  it("are recalled no more when somebody else serves then anyway", () => {
    const bo = rowOf("bo", "2026-11-27T00:00Z", "2026-11-29T00:00Z", { id: 8 });
    expect(offers(rosterWith([weekly], [offered(), bo]), "2026-11-26T00:00Z")).toEqual([]);
  });

  it("name who was asked", () => {
    expect(texts(rosterWith([weekly], [offered({ asked: "bo" })]), "2026-11-26T22:00Z")[0]).toMatch(
      /^Bo has not taken your shifts in "primary": /,
    );
  });

  it("of several schedules are one offer", () => {
    const secondary = weekly.replace("primary", "secondary");
    const rows = [offered(), { ...offered(), id: 8, schedule: "secondary" }];
    const roster = rosterWith([weekly, secondary], rows);
    expect(offers(roster, "2026-11-26T22:00Z")).toHaveLength(2);
    expect(texts(roster, "2026-11-26T22:00Z")[0]).toContain('"primary", "secondary"');
  });

  it.each([
    ["a moment before the next reminder", "2026-11-26T09:59:59Z", ["3d"]],
    ["at the next reminder", "2026-11-26T10:00Z", ["1d"]],
  ])("that were missed are recalled once: %s", (_, now, names) => {
    const missed = plan(rosterWith([weekly], [offered()]), now, "2026-11-20T00:00Z");
    const due = missed.filter(
      ({ key, due }) => key.includes("cover") && Temporal.Instant.compare(due, instant(now)) <= 0,
    );
    expect(due.map(({ key }) => key.split(":").at(-1))).toEqual(names);
  });
});
