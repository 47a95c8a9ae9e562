import type { YamlPath } from "../../knowledge/yaml-source.ts";
import type { Layer, Schedule, WeeklyWindow } from "../schedule.ts";
import { type ZoneChange, zoneChanges } from "../zone-changes.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";

/** So far ahead a change of the clocks is looked for: every zone that has them changes twice within it. */
const aheadDays = 400;

/** A wall time that a change of the clocks takes away or gives twice, and what it is there. */
type Struck = {
  readonly path: YamlPath;
  readonly what: "A hand-off" | "The start" | "The end";
  readonly time: Temporal.PlainDateTime;
};

/** K203: hand-offs, windows and overlays at a time of day that a change of the clocks removes or doubles. */
export const clockChanges: OncallCheck = function* (subject) {
  const { oncall, at } = subject;
  for (const { schedule, wallTimes } of oncall.file.schedules) {
    const { id, timeZone } = schedule;
    for (const change of zoneChanges(timeZone, at, at.add({ hours: aheadDays * 24 }))) {
      const overlays = wallTimes
        .filter(({ time }) => isWithin(time, change))
        .map(
          ({ path, time }): Struck => ({
            path,
            time,
            what: path.at(-1) === "from" ? "The start" : "The end",
          }),
        );
      for (const struck of [...struckIn(schedule, change), ...overlays]) {
        yield foundAt(subject, ["schedules", id, ...struck.path], {
          rule: "K203",
          message: tell(struck, change, timeZone),
          about: change.from.toPlainDate().toString(),
          concerns: { schedule: id },
        });
      }
    }
  }
};

function tell({ what, time }: Struck, { isGap, to }: ZoneChange, timeZone: string): string {
  const shown = `${time.toPlainDate()} ${time.toPlainTime().toString({ smallestUnit: "minute" })}`;
  const place = `${what} is at ${shown} in ${timeZone}, which`;
  if (isGap) {
    const clock = to.toPlainTime().toString({ smallestUnit: "minute" });
    return `${place} does not exist: it becomes ${clock}.`;
  }
  const which = what === "The end" ? "second" : "first";
  return `${place} comes twice: the ${which} time counts.`;
}

const isWithin = (time: Temporal.PlainDateTime, { from, to }: ZoneChange) =>
  Temporal.PlainDateTime.compare(from, time) <= 0 && Temporal.PlainDateTime.compare(time, to) < 0;

function* struckIn({ layers }: Schedule, change: ZoneChange): Iterable<Struck> {
  for (const [index, layer] of layers.entries()) {
    const path = ["layers", index];
    const handoff = handoffWithin(layer, change);
    if (handoff) yield { path: [...path, "start"], time: handoff, what: "A hand-off" };
    if (layer.until && isWithin(layer.until, change)) {
      yield { path: [...path, "until"], time: layer.until, what: "The end" };
    }
    for (const [number, window] of (layer.active ?? []).entries()) {
      const { from, to } = edgesWithin(window, change);
      if (from) yield { path: [...path, "active", number, "from"], time: from, what: "The start" };
      if (to) yield { path: [...path, "active", number, "to"], time: to, what: "The end" };
    }
  }
}

/** The first hand-off on the wall clock in the hours concerned. */
function handoffWithin(
  { start, every: { count, unit } }: Layer,
  change: ZoneChange,
): Temporal.PlainDateTime | undefined {
  const near = Math.floor(start.until(change.from, { largestUnit: unit })[unit] / count);
  return [near - 1, near, near + 1, near + 2]
    .map((shifts) => start.add({ [unit]: shifts * count }))
    .find((time) => isWithin(time, change));
}

/** Where a window starts or ends in the hours concerned. */
function edgesWithin({ days, from, to }: WeeklyWindow, change: ZoneChange) {
  const isOvernight = Temporal.PlainTime.compare(to, from) <= 0;
  const edge = (time: Temporal.PlainTime, daysAfter: number) =>
    [change.from, change.to]
      .map((moment) => moment.toPlainDate())
      .filter((date) => days.includes(date.subtract({ days: daysAfter }).dayOfWeek))
      .map((date) => date.toPlainDateTime(time))
      .find((moment) => isWithin(moment, change));
  return { from: edge(from, 0), to: edge(to, isOvernight ? 1 : 0) };
}
