import { describe, expect, it } from "vitest";
import { changeText } from "../../src/oncall/notice-text.ts";
import type { Roster } from "../../src/oncall/roster.ts";
import { type DutySnapshot, shiftChanges } from "../../src/oncall/shift-changes.ts";
import { people, rosterWith, rowOf, weekly } from "./notices-roster.ts";
import { instant } from "./rosters.ts";

const now = "2026-11-25T09:00Z";
const nothing: DutySnapshot = new Map();
const seen = (roster: Roster, at = now) => shiftChanges(nothing, roster, instant(at)).snapshot;

/** Who is told what when one roster becomes another. */
function told(before: Roster, after: Roster, { then = now, at = now } = {}) {
  const changes = shiftChanges(seen(before, then), after, instant(at)).told;
  const given = { people, timeZone: "UTC" };
  return Object.fromEntries(
    changes.map((change) => [change.person, changeText(change, given).lines]),
  );
}
const who = (...rosters: Parameters<typeof told>) => Object.keys(told(...rosters));

const plain = rosterWith([weekly]);
const turned = rosterWith([weekly.replace("[ana, bo]", "[bo, ana]")]);

describe("shifts that change hands", () => {
  it("by an edit of the file are told to both, with both ends in both zones", () => {
    const moved = told(
      plain,
      rosterWith([weekly.replace("people: [ana, bo]", "people: [ana, cem]")]),
    );
    expect(moved).toEqual({
      bo: [
        'No longer yours: "primary", Mon 30 Nov 08:00 to Mon 7 Dec 08:00 (UTC, +00:00); Mon 30 Nov 09:00 to Mon 7 Dec 09:00 (Europe/Berlin, +01:00). Now: Cem.',
      ],
      cem: [
        'New: "primary", Mon 30 Nov 03:00 to Mon 7 Dec 03:00 (America/New_York, -05:00); Mon 30 Nov 09:00 to Mon 7 Dec 09:00 (Europe/Berlin, +01:00). Before: Bo.',
      ],
    });
  });

  it("while they run change from now on", () => {
    expect(told(plain, turned).bo?.[0]).toMatch(
      /^New: "primary", Wed 25 Nov 09:00 to Mon 30 Nov 08:00 /,
    );
  });

  it.each([
    ["begin within 14 days", "2026-12-09T08:59:59Z", ["bo", "cem"]],
    ["begin at their end", "2026-12-09T09:00Z", []],
  ])("are told when they %s", (_, start, expected) => {
    const single =
      "primary: {timezone: UTC, layers: [{name: all, people: [bo], every: 1 hour, start: 2026-11-01T00:00}]}";
    const cem = rowOf("cem", start, "2026-12-24T00:00Z", { madeBy: "dee" });
    expect(who(rosterWith([single]), rosterWith([single], [cem]))).toEqual(expected);
  });

  it("by an override are not told to who made it", () => {
    const made = (madeBy: string) =>
      rosterWith([weekly], [rowOf("bo", "2026-11-26T10:00Z", "2026-11-26T20:00Z", { madeBy })]);
    expect(who(plain, made("bo"))).toEqual(["ana"]);
    expect(who(plain, made("ana"))).toEqual(["bo"]);
    expect(who(plain, made("dee"))).toEqual(["ana", "bo"]);
    expect(who(made("bo"), plain)).toEqual(["ana", "bo"]);
  });

  it("by an offer are told to who made it, once somebody else takes them", () => {
    const offer = (other: string | undefined) =>
      rosterWith(
        [weekly],
        [rowOf("ana", "2026-11-26T10:00Z", "2026-11-26T20:00Z", { kind: "swap", other })],
      );
    expect(who(plain, offer(undefined))).toEqual([]);
    expect(who(offer(undefined), offer("bo"))).toEqual(["ana"]);
  });

  it("partly by one's own doing are told as far as they are not", () => {
    const own = rowOf("bo", "2026-11-26T10:00Z", "2026-11-26T20:00Z");
    const lines = told(plain, rosterWith([weekly.replace("[ana, bo]", "[bo, ana]")], [own])).bo;
    expect(lines?.map((line) => line.slice(0, 60))).toEqual([
      'New: "primary", Wed 25 Nov 09:00 to Thu 26 Nov 10:00 (UTC, +',
      'New: "primary", Thu 26 Nov 20:00 to Mon 30 Nov 08:00 (UTC, +',
      'No longer yours: "primary", Mon 30 Nov 08:00 to Mon 7 Dec 08',
      'New: "primary", Mon 7 Dec 08:00 to Mon 14 Dec 08:00 (UTC, +0',
    ]);
  });

  it("are told whole to others, where several changes make them up", () => {
    const rows = [
      rowOf("bo", "2026-11-26T10:00Z", "2026-11-26T15:00Z", { id: 7 }),
      rowOf("bo", "2026-11-26T15:00Z", "2026-11-26T20:00Z", { id: 8 }),
    ];
    expect(told(plain, rosterWith([weekly], rows)).ana).toEqual([
      expect.stringContaining("Thu 26 Nov 10:00 to Thu 26 Nov 20:00 (Europe/Lisbon"),
    ]);
  });

  it("to nobody and from nobody are told to the one there is", () => {
    const empty = rosterWith(["primary: {timezone: Europe/Berlin, layers: []}"]);
    expect(told(plain, empty).bo).toEqual([expect.stringMatching(/Now: nobody\.$/)]);
    expect(told(empty, plain).bo).toEqual([expect.stringMatching(/Before: nobody\.$/)]);
  });

  it("are lost with their schedule", () => {
    expect(told(plain, rosterWith([])).bo).toEqual([
      'No longer yours: "primary", Mon 30 Nov 08:00 to Mon 7 Dec 08:00 (UTC, +00:00). Now: nobody.',
    ]);
  });
});

describe("shifts that stay as they are", () => {
  it.each([
    ["minute", "2026-11-25T09:01Z"],
    ["hand-off", "2026-11-30T08:00Z"],
    ["month", "2026-12-25T09:00Z"],
  ])("are told to nobody when a %s has passed", (_, at) => {
    expect(told(plain, plain, { at })).toEqual({});
  });

  it("are told to nobody where a schedule is seen for the first time", () => {
    expect(told(rosterWith([]), plain)).toEqual({});
  });

  it("are known still when the file cannot be read for a while", () => {
    const known = seen(plain);
    const broken = shiftChanges(known, rosterWith(["primary: {layers: 7}"]), instant(now));
    expect(broken).toEqual({ told: [], snapshot: known });
    expect(shiftChanges(broken.snapshot, turned, instant(now)).told).toHaveLength(2);
  });
});
