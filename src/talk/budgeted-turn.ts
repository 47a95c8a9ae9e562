import { afterOverflow, budgetAt } from "../chat/manners/budget.ts";
import { afterInbound } from "../chat/thread-state.ts";
import type { Scene } from "./scene.ts";
import type { Turn } from "./turn.ts";

/**
 * The turn itself, or its postponement where so much was said that it has to wait (M19): nothing of it happens then but
 * one sentence. New versions do not count, nor what is caught up on, nor a console, which one person reads.
 */
export async function budgetedTurn(turn: Turn, scene: Scene): Promise<Turn> {
  const { given, conversation, at, item } = scene;
  const counts = turn.says && !turn.updates && isCounted(scene);
  if (!counts || conversation.platform === "console") return turn;
  const budget = budgetAt(at, scene.state, await given.past.repliesIn(conversation, at));
  if (budget.free) return turn;
  const { from, say } = budget;
  const state = item.kind === "message" ? afterInbound(scene.state, item, at) : scene.state;
  return {
    outcome: turn.outcome,
    says: say,
    offers: [],
    holds: "open",
    state: say ? afterOverflow(state, from) : state,
    effects: [],
    postponeTo: from,
    isOverflow: true,
    isNoted: turn.isNoted,
  };
}

/** Whether what is said counts for the budget. */
export function isCounted({ item }: Pick<Scene, "item">): boolean {
  return !(item.kind === "message" && item.replay);
}
