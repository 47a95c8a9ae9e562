import { describe, expect, it } from "vitest";
import type { WeeklyWindow } from "../../src/oncall/schedule.ts";
import { wallClockOf } from "../../src/oncall/wall-clock.ts";
import { createWindows } from "../../src/oncall/weekly-windows.ts";
import { everyDay, instant, windowOf } from "./rosters.ts";

const zone = "Europe/Berlin";

const shown = (ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never", smallestUnit: "minute" });

/** The open stretches that touch a time, each as "from to". */
function openIn(windows: readonly WeeklyWindow[] | undefined, from: string, to: string) {
  const windowsAt = createWindows(windows, wallClockOf(zone));
  const last = instant(to).epochMilliseconds;
  const open: string[] = [];
  for (let at = instant(from).epochMilliseconds; at < last; ) {
    const stretch = windowsAt(at);
    if (stretch.open)
      open.push(
        [stretch.start, stretch.end]
          .map((edge) => (Number.isFinite(edge) ? shown(edge) : "ever"))
          .join(" "),
      );
    at = stretch.end;
  }
  return open;
}

describe("weekly windows", () => {
  it("open on the days they name and close on the same day", () => {
    const office = [windowOf([1, 3], "09:00", "17:00")];
    expect(openIn(office, "2026-01-05T00:00Z", "2026-01-12T00:00Z")).toEqual([
      "2026-01-05T09:00+01:00 2026-01-05T17:00+01:00",
      "2026-01-07T09:00+01:00 2026-01-07T17:00+01:00",
    ]);
  });

  it.each([
    ["2026-01-05T08:59:59.999+01:00", false],
    ["2026-01-05T09:00+01:00", true],
    ["2026-01-05T16:59:59.999+01:00", true],
    ["2026-01-05T17:00+01:00", false],
  ])("are half-open: at %s open is %s", (at, open) => {
    const windowsAt = createWindows([windowOf([1], "09:00", "17:00")], wallClockOf(zone));
    expect(windowsAt(instant(at).epochMilliseconds).open).toBe(open);
  });

  it("end on the next day when their end is not after their start", () => {
    const night = [windowOf([7], "20:00", "08:00")];
    expect(openIn(night, "2026-01-05T00:00Z", "2026-01-05T12:00Z")).toEqual([
      "2026-01-04T20:00+01:00 2026-01-05T08:00+01:00",
    ]);
  });

  it("join neighbouring days and overlapping windows, from one week into the next as well", () => {
    const joined = [windowOf([6, 7], "08:00", "08:00"), windowOf([1], "07:00", "09:00")];
    expect(openIn(joined, "2026-01-08T00:00Z", "2026-01-13T00:00Z")).toEqual([
      "2026-01-10T08:00+01:00 2026-01-12T09:00+01:00",
    ]);
  });

  it("stay open when one of Sunday outlasts one of Monday", () => {
    const long = [windowOf([7], "20:00", "19:00"), windowOf([1], "08:00", "09:00")];
    const whole = ["2026-01-11T20:00+01:00 2026-01-12T19:00+01:00"];
    expect(openIn(long, "2026-01-12T11:00Z", "2026-01-12T12:00Z")).toEqual(whole);
  });

  it("are open for ever when they fill the week, and when there is no list", () => {
    const ever = ["ever ever"];
    expect(openIn(undefined, "2026-01-05T00:00Z", "2026-01-06T00:00Z")).toEqual(ever);
    const full = [windowOf(everyDay, "08:00", "08:00")];
    expect(openIn(full, "2026-01-05T00:00Z", "2026-01-06T00:00Z")).toEqual(ever);
    const halves = [windowOf(everyDay, "08:00", "20:00"), windowOf(everyDay, "20:00", "08:00")];
    expect(openIn(halves, "2026-01-05T00:00Z", "2026-01-06T00:00Z")).toEqual(ever);
  });

  it("never open when the list is empty", () => {
    expect(openIn([], "2026-01-05T00:00Z", "2026-01-06T00:00Z")).toEqual([]);
  });
});

describe("weekly windows when the clocks change", () => {
  const spring = ["2026-03-29T00:00+01:00", "2026-03-29T12:00+02:00"] as const;
  const autumn = ["2026-10-25T00:00+02:00", "2026-10-25T12:00+01:00"] as const;

  it.each([
    ["01:00", "02:30", "2026-03-29T01:00+01:00 2026-03-29T03:00+02:00"],
    ["02:30", "04:00", "2026-03-29T03:00+02:00 2026-03-29T04:00+02:00"],
    ["02:15", "02:45", undefined],
  ])("in spring: %s to %s is %s", (from, to, open) => {
    expect(openIn([windowOf([7], from, to)], ...spring)).toEqual(open === undefined ? [] : [open]);
  });

  it.each([
    ["01:00", "02:30", "2026-10-25T01:00+02:00 2026-10-25T02:30+01:00"],
    ["02:30", "04:00", "2026-10-25T02:30+02:00 2026-10-25T04:00+01:00"],
    ["02:15", "02:45", "2026-10-25T02:15+02:00 2026-10-25T02:45+01:00"],
  ])("in autumn: %s to %s is %s", (from, to, open) => {
    expect(openIn([windowOf([7], from, to)], ...autumn)).toEqual([open]);
  });

  it("touch where the change removes the pause between them", () => {
    const pause = [windowOf([7], "01:00", "02:10"), windowOf([7], "02:40", "04:00")];
    const whole = "2026-03-29T01:00+01:00 2026-03-29T04:00+02:00";
    expect(openIn(pause, ...spring)).toEqual([whole]);
    expect(openIn(pause, "2026-03-29T03:30+02:00", spring[1])).toEqual([whole]);
  });

  it("touch where the change doubles the pause between them", () => {
    const pause = [windowOf([7], "01:00", "02:10"), windowOf([7], "02:40", "04:00")];
    expect(openIn(pause, ...autumn)).toEqual(["2026-10-25T01:00+02:00 2026-10-25T04:00+01:00"]);
  });
});
