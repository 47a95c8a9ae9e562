import { describe, expect, it } from "vitest";
import { gapsOf, onCallAt, resolve } from "../../src/oncall/resolve.ts";
import type { Overlays, Schedule, Shift, Span } from "../../src/oncall/schedule.ts";
import {
  instant,
  layerOf,
  noOverlays,
  overridesOf,
  scheduleOf,
  span,
  wall,
  windowOf,
} from "./rosters.ts";

const weekly = layerOf(["ana", "bo", "cem"], "1 weeks", "2026-01-05T09:00", { name: "week" });
const office = layerOf(["dee"], "1 weeks", "2026-01-05T09:00", {
  name: "office",
  active: [windowOf([1, 2, 3, 4, 5], "09:00", "17:00")],
});
const berlin = scheduleOf("Europe/Berlin", [weekly], "primary");
const covered = scheduleOf("Europe/Berlin", [weekly, office], "primary");
const utc = scheduleOf("UTC", [weekly], "primary");

const shown = (shifts: readonly Shift[]) =>
  shifts.map(({ person, source, start, end }) => {
    const [kind, ref] = Object.entries(source)[0] ?? [];
    return `${person} by ${kind} ${ref}, ${start} to ${end}`;
  });

const shiftsIn = (schedule: Schedule, overlays: Partial<Overlays>, from: string, to: string) =>
  shown(resolve(schedule, { ...noOverlays, ...overlays }, instant(from), instant(to)));

const override = (person: string, start: string, end: string, insteadOf?: string) => ({
  ...span(start, end),
  person,
  ...(insteadOf === undefined ? {} : { insteadOf }),
});

describe("the shifts of a schedule", () => {
  it("are whole where they touch the time that is asked, and carry the schedule's id", () => {
    expect(
      resolve(berlin, noOverlays, instant("2026-01-12T07:59Z"), instant("2026-01-12T08:01Z")),
    ).toEqual([
      {
        schedule: "primary",
        person: "ana",
        source: { layer: "week" },
        ...span("2026-01-05T08:00Z", "2026-01-12T08:00Z"),
      },
      {
        schedule: "primary",
        person: "bo",
        source: { layer: "week" },
        ...span("2026-01-12T08:00Z", "2026-01-19T08:00Z"),
      },
    ]);
  });

  it.each([
    ["ends at the hand-off", "2026-01-12T07:00Z", "2026-01-12T08:00Z", ["ana"]],
    [
      "ends a nanosecond later",
      "2026-01-12T07:00Z",
      "2026-01-12T08:00:00.000000001Z",
      ["ana", "bo"],
    ],
    ["begins at the hand-off", "2026-01-12T08:00Z", "2026-01-12T08:01Z", ["bo"]],
    [
      "begins a nanosecond before",
      "2026-01-12T07:59:59.999999999Z",
      "2026-01-12T08:01Z",
      ["ana", "bo"],
    ],
    ["is empty", "2026-01-12T08:00Z", "2026-01-12T08:00Z", []],
    ["runs backwards", "2026-01-12T08:00Z", "2026-01-12T07:00Z", []],
  ])("touch a time that %s", (_, from, to, people) => {
    const shifts = resolve(berlin, noOverlays, instant(from), instant(to));
    expect(shifts.map(({ person }) => person)).toEqual(people);
  });

  it("begin anew at a hand-off from somebody to themselves", () => {
    const solo = scheduleOf("UTC", [layerOf(["ana"], "1 weeks", "2026-01-05T09:00")]);
    expect(shiftsIn(solo, {}, "2026-01-06T00:00Z", "2026-01-13T00:00Z")).toEqual([
      "ana by layer ana, 2026-01-05T09:00:00Z to 2026-01-12T09:00:00Z",
      "ana by layer ana, 2026-01-12T09:00:00Z to 2026-01-19T09:00:00Z",
    ]);
  });

  it("come from the last layer that is active", () => {
    expect(shiftsIn(covered, {}, "2026-01-13T00:00Z", "2026-01-13T20:00Z")).toEqual([
      "bo by layer week, 2026-01-12T16:00:00Z to 2026-01-13T08:00:00Z",
      "dee by layer office, 2026-01-13T08:00:00Z to 2026-01-13T16:00:00Z",
      "bo by layer week, 2026-01-13T16:00:00Z to 2026-01-14T08:00:00Z",
    ]);
  });

  it("go on with the layer below when a layer ends", () => {
    const ended = { ...office, active: undefined, until: wall("2026-01-14T12:00") };
    const schedule = scheduleOf("UTC", [weekly, ended]);
    expect(shiftsIn(schedule, {}, "2026-01-14T11:00Z", "2026-01-14T13:00Z")).toEqual([
      "dee by layer office, 2026-01-12T09:00:00Z to 2026-01-14T12:00:00Z",
      "bo by layer week, 2026-01-14T12:00:00Z to 2026-01-19T09:00:00Z",
    ]);
  });

  it("are none without a layer", () => {
    expect(shiftsIn(scheduleOf("UTC", []), {}, "2026-01-01T00:00Z", "2027-01-01T00:00Z")).toEqual(
      [],
    );
  });
});

