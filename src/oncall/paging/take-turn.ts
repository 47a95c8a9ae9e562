import { decidePage } from "../page/decide-page.ts";
import type { Decided } from "../page/open-page.ts";
import type { PageIn } from "../page/page.ts";
import { reachText } from "../page/reach-text.ts";
import { planTurn } from "../page/turn.ts";
import type { TurnGiven, TurnPlan } from "../page/turn-plan.ts";

export type TurnTaken = {
  readonly plan: TurnPlan;
  readonly decided: Decided;
};

/** Takes the turn of a page that is due, however late, with the people of now. */
export function takeTurn(
  page: PageIn<"triggered">,
  given: Omit<TurnGiven, "page" | "policy" | "turn" | "turnsBefore" | "urgency" | "added">,
): TurnTaken {
  const { number, policy, turn, firstTurn, urgency, added, dueAt: due } = page;
  const asked: TurnGiven = {
    ...given,
    page: number,
    policy,
    turn: turn + 1,
    turnsBefore: firstTurn - 1,
    urgency,
    added,
  };
  const plan = planTurn(asked);
  const taken = {
    people: plan.people.map(({ person }) => person),
    rooms: plan.rooms,
    unreachable: plan.unreachable.map(({ person }) => person),
    schedules: plan.schedules.map(({ schedule, state, person }) => ({ schedule, state, person })),
    // A step that is passed over leaves nobody waiting: the next one is asked at once.
    said: isPassedOver(plan) ? plan.said : reachText(plan, asked),
  };
  const decided = decidePage(
    page,
    { event: "turn-due", due, taken, next: { turn: plan.nextTurn, at: plan.nextDueAt } },
    { by: { kind: "clock" }, rights: ["clock"], at: given.at },
  );
  // The page is triggered and waits for just that: it cannot be refused.
  if ("refused" in decided) throw new Error(decided.refused);
  return { plan, decided };
}

const isPassedOver = ({ isEmpty, step }: TurnPlan) => isEmpty && step.kind === "step";
