import { describe, expect, it } from "vitest";
import { createRotation } from "../../src/oncall/rotation.ts";
import type { Layer } from "../../src/oncall/schedule.ts";
import { wallClockOf } from "../../src/oncall/wall-clock.ts";
import { instant, layerOf, wall } from "./rosters.ts";

const people = ["ana", "bo", "cem"];
const zone = "Europe/Berlin";

const rotationOf = (layer: Layer) => createRotation(layer, wallClockOf(zone));

const shown = (ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never", smallestUnit: "minute" });

function shiftAt(layer: Layer, at: string) {
  const { person, start, end } = rotationOf(layer).shiftAt(instant(at).epochMilliseconds);
  return `${person} ${shown(start)} ${Number.isFinite(end) ? shown(end) : "for ever"}`;
}

describe("a weekly rotation", () => {
  const weekly = layerOf(people, "1 weeks", "2026-01-05T09:00");

  it.each([
    [
      "just before a hand-off",
      "2026-01-12T08:59:59.999+01:00",
      "ana 2026-01-05T09:00+01:00 2026-01-12T09:00+01:00",
    ],
    [
      "at the hand-off",
      "2026-01-12T09:00+01:00",
      "bo 2026-01-12T09:00+01:00 2026-01-19T09:00+01:00",
    ],
    [
      "after a whole round",
      "2026-01-26T09:00+01:00",
      "ana 2026-01-26T09:00+01:00 2026-02-02T09:00+01:00",
    ],
    [
      "just before its start",
      "2026-01-05T08:59+01:00",
      "cem 2025-12-29T09:00+01:00 2026-01-05T09:00+01:00",
    ],
    [
      "years before its start",
      "2020-01-06T09:00+01:00",
      "cem 2020-01-06T09:00+01:00 2020-01-13T09:00+01:00",
    ],
    [
      "a thousand years on",
      "3026-01-05T12:00+01:00",
      "bo 3026-01-02T09:00+01:00 3026-01-09T09:00+01:00",
    ],
  ])("%s", (_, at, shift) => {
    expect(shiftAt(weekly, at)).toBe(shift);
  });

  it("lasts 167 hours over the spring change and 169 over the autumn change", () => {
    const hoursAt = (at: string) => {
      const { start, end } = rotationOf(weekly).shiftAt(instant(at).epochMilliseconds);
      return (end - start) / 3_600_000;
    };
    expect(hoursAt("2026-03-29T12:00Z")).toBe(167);
    expect(hoursAt("2026-10-25T12:00Z")).toBe(169);
    expect(hoursAt("2026-07-01T12:00Z")).toBe(168);
  });
});

describe("a daily rotation at 02:30", () => {
  const daily = layerOf(people, "1 days", "2026-03-27T02:30");

  it("hands off at 03:00 on the day without a 02:30, and at 02:30 again the next day", () => {
    expect(shiftAt(daily, "2026-03-29T12:00Z")).toBe(
      "cem 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00",
    );
  });

  it("hands off at the first 02:30 of two, so that the shift lasts 25 hours", () => {
    const first = instant("2026-10-25T02:30+02:00").epochMilliseconds;
    const { start, end } = rotationOf(daily).shiftAt(
      instant("2026-10-25T02:30+01:00").epochMilliseconds,
    );
    expect(start).toBe(first);
    expect(end - start).toBe(25 * 3_600_000);
  });
});

describe("an hourly rotation", () => {
  const hourly = layerOf(people, "1 hours", "2026-03-29T00:00");

  it("passes over the person whose hour the spring change removes", () => {
    expect(shiftAt(hourly, "2026-03-29T01:30+01:00")).toBe(
      "bo 2026-03-29T01:00+01:00 2026-03-29T03:00+02:00",
    );
    expect(shiftAt(hourly, "2026-03-29T03:00+02:00")).toBe(
      "ana 2026-03-29T03:00+02:00 2026-03-29T04:00+02:00",
    );
  });

  it("gives two hours to the person whose hour the autumn change doubles", () => {
    const { start, end } = rotationOf(hourly).shiftAt(
      instant("2026-10-25T02:15+01:00").epochMilliseconds,
    );
    expect(shown(start)).toBe("2026-10-25T02:00+02:00");
    expect(end - start).toBe(2 * 3_600_000);
  });
});

describe("a monthly rotation from the 31st", () => {
  const monthly = layerOf(people, "1 months", "2026-01-31T09:00");

  it.each([
    [-2, "2025-11-30T09:00+01:00"],
    [-1, "2025-12-31T09:00+01:00"],
    [0, "2026-01-31T09:00+01:00"],
    [1, "2026-02-28T09:00+01:00"],
    [2, "2026-03-31T09:00+02:00"],
    [3, "2026-04-30T09:00+02:00"],
    [25, "2028-02-29T09:00+01:00"],
  ])("counts from its start and clamps: hand-off %i", (k, at) => {
    expect(shown(rotationOf(monthly).handoff(k))).toBe(at);
  });

  it.each([
    ["2026-02-28T08:59+01:00", "ana 2026-01-31T09:00+01:00 2026-02-28T09:00+01:00"],
    ["2026-02-28T09:00+01:00", "bo 2026-02-28T09:00+01:00 2026-03-31T09:00+02:00"],
    ["2126-02-28T09:00+01:00", "bo 2126-02-28T09:00+01:00 2126-03-31T09:00+02:00"],
  ])("finds the shift at %s", (at, shift) => {
    expect(shiftAt(monthly, at)).toBe(shift);
  });
});

describe("the end of a rotation", () => {
  const ending = layerOf(people, "1 weeks", "2026-01-05T09:00", {
    until: wall("2026-01-14T12:00"),
  });

  it.each([
    [
      "before it: the running shift is cut",
      "2026-01-14T11:59+01:00",
      "bo 2026-01-12T09:00+01:00 2026-01-14T12:00+01:00",
    ],
    ["at it: nobody", "2026-01-14T12:00+01:00", "undefined 2026-01-14T12:00+01:00 for ever"],
    [
      "a week before: whole",
      "2026-01-10T12:00+01:00",
      "ana 2026-01-05T09:00+01:00 2026-01-12T09:00+01:00",
    ],
  ])("%s", (_, at, shift) => {
    expect(shiftAt(ending, at)).toBe(shift);
  });

  it("at a doubled wall time is the last of the two", () => {
    const layer = { ...ending, until: wall("2026-10-25T02:30") };
    expect(shiftAt(layer, "2026-10-26T00:00Z")).toBe("undefined 2026-10-25T02:30+01:00 for ever");
  });
});
