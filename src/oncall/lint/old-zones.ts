import type { Found } from "../../knowledge/lint/check.ts";
import { readZone } from "../../knowledge/time-zone.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";

/** K201: zones by a name that is not theirs any more; one that is none keeps its schedule from being read. */
export const oldZones: OncallCheck = function* (subject) {
  const { oncall, places } = subject;
  for (const { schedule } of oncall.file.schedules) {
    const found = faultOf(schedule.timeZone);
    const path = ["schedules", schedule.id, "timezone"];
    if (found) yield foundAt(subject, path, { ...found, concerns: { schedule: schedule.id } });
  }
  for (const { id, timezone = "UTC" } of oncall.catalogue.people) {
    const found = faultOf(timezone);
    const place = found && places.of("people", id, ["timezone"]);
    if (place) yield { ...found, ...place, about: `zone of ${id}`, concerns: { person: id } };
  }
};

function faultOf(zone: string): Pick<Found, "rule" | "severity" | "message"> | undefined {
  const read = readZone(zone);
  if (read.kind !== "alias") return undefined;
  const message = `"${zone}" is called "${read.today}" today.`;
  return { rule: "K201", severity: "warning", message };
}
