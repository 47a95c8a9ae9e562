import type { Oncall } from "../oncall.ts";
import type { Policy } from "../policy.ts";
import { foundAt, type OncallCheck, shiftsAhead } from "./oncall-subject.ts";
import { createReach, type ReachOf } from "./reach.ts";
import { turningPoints } from "./turning-points.ts";

/** K223: a change after which a policy reaches nobody any more, who was there before. */
export const lostPolicies: OncallCheck = function* (subject) {
  const { oncall, before, reachOf, ahead } = subject;
  if (!before) return;
  const oldShifts = shiftsAhead(before, ahead);
  const oldReach = createReach(before, oldShifts);
  const points = turningPoints(subject);
  const oldPoints = turningPoints({ ...subject, shiftsOf: oldShifts });
  for (const policy of oncall.file.policies) {
    const old = policyOf(policy.id, before);
    if (!old) continue;
    const lost = peopleOf(old, oldReach, oldPoints);
    if (lost.length === 0 || peopleOf(policy, reachOf, points).length > 0) continue;
    yield foundAt(subject, ["policies", policy.id], {
      rule: "K223",
      message: `The change takes the last people whom "${policy.id}" reaches: ${lost.join(", ")}.`,
      concerns: { policy: policy.id },
    });
  }
};

const policyOf = (id: string, { file }: Oncall) => file.policies.find((one) => one.id === id);

/** Everybody whom a policy reaches at one of these instants. */
export function peopleOf(
  { steps }: Policy,
  reachOf: ReachOf,
  points: readonly Temporal.Instant[],
): readonly string[] {
  const people = points.flatMap((at) => steps.flatMap((step) => reachOf(step, at).people));
  return [...new Set(people)].sort();
}
