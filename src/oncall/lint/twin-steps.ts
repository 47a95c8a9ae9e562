import type { PolicyStep } from "../policy.ts";
import { printInstant } from "../print-time.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";
import { turningPoints } from "./turning-points.ts";

/** K224: two steps of a policy that reach the same one person at the same time, so that nobody else is asked in between. */
export const twinSteps: OncallCheck = function* (subject) {
  const { oncall, reachOf } = subject;
  const points = turningPoints(subject);
  const onlyOne = (step: PolicyStep, at: Temporal.Instant) => {
    const { people, isOpen } = reachOf(step, at);
    return people.length === 1 && !isOpen ? people[0] : undefined;
  };
  for (const { id, steps } of oncall.file.policies) {
    for (const [later, step] of steps.entries()) {
      for (const [earlier, other] of steps.slice(0, later).entries()) {
        const since = points.find((at) => {
          const person = onlyOne(step, at);
          return person !== undefined && person === onlyOne(other, at);
        });
        const person = since && onlyOne(step, since);
        if (!since || person === undefined) continue;
        const start = printInstant(since, "UTC");
        yield foundAt(subject, ["policies", id, "steps", later], {
          rule: "K224",
          message: `Steps ${earlier + 1} and ${later + 1} of "${id}" reach the same one person at ${start}: ${person}.`,
          about: `${earlier}`,
          concerns: { policy: id, person, start },
        });
        break;
      }
    }
  }
};
