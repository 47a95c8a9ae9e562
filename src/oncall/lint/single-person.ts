import { peopleOf } from "./lost-policies.ts";
import { foundAt, type OncallCheck } from "./oncall-subject.ts";
import { turningPoints } from "./turning-points.ts";

/** K231: policies that reach one person and no room, which is legal. */
export const singlePerson: OncallCheck = function* (subject) {
  const { oncall, reachOf, at } = subject;
  const points = turningPoints(subject);
  for (const policy of oncall.file.policies) {
    const { id, steps, thenEvery } = policy;
    const [person, ...others] = peopleOf(policy, reachOf, points);
    const isOpen = steps.some((step) => reachOf(step, at).isOpen);
    if (person === undefined || others.length > 0 || isOpen) continue;
    const every = `${thenEvery.total("minutes")} minutes`;
    yield foundAt(subject, ["policies", id], {
      rule: "K231",
      message: `"${id}" reaches ${person} alone, and no room: while ${person} sleeps, a page is repeated every ${every} and nobody else hears of it.`,
      concerns: { policy: id, person },
    });
  }
};
