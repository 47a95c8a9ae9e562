import { describe, expect, it } from "vitest";
import { type BodyChange, freshnessAt, lastChecked } from "../../src/knowledge/freshness.ts";
import type { Person } from "../../src/knowledge/person.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const byNobody = (on: string) => ({ on: day(on), by: undefined });

describe("an entry with an interval of 100 days", () => {
  const checked = byNobody("2026-01-01");
  it.each([
    [-1, "fresh"],
    [0, "fresh"],
    [79, "fresh"],
    [80, "due"],
    [99, "due"],
    [100, "overdue"],
    [199, "overdue"],
    [200, "stale"],
    [10_000, "stale"],
  ])("is after %i days %s", (days, freshness) => {
    expect(freshnessAt({ reviewEvery: "100d" }, checked, checked.on.add({ days }))).toBe(freshness);
  });
});

describe("an interval", () => {
  it.each([
    ["of months ends on the same day of the month", "6m", "2026-01-15", "2026-07-14", "due"],
    ["of months ends on the same day of the month", "6m", "2026-01-15", "2026-07-15", "overdue"],
    ["of a month ends on the last day of a shorter one", "1m", "2026-01-31", "2026-02-27", "due"],
    [
      "of a month ends on the last day of a shorter one",
      "1m",
      "2026-01-31",
      "2026-02-28",
      "overdue",
    ],
    ["of a year has 366 days over a leap day", "1y", "2027-06-01", "2028-05-31", "due"],
    ["of a year has 366 days over a leap day", "1y", "2027-06-01", "2028-06-01", "overdue"],
    ["of a day is over on the morrow", "1d", "2026-01-01", "2026-01-02", "overdue"],
    ["that is none never ends", "never", "1970-01-01", "2026-01-01", "fresh"],
    ["of no length never ends", "0d", "2026-01-01", "2026-01-01", "fresh"],
    ["beyond the end of time never ends", "99999999y", "2026-01-01", "2026-01-01", "fresh"],
  ])("%s: %s from %s on %s", (_reason, reviewEvery, on, today, freshness) => {
    expect(freshnessAt({ reviewEvery }, byNobody(on), day(today))).toBe(freshness);
  });
});

describe("an entry that nobody is known to have looked at", () => {
  it("is unknown, or fresh when it needs no review", () => {
    expect(freshnessAt({ reviewEvery: "6m" }, undefined, day("2026-01-01"))).toBe("unknown");
    expect(freshnessAt({ reviewEvery: "never" }, undefined, day("2026-01-01"))).toBe("fresh");
  });
});

describe("the last look at an entry", () => {
  const people: readonly Person[] = [
    { id: "bo", roles: [] },
    { id: "ana", email: "Ana@example.org", roles: [] },
  ];
  const change = (on: string, mail = "ana@EXAMPLE.org"): BodyChange => ({ on: day(on), mail });
  const today = day("2026-10-15");

  it.each([
    ["is unknown of a page without date and history", undefined, [], undefined],
    ["is its review", "2026-10-01", [], { on: "2026-10-01", by: undefined }],
    [
      "is the newest change",
      undefined,
      [change("2026-09-01"), change("2026-10-02")],
      { on: "2026-10-02", by: "ana" },
    ],
    [
      "is a review after the change",
      "2026-10-03",
      [change("2026-10-02")],
      { on: "2026-10-03", by: undefined },
    ],
    [
      "is a change after the review",
      "2026-10-01",
      [change("2026-10-02")],
      { on: "2026-10-02", by: "ana" },
    ],
    [
      "is the change where both are of one day",
      "2026-10-02",
      [change("2026-10-02")],
      { on: "2026-10-02", by: "ana" },
    ],
    [
      "names nobody who is not in people.yaml",
      undefined,
      [change("2026-10-02", "x@y.org")],
      { on: "2026-10-02", by: undefined },
    ],
    [
      "takes no missing address for a person's",
      undefined,
      [change("2026-10-02", "")],
      { on: "2026-10-02", by: undefined },
    ],
    ["may be of today", undefined, [change("2026-10-15")], { on: "2026-10-15", by: "ana" }],
    [
      "is not of tomorrow",
      "2026-10-16",
      [change("2026-10-16"), change("2026-10-02")],
      { on: "2026-10-02", by: "ana" },
    ],
  ] as const)("%s", (_reason, reviewed, changes, found) => {
    const entry = { reviewed: reviewed === undefined ? undefined : day(reviewed) };
    const checked = lastChecked(entry, changes, people, today);
    expect(checked && { ...checked, on: checked.on.toString() }).toEqual(found);
  });
});
