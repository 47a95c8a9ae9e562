import { printStart } from "../keeping-start.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";

/** K202: layers that are over before they begin. What cannot be read at all is told by reading. */
export const earlyEnds: OncallCheck = function* (subject) {
  for (const { schedule } of subject.oncall.file.schedules) {
    for (const [index, { name, start, until }] of schedule.layers.entries()) {
      if (!until || Temporal.PlainDateTime.compare(start, until) < 0) continue;
      const message = `The layer "${name}" ends at ${printStart(until)}: expected "until" after its start, which is ${printStart(start)}.`;
      const path = ["schedules", schedule.id, "layers", index, "until"];
      yield foundAt(subject, path, { rule: "K202", message, concerns: { schedule: schedule.id } });
    }
  }
};