describe("an override", () => {
  it("puts somebody in place of whoever serves, over a hand-off as well", () => {
    const overrides = overridesOf([override("dee", "2026-01-11T00:00Z", "2026-01-13T00:00Z")]);
    expect(shiftsIn(utc, { overrides }, "2026-01-10T00:00Z", "2026-01-14T00:00Z")).toEqual([
      "ana by layer week, 2026-01-05T09:00:00Z to 2026-01-11T00:00:00Z",
      "dee by override file:1, 2026-01-11T00:00:00Z to 2026-01-13T00:00:00Z",
      "bo by layer week, 2026-01-13T00:00:00Z to 2026-01-19T09:00:00Z",
    ]);
  });

  it("instead of one person leaves the others alone", () => {
    const overrides = overridesOf([
      override("dee", "2026-01-11T00:00Z", "2026-01-13T00:00Z", "bo"),
    ]);
    expect(shiftsIn(utc, { overrides }, "2026-01-12T00:00Z", "2026-01-12T10:00Z")).toEqual([
      "ana by layer week, 2026-01-05T09:00:00Z to 2026-01-12T09:00:00Z",
      "dee by override file:1, 2026-01-12T09:00:00Z to 2026-01-13T00:00:00Z",
    ]);
  });

  it("fills a time in which nobody serves, unless it is instead of somebody", () => {
    const nobody = scheduleOf("UTC", []);
    const overrides = overridesOf([
      override("dee", "2026-01-01T00:00Z", "2026-01-02T00:00Z"),
      override("bo", "2026-01-03T00:00Z", "2026-01-04T00:00Z", "ana"),
    ]);
    expect(shiftsIn(nobody, { overrides }, "2026-01-01T00:00Z", "2026-02-01T00:00Z")).toEqual([
      "dee by override file:1, 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z",
    ]);
  });

  it("yields to a later one", () => {
    const overrides = overridesOf([
      override("dee", "2026-01-06T00:00Z", "2026-01-08T00:00Z"),
      override("cem", "2026-01-07T00:00Z", "2026-01-09T00:00Z"),
    ]);
    expect(shiftsIn(utc, { overrides }, "2026-01-07T00:00Z", "2026-01-07T01:00Z")).toEqual([
      "cem by override file:2, 2026-01-07T00:00:00Z to 2026-01-09T00:00:00Z",
    ]);
  });

  it("instead of one person counts who the earlier ones have put there", () => {
    const overrides = overridesOf([
      override("cem", "2026-01-06T00:00Z", "2026-01-08T00:00Z", "ana"),
      override("dee", "2026-01-07T00:00Z", "2026-01-09T00:00Z", "cem"),
    ]);
    expect(shiftsIn(utc, { overrides }, "2026-01-06T00:00Z", "2026-01-09T00:00Z")).toEqual([
      "cem by override file:1, 2026-01-06T00:00:00Z to 2026-01-07T00:00:00Z",
      "dee by override file:2, 2026-01-07T00:00:00Z to 2026-01-08T00:00:00Z",
      "ana by layer week, 2026-01-08T00:00:00Z to 2026-01-12T09:00:00Z",
    ]);
  });

  it("without length does nothing", () => {
    const overrides = overridesOf([override("dee", "2026-01-06T00:00Z", "2026-01-06T00:00Z")]);
    expect(shiftsIn(utc, { overrides }, "2026-01-06T00:00Z", "2026-01-06T01:00Z")).toEqual([
      "ana by layer week, 2026-01-05T09:00:00Z to 2026-01-12T09:00:00Z",
    ]);
  });
});

