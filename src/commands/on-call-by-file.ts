import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { createOncallInForce } from "../oncall/oncall-in-force.ts";
import { createPeopleOnCall } from "../oncall/people-on-call.ts";
import { rosterOf } from "../oncall/roster.ts";
import type { World } from "./world.ts";

/** Who is on call by oncall.yaml: now, or at the instant that the command was given. */
export function onCallByFile(
  { corpus }: KnowledgeBase,
  at: Temporal.Instant | undefined,
  { clock }: World,
) {
  const { now } = createOncallInForce(() => corpus);
  return createPeopleOnCall({
    roster: () => rosterOf(now(), []),
    now: () => at ?? clock.now(),
  });
}
