import { dutyChange } from "../duty-change.ts";
import { printStart } from "../keeping-start.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";

/** K210: a change after which somebody else is on call at this moment. */
export const movedNow: OncallCheck = function* (subject) {
  const { oncall, before, at } = subject;
  if (!before) return;
  for (const change of dutyChange(before, oncall, at, 0).now) {
    const { schedule, keep, isMeant } = change;
    const was = change.before ?? "nobody";
    const is = change.after ?? "nobody";
    const hint =
      keep === undefined
        ? ""
        : ` start: "${printStart(keep.start)}" in the layer "${keep.layer}" keeps ${was}.`;
    yield foundAt(subject, ["schedules", schedule], {
      rule: "K210",
      ...(isMeant ? { severity: "warning" } : {}),
      message: `The change moves "${schedule}" now: ${was} is on call, and ${is} would be.${hint}`,
      concerns: { schedule, ...(change.before === undefined ? {} : { person: change.before }) },
    });
  }
};