describe("a swap", () => {
  const swap = (person: string, takenBy: string | undefined, ref = "file:1") => ({
    ...span("2026-01-05T09:00Z", "2026-01-19T09:00Z"),
    ref,
    person,
    takenBy,
  });

  it("gives the shifts of one person to another, and no other's", () => {
    expect(
      shiftsIn(utc, { swaps: [swap("bo", "cem")] }, "2026-01-06T00:00Z", "2026-01-13T00:00Z"),
    ).toEqual([
      "ana by layer week, 2026-01-05T09:00:00Z to 2026-01-12T09:00:00Z",
      "cem by swap file:1, 2026-01-12T09:00:00Z to 2026-01-19T09:00:00Z",
    ]);
  });

  it("changes nothing while nobody has taken it", () => {
    const swaps = [swap("bo", undefined)];
    expect(shiftsIn(utc, { swaps }, "2026-01-13T00:00Z", "2026-01-14T00:00Z")).toEqual([
      "bo by layer week, 2026-01-12T09:00:00Z to 2026-01-19T09:00:00Z",
    ]);
  });

  it("can pass on what another has taken", () => {
    const swaps = [swap("bo", "cem"), swap("cem", "dee", "file:2")];
    expect(shiftsIn(utc, { swaps }, "2026-01-13T00:00Z", "2026-01-14T00:00Z")).toEqual([
      "dee by swap file:2, 2026-01-12T09:00:00Z to 2026-01-19T09:00:00Z",
    ]);
  });

  it("of two shifts remains two shifts", () => {
    const solo = scheduleOf("UTC", [layerOf(["bo"], "1 weeks", "2026-01-05T09:00")]);
    expect(
      shiftsIn(solo, { swaps: [swap("bo", "cem")] }, "2026-01-06T00:00Z", "2026-01-13T00:00Z"),
    ).toEqual([
      "cem by swap file:1, 2026-01-05T09:00:00Z to 2026-01-12T09:00:00Z",
      "cem by swap file:1, 2026-01-12T09:00:00Z to 2026-01-19T09:00:00Z",
    ]);
  });

  it("yields to an override, which may be instead of the person who took it", () => {
    const overrides = overridesOf([
      override("dee", "2026-01-14T00:00Z", "2026-01-15T00:00Z", "cem"),
    ]);
    expect(
      shiftsIn(
        utc,
        { overrides, swaps: [swap("bo", "cem")] },
        "2026-01-14T00:00Z",
        "2026-01-14T01:00Z",
      ),
    ).toEqual(["dee by override file:1, 2026-01-14T00:00:00Z to 2026-01-15T00:00:00Z"]);
  });
});

describe("a temporary schedule", () => {
  const holidays = {
    ...span("2026-01-06T00:00Z", "2026-01-09T00:00Z"),
    ref: "t1",
    shifts: [
      { ...span("2026-01-05T00:00Z", "2026-01-07T00:00Z"), person: "cem" },
      { ...span("2026-01-07T00:00Z", "2026-01-08T00:00Z"), person: "cem" },
    ],
  };

  it("replaces everything in its time, holes included, and nothing outside", () => {
    const overrides = overridesOf([override("dee", "2026-01-06T00:00Z", "2026-01-10T00:00Z")]);
    const overlays = { overrides, temporary: [holidays] };
    expect(shiftsIn(utc, overlays, "2026-01-05T12:00Z", "2026-01-11T00:00Z")).toEqual([
      "ana by layer week, 2026-01-05T09:00:00Z to 2026-01-06T00:00:00Z",
      "cem by temporary t1, 2026-01-06T00:00:00Z to 2026-01-07T00:00:00Z",
      "cem by temporary t1, 2026-01-07T00:00:00Z to 2026-01-08T00:00:00Z",
      "dee by override file:1, 2026-01-09T00:00:00Z to 2026-01-10T00:00:00Z",
      "ana by layer week, 2026-01-10T00:00:00Z to 2026-01-12T09:00:00Z",
    ]);
  });

  it("yields to a later one, holes of that one included", () => {
    const empty = { ...span("2026-01-06T12:00Z", "2026-01-07T12:00Z"), ref: "t2", shifts: [] };
    expect(
      shiftsIn(utc, { temporary: [holidays, empty] }, "2026-01-06T00:00Z", "2026-01-08T00:00Z"),
    ).toEqual([
      "cem by temporary t1, 2026-01-06T00:00:00Z to 2026-01-06T12:00:00Z",
      "cem by temporary t1, 2026-01-07T12:00:00Z to 2026-01-08T00:00:00Z",
    ]);
  });
});

