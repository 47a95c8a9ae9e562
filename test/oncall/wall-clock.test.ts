import { describe, expect, it } from "vitest";
import { endInstant, startInstant, wallClockOf, wallTime } from "../../src/oncall/wall-clock.ts";
import { instant, wall } from "./rosters.ts";

describe("a wall time as an instant", () => {
  it.each([
    ["before the gap", "2026-03-29T01:59", "2026-03-29T01:59+01:00", "2026-03-29T01:59+01:00"],
    ["first of the gap", "2026-03-29T02:00", "2026-03-29T03:00+02:00", "2026-03-29T03:00+02:00"],
    ["in the gap", "2026-03-29T02:30", "2026-03-29T03:00+02:00", "2026-03-29T03:00+02:00"],
    ["last of the gap", "2026-03-29T02:59:59", "2026-03-29T03:00+02:00", "2026-03-29T03:00+02:00"],
    ["after the gap", "2026-03-29T03:00", "2026-03-29T03:00+02:00", "2026-03-29T03:00+02:00"],
    ["before the doubles", "2026-10-25T01:59", "2026-10-25T01:59+02:00", "2026-10-25T01:59+02:00"],
    [
      "first of the doubles",
      "2026-10-25T02:00",
      "2026-10-25T02:00+02:00",
      "2026-10-25T02:00+01:00",
    ],
    ["doubled", "2026-10-25T02:30", "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"],
    ["after the doubles", "2026-10-25T03:00", "2026-10-25T03:00+01:00", "2026-10-25T03:00+01:00"],
    ["far from a change", "2026-07-01T12:00", "2026-07-01T12:00+02:00", "2026-07-01T12:00+02:00"],
  ])("in Berlin, %s: %s", (_, text, start, end) => {
    expect(startInstant(wall(text), "Europe/Berlin")).toEqual(instant(start));
    expect(endInstant(wall(text), "Europe/Berlin")).toEqual(instant(end));
  });

  it.each([
    ["a day that Apia skipped", "Pacific/Apia", "2011-12-30T12:00", "2011-12-31T00:00+14:00"],
    ["a midnight that Beirut skipped", "Asia/Beirut", "2026-03-29T00:00", "2026-03-29T01:00+03:00"],
    [
      "half an hour at Lord Howe",
      "Australia/Lord_Howe",
      "2026-10-04T02:15",
      "2026-10-04T02:30+11:00",
    ],
    ["the oldest offset", "Europe/Berlin", "1800-01-01T00:00", "1799-12-31T23:06:32Z"],
    ["a zone that never changes", "UTC", "2026-01-01T00:00", "2026-01-01T00:00Z"],
    ["an old name", "US/Pacific", "2026-01-01T00:00", "2026-01-01T08:00Z"],
  ])("%s", (_, zone, text, start) => {
    expect(startInstant(wall(text), zone)).toEqual(instant(start));
  });

  it("is refused in a zone that nobody knows", () => {
    expect(() => startInstant(wall("2026-01-01T00:00"), "Europe/Atlantis")).toThrow(RangeError);
  });
});

describe("a wall clock", () => {
  it.each([
    ["2026-03-29T00:59:59Z", "2026-03-29T01:59:59"],
    ["2026-03-29T01:00:00Z", "2026-03-29T03:00:00"],
    ["2026-10-25T00:59:59Z", "2026-10-25T02:59:59"],
    ["2026-10-25T01:00:00Z", "2026-10-25T02:00:00"],
  ])("shows at %s in Berlin %s", (at, shown) => {
    const clock = wallClockOf("Europe/Berlin");
    expect(clock.wallAt(instant(at).epochMilliseconds)).toBe(wallTime(wall(shown)));
  });
});
