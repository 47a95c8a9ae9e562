import type { YamlPath } from "../knowledge/yaml-source.ts";
import { nameOf } from "./decide-overlay.ts";
import type { PlacedSchedule } from "./placed-schedule.ts";
import { shiftAt } from "./resolve.ts";
import type { Roster } from "./roster.ts";

/** What a place that oncall.yaml names is to show now. */
export type PlannedSign = {
  /** Where the file names it first. */
  readonly at: YamlPath;
} & (
  | {
      readonly kind: "group";
      readonly handle: string;
      /** Accounts of Slack; empty: nobody is on call who has one. */
      readonly users: readonly string[];
    }
  | {
      readonly kind: "topic";
      /** As it is written: `#ops`. */
      readonly room: string;
      readonly who: string;
    }
);

/** One schedule, and who serves by it; undefined: nobody. */
type Duty = { readonly placed: PlacedSchedule; readonly person: string | undefined };

/** Says what is to be shown at an instant. A place that several schedules name shows all of them, in their order. */
export function dutySigns(
  { oncall, overlaysOf }: Roster,
  at: Temporal.Instant,
): readonly PlannedSign[] {
  const { people } = oncall.catalogue;
  const duties = oncall.file.schedules.map((placed): Duty => {
    const { schedule } = placed;
    return { placed, person: shiftAt(schedule, overlaysOf(schedule.id), at)?.person };
  });
  const accountOf = ({ person }: Duty) => people.find(({ id }) => id === person)?.slack ?? [];
  const shownName = ({ person }: Duty) =>
    person === undefined
      ? "nobody"
      : nameOf(people.find(({ id }) => id === person) ?? { id: person, name: undefined });
  const withSchedule = (duty: Duty) => `${shownName(duty)} (${duty.placed.schedule.id})`;

  const groups = byPlace(duties, "slack_group", ({ slackGroup }) => slackGroup);
  const topics = byPlace(duties, "topic_room", ({ topicRoom }) => topicRoom);
  return [
    ...groups.map(({ place: handle, path, all }) => ({
      kind: "group" as const,
      at: path,
      handle,
      users: [...new Set(all.flatMap(accountOf))],
    })),
    ...topics.map(({ place: room, path, all }) => ({
      kind: "topic" as const,
      at: path,
      room,
      who: all.map(all.length > 1 ? withSchedule : shownName).join(", "),
    })),
  ];
}

function byPlace(
  duties: readonly Duty[],
  key: string,
  placeOf: (shownIn: PlacedSchedule["shownIn"]) => string | undefined,
) {
  const places = Map.groupBy(duties, ({ placed }) => placeOf(placed.shownIn));
  return [...places].flatMap(([place, all]) => {
    const [first] = all;
    if (place === undefined || !first) return [];
    return [{ place, path: ["schedules", first.placed.schedule.id, key], all }];
  });
}
