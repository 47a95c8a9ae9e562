import type { PolicyStep } from "../policy.ts";
import { printInstant } from "../print-time.ts";
import { foundAt, type OncallCheck, type OncallSubject } from "./oncall-subject.ts";
import { turningPoints } from "./turning-points.ts";

/** K221: steps that reach nobody, now or in the time ahead, and policies of which all steps do so at once. */
export const emptySteps: OncallCheck = function* (subject) {
  const { oncall } = subject;
  const points = turningPoints(subject);
  for (const { id, steps } of oncall.file.policies) {
    const isEmpty = (step: PolicyStep, at: Temporal.Instant) => {
      const { people, isOpen } = subject.reachOf(step, at);
      return people.length === 0 && !isOpen;
    };
    // The last resort after all rounds asks everybody: with somebody there, a schedule of nobody is a choice.
    const severity = (some: readonly PolicyStep[]) =>
      some.every((step) => meansNobody(step, subject)) && hasEverybody(subject, points)
        ? ({ severity: "warning" } as const)
        : {};
    const path = ["policies", id];
    for (const [index, step] of steps.entries()) {
      const since = points.find((at) => isEmpty(step, at));
      if (!since) continue;
      yield foundAt(subject, [...path, "steps", index], {
        rule: "K221",
        ...severity([step]),
        message: `Step ${index + 1} of "${id}" reaches nobody ${when(since, subject)}: it is passed over.`,
        concerns: { policy: id, start: printInstant(since, "UTC") },
      });
    }
    const since = points.find((at) => steps.every((step) => isEmpty(step, at)));
    if (!since) continue;
    yield foundAt(subject, path, {
      rule: "K221",
      ...severity(steps),
      message: `No step of "${id}" reaches anybody ${when(since, subject)}: its pages go straight to everyone.`,
      concerns: { policy: id, start: printInstant(since, "UTC") },
    });
  }
};

const when = (since: Temporal.Instant, { at }: OncallSubject) =>
  since.equals(at) ? "now" : `from ${printInstant(since, "UTC")} on`;

/** Whether a step asks nobody but schedules that have no layers on purpose. */
function meansNobody({ notify }: PolicyStep, { oncall }: OncallSubject): boolean {
  const withoutLayers = oncall.file.schedules
    .filter(({ schedule }) => schedule.layers.length === 0)
    .map(({ schedule }) => schedule.id);
  return (
    notify.length > 0 &&
    notify.every((target) => target.kind === "schedule" && withoutLayers.includes(target.id))
  );
}

function hasEverybody({ reachOf }: OncallSubject, points: readonly Temporal.Instant[]): boolean {
  const everyone: PolicyStep = { notify: [{ kind: "everyone" }], wait: new Temporal.Duration() };
  return points.every((at) => reachOf(everyone, at).people.length > 0);
}
