import { stringify } from "yaml";
import type { Layer, Overlays, Span, WeeklyWindow } from "../../src/oncall/schedule.ts";
import type { Files } from "../support/knowledge-folder.ts";
import type { Roster } from "./rosters.ts";

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Writes rosters as somebody would who keeps them in files: people.yaml and oncall.yaml. */
export function rosterFiles(rosters: readonly Roster[]): Files {
  const people = new Set(rosters.flatMap(peopleOf));
  const schedules = rosters.map(({ schedule: { id, timeZone, layers }, overlays }) => [
    id,
    { timezone: timeZone, layers: layers.map(layerFields), ...overlayFields(overlays) },
  ]);
  return {
    "people.yaml": stringify({ people: [...people].map((id) => ({ id })) }),
    "oncall.yaml": stringify({ schedules: Object.fromEntries(schedules) }),
  };
}

const peopleOf = ({ schedule, overlays: { overrides, swaps, temporary } }: Roster) => [
  ...schedule.layers.flatMap(({ people }) => people),
  ...overrides.flatMap(({ person, insteadOf }) => [person, insteadOf ?? []].flat()),
  ...swaps.flatMap(({ person, takenBy }) => [person, takenBy ?? []].flat()),
  ...temporary.flatMap(({ shifts }) => shifts.map(({ person }) => person)),
];

const layerFields = ({ name, people, every, start, until, active }: Layer) => ({
  name,
  people,
  every: `${every.count} ${every.unit}`,
  start: String(start),
  ...(until && { until: String(until) }),
  ...(active && { active: active.filter(({ days }) => days.length > 0).map(windowFields) }),
});

const windowFields = ({ days, from, to }: WeeklyWindow) => ({
  days: days.map((day) => dayNames[day - 1]),
  from: String(from),
  to: String(to),
});

const overlayFields = ({ overrides, swaps, temporary }: Overlays) => ({
  overrides: overrides.map(({ person, insteadOf, ...span }) => ({
    person,
    ...spanFields(span),
    ...(insteadOf !== undefined && { instead_of: insteadOf }),
  })),
  swaps: swaps.map(({ person, takenBy, ...span }) => ({
    person,
    ...spanFields(span),
    ...(takenBy !== undefined && { taken_by: takenBy }),
  })),
  temporary: temporary.map(({ shifts, ...span }) => ({
    ...spanFields(span),
    shifts: shifts.map(({ person, ...shift }) => ({ person, ...spanFields(shift) })),
  })),
});

const spanFields = ({ start, end }: Span) => ({ from: String(start), to: String(end) });
