import type { Found } from "../../knowledge/lint/check.ts";
import { clockChanges } from "./clock-changes.ts";
import { coverageGaps } from "./coverage-gaps.ts";
import { earlyEnds } from "./early-ends.ts";
import { emptySteps } from "./empty-steps.ts";
import { idleOverlays } from "./idle-overlays.ts";
import { longDuties } from "./long-duties.ts";
import { lostPolicies } from "./lost-policies.ts";
import { missingPolicies } from "./missing-policies.ts";
import { movedNow } from "./moved-now.ts";
import { movedShifts } from "./moved-shifts.ts";
import { oldZones } from "./old-zones.ts";
import { type OncallCheck, type OncallLintGiven, oncallSubject } from "./oncall-subject.ts";
import { singlePerson } from "./single-person.ts";
import { twinSteps } from "./twin-steps.ts";
import { unknownIds } from "./unknown-ids.ts";
import { unreachablePeople } from "./unreachable-people.ts";
import { untriedPager } from "./untried-pager.ts";

/** Everything that is looked for in on-call. */
const checks: readonly OncallCheck[] = [
  unknownIds,
  oldZones,
  earlyEnds,
  clockChanges,
  movedNow,
  movedShifts,
  coverageGaps,
  emptySteps,
  unreachablePeople,
  lostPolicies,
  longDuties,
  twinSteps,
  missingPolicies,
  singlePerson,
  idleOverlays,
  untriedPager,
];

/** Tells what keeps oncall.yaml from being read, and applies every rule to the rest; pure. */
export function lintOncall(given: OncallLintGiven): readonly Found[] {
  const subject = oncallSubject(given);
  return [...given.oncall.file.problems, ...checks.flatMap((check) => [...check(subject)])];
}
