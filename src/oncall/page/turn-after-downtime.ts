import { printDuration } from "../../chat/spoken-duration.ts";
import { planTurn } from "./turn.ts";
import type { TurnGiven, TurnPlan } from "./turn-plan.ts";

/** Up to this a turn is on time: the process looked a moment later. */
const punctual = Temporal.Duration.from({ minutes: 1 });

/**
 * Plans the turn that is due, however long ago that was: it runs once, now, with the people of now, and what it would have
 * been followed by meanwhile is not made up for. One that comes late says so.
 *
 * @param dueAt after `at` where the clock was set back
 */
export function turnAfterDowntime({
  dueAt,
  ...given
}: TurnGiven & { readonly dueAt: Temporal.Instant }): TurnPlan & {
  /** Whole minutes; undefined: it is on time. */
  readonly lateBy: Temporal.Duration | undefined;
} {
  const plan = planTurn(given);
  const late = dueAt.until(given.at);
  if (Temporal.Duration.compare(late, punctual) < 0) return { ...plan, lateBy: undefined };
  const lateBy = Temporal.Duration.from({ minutes: Math.floor(late.total("minutes")) });
  return { ...plan, lateBy, said: `Late by ${printDuration(lateBy)}. ${plan.said}` };
}
