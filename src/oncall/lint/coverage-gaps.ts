import { gapsOf } from "../resolve.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";
import { concernedSpan, spokenSpan } from "./spoken-span.ts";

/** K220: times ahead in which nobody is on call. A schedule without layers means nobody, and is told once. */
export const coverageGaps: OncallCheck = function* (subject) {
  const { oncall, ahead, shiftsOf } = subject;
  const used = new Set(
    oncall.file.policies.flatMap(({ steps }) =>
      steps.flatMap(({ notify }) =>
        notify.flatMap((target) => (target.kind === "schedule" ? target.id : [])),
      ),
    ),
  );
  for (const { schedule } of oncall.file.schedules) {
    const { id, timeZone, layers } = schedule;
    for (const gap of gapsOf(shiftsOf.get(id) ?? [], ahead.start, ahead.end)) {
      const span = concernedSpan(gap, timeZone);
      const isUsed = used.has(id);
      yield foundAt(subject, ["schedules", id], {
        rule: "K220",
        ...(isUsed && layers.length > 0 ? {} : { severity: "warning" }),
        message: `Nobody is on call by "${id}" ${spokenSpan(gap, timeZone)}${isUsed ? "" : "; no policy uses it"}.`,
        about: span.start,
        concerns: { schedule: id, ...span },
      });
    }
  }
};
