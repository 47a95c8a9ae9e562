import type { YamlPath } from "../knowledge/yaml-source.ts";
import type { OverlayTime, ScheduleFields } from "./oncall-fields.ts";
import type { Overlays, Schedule, Span } from "./schedule.ts";
import { endInstant, startInstant } from "./wall-clock.ts";

/** A schedule of the file with its overlays; the paths begin at the schedule. */
export type PlacedSchedule = {
  readonly schedule: Schedule;
  readonly overlays: Overlays;
  /** Where chat shows who is on call by it. */
  readonly shownIn: ShownIn;
  /** Times of overlays that are written by the wall clock. */
  readonly wallTimes: readonly { readonly path: YamlPath; readonly time: Temporal.PlainDateTime }[];
  /** Spans whose end is not after their start; they are left out. */
  readonly backwards: readonly YamlPath[];
};

type ShownIn = {
  /** The handle of a user group. */
  readonly slackGroup: string | undefined;
  /** A room as it is written: `#ops`, `slack:#ops`. */
  readonly topicRoom: string | undefined;
};

type Written = { readonly from: OverlayTime; readonly to: OverlayTime };
type List = "overrides" | "swaps" | "temporary";

/** Takes a schedule over from the file: the wall clock of its overlays becomes instants. */
export function placeSchedule(id: string, fields: ScheduleFields): PlacedSchedule {
  const { timezone: timeZone, layers } = fields;
  const wallTimes: { path: YamlPath; time: Temporal.PlainDateTime }[] = [];
  const backwards: YamlPath[] = [];

  function spanOf({ from, to }: Written, path: YamlPath): Span | undefined {
    const isWall = (time: OverlayTime) => time instanceof Temporal.PlainDateTime;
    if (isWall(from)) wallTimes.push({ path: [...path, "from"], time: from });
    if (isWall(to)) wallTimes.push({ path: [...path, "to"], time: to });
    const start = isWall(from) ? startInstant(from, timeZone) : from;
    const end = isWall(to) ? endInstant(to, timeZone) : to;
    if (Temporal.Instant.compare(start, end) < 0) return { start, end };
    backwards.push([...path, "to"]);
    return undefined;
  }
  function placed<T extends Written, U>(
    list: List,
    items: readonly T[],
    keep: (item: T, path: YamlPath) => U,
  ) {
    return items.flatMap((item, index) => {
      const path = [list, index];
      const span = spanOf(item, path);
      return span ? [{ ref: `file:${index + 1}`, ...span, ...keep(item, path) }] : [];
    });
  }

  return {
    schedule: { id, timeZone, layers },
    overlays: {
      overrides: placed("overrides", fields.overrides, ({ person, instead_of }) => ({
        person,
        insteadOf: instead_of,
      })),
      swaps: placed("swaps", fields.swaps, ({ person, taken_by }) => ({
        person,
        takenBy: taken_by,
      })),
      temporary: placed("temporary", fields.temporary, ({ shifts }, path) => ({
        shifts: shifts.flatMap((shift, index) => {
          const span = spanOf(shift, [...path, "shifts", index]);
          return span ? [{ person: shift.person, ...span }] : [];
        }),
      })),
    },
    shownIn: { slackGroup: fields.slack_group, topicRoom: fields.topic_room },
    wallTimes,
    backwards,
  };
}