describe("the gaps between spans", () => {
  const from = instant("2026-01-01T00:00Z");
  const to = instant("2026-01-02T00:00Z");
  const at = (hour: number) => from.add({ hours: hour });
  const hours = (...spans: readonly (readonly [number, number])[]): readonly Span[] =>
    spans.map(([start, end]) => ({ start: at(start), end: at(end) }));

  it.each<[string, readonly Span[], readonly Span[]]>([
    ["nothing: all of it", [], hours([0, 24])],
    ["everything", hours([-1, 25]), []],
    ["exactly everything", hours([0, 24]), []],
    ["both ends missing", hours([1, 23]), hours([0, 1], [23, 24])],
    ["neighbours", hours([0, 12], [12, 24]), []],
    ["overlaps that add up to a day", hours([0, 8], [0, 8], [0, 8]), hours([8, 24])],
    ["out of order", hours([12, 24], [0, 6]), hours([6, 12])],
    ["one inside another", hours([0, 20], [2, 4]), hours([20, 24])],
    ["outside only", hours([-5, 0], [24, 30]), hours([0, 24])],
  ])("%s", (_, spans, gaps) => {
    expect(gapsOf(spans, from, to)).toEqual(gaps);
  });

  it("are none in an empty time", () => {
    expect(gapsOf([], from, from)).toEqual([]);
  });
});

describe("who is on call at an instant", () => {
  it("is the shift that runs, and who follows it", () => {
    const { shift, next } = onCallAt(utc, noOverlays, instant("2026-01-12T08:59:59.9999999Z"));
    expect(shift?.person).toBe("ana");
    expect(next).toEqual({ person: "bo", start: instant("2026-01-12T09:00Z") });
  });

  it("is the incoming person at the hand-off itself", () => {
    const { shift, next } = onCallAt(utc, noOverlays, instant("2026-01-12T09:00Z"));
    expect(shift?.person).toBe("bo");
    expect(next).toEqual({ person: "cem", start: instant("2026-01-19T09:00Z") });
  });

  it("names nobody as next where a gap follows", () => {
    const schedule = scheduleOf("UTC", [office]);
    const { shift, next } = onCallAt(schedule, noOverlays, instant("2026-01-09T12:00Z"));
    expect(shift?.person).toBe("dee");
    expect(next).toEqual({ person: undefined, start: instant("2026-01-09T17:00Z") });
  });

  it("is nobody in a gap, and the next shift is named", () => {
    const schedule = scheduleOf("UTC", [office]);
    const { shift, next } = onCallAt(schedule, noOverlays, instant("2026-01-09T17:00Z"));
    expect(shift).toBeUndefined();
    expect(next).toEqual({ person: "dee", start: instant("2026-01-12T09:00Z") });
  });

  it.each([
    ["within 400 days", "2027-02-04T23:59:59Z", "ana"],
    ["not beyond", "2027-02-05T00:00Z", undefined],
  ])("looks ahead for somebody %s", (_, start, person) => {
    const overrides = overridesOf([override("ana", start, "2027-03-01T00:00Z")]);
    const overlays = { ...noOverlays, overrides };
    const { next } = onCallAt(scheduleOf("UTC", []), overlays, instant("2026-01-01T00:00Z"));
    expect(next?.person).toBe(person);
  });
});
