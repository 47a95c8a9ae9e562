import { dutyChange } from "../duty-change.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";
import { concernedSpan, spokenSpan } from "./spoken-span.ts";

/** So soon somebody has plans around a shift. */
const plannedDays = 14;

/** K211: a change that gives shifts of the next two weeks to somebody else. */
export const movedShifts: OncallCheck = function* (subject) {
  const { oncall, before, at } = subject;
  if (!before) return;
  for (const move of dutyChange(before, oncall, at, plannedDays).moved) {
    const { schedule, timeZone } = move;
    const span = concernedSpan(move, timeZone);
    const person = move.after ?? move.before;
    yield foundAt(subject, ["schedules", schedule], {
      rule: "K211",
      message: `"${schedule}" changes hands ${spokenSpan(move, timeZone)}: from ${move.before ?? "nobody"} to ${move.after ?? "nobody"}.`,
      about: span.start,
      concerns: { schedule, ...(person === undefined ? {} : { person }), ...span },
    });
  }
};
