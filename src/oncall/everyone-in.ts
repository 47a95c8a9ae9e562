import type { Oncall } from "./oncall.ts";

/** Ids of all who stand in a layer of any schedule, or have the role `oncall`. */
export function everyoneIn({ file, catalogue }: Oncall): readonly string[] {
  const layered = file.schedules.flatMap(({ schedule }) =>
    schedule.layers.flatMap(({ people }) => people),
  );
  const ready = catalogue.people.filter(({ roles }) => roles.includes("oncall"));
  return [...new Set([...layered, ...ready.map(({ id }) => id)])];
}
