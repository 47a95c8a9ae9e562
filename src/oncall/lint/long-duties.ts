import { runsOf } from "../runs.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";
import { concernedSpan, spokenSpan } from "./spoken-span.ts";

const longestDays = 7;

/** K224: somebody on call for over a week without a break, though others share the rotation. */
export const longDuties: OncallCheck = function* (subject) {
  const { oncall, shiftsOf } = subject;
  for (const { schedule } of oncall.file.schedules) {
    const { id, timeZone, layers } = schedule;
    const shifts = shiftsOf.get(id) ?? [];
    const [first, last] = [shifts[0], shifts.at(-1)];
    if (!first || !last) continue;
    const told = new Set<string>();
    for (const run of runsOf(shifts, first.start, last.end)) {
      const { person } = run;
      // A week stays a week when the clocks change.
      const aWeek = run.start.toZonedDateTimeISO(timeZone).add({ days: longestDays }).toInstant();
      const isShared = layers.some(
        ({ people }) =>
          people.some((one) => one === person) && people.some((one) => one !== person),
      );
      const isLong = Temporal.Instant.compare(run.end, aWeek) > 0;
      if (person === undefined || !isLong || !isShared || told.has(person)) continue;
      told.add(person);
      yield foundAt(subject, ["schedules", id], {
        rule: "K224",
        message: `"${person}" is on call by "${id}" for over ${longestDays} days without a break, ${spokenSpan(run, timeZone)}, though others share the rotation.`,
        about: person,
        concerns: { schedule: id, person, ...concernedSpan(run, timeZone) },
      });
    }
  }
};
