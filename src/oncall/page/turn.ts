import { earlier } from "../instant-order.ts";
import type { Target } from "../policy.ts";
import { stepOfTurn, type TurnStep } from "./turn-number.ts";
import { planPerson } from "./turn-people.ts";
import type { TurnGiven, TurnPlan } from "./turn-plan.ts";
import { meantBy } from "./turn-targets.ts";
import { turnText } from "./turn-text.ts";

/** Less than this nobody can answer in, whatever a policy says. */
const shortestWait = Temporal.Duration.from({ minutes: 1 });

/** A low page waits for the morning, but no longer than this, unless its policy does. */
const longestNight = Temporal.Duration.from({ hours: 24 });

/**
 * Plans a turn that runs at `at`, on time or late. Waits are counted from there; where a low page waits for a morning, from
 * that of whoever hears first.
 *
 * A step that reaches nobody is passed over at once; where that holds for every step, the turn asks everybody instead, and
 * so does each turn after it until a step reaches somebody again.
 */
export function planTurn(given: TurnGiven): TurnPlan {
  const { policy, turn, turnsBefore, at } = given;
  const numbered = stepOfTurn(policy, turn, turnsBefore);
  const step =
    numbered.kind === "step" && policy.steps.every((_, index) => reachesNobody(index, given))
      ? ({ kind: "everybody", why: "no-step-reaches" } as const)
      : numbered;
  const reach = reachOf(step, given);
  const isEmpty = isNobody(reach);
  const wait = step.kind === "step" ? policy.steps[step.index]?.wait : policy.thenEvery;
  const plan = {
    turn,
    step,
    ...reach,
    isEmpty,
    nextTurn: turn + 1,
    nextDueAt:
      isEmpty && step.kind === "step" ? at : dueAfter(reach.people, wait ?? shortestWait, at),
  };
  return { ...plan, said: turnText(plan, given) };
}

type Reach = Pick<TurnPlan, "people" | "unreachable" | "rooms" | "lostRooms" | "schedules">;

const isNobody = ({ people, rooms }: Reach) => people.length + rooms.length === 0;

const reachesNobody = (index: number, given: TurnGiven) =>
  isNobody(reachOf({ kind: "step", index, round: 1 }, given));

function reachOf(step: TurnStep, given: TurnGiven): Reach {
  const { roster, kept, at, added, lostRooms } = given;
  const meant = meantBy(targetsOf(step, given), roster, kept, at);
  const isForAdded = step.kind === "everybody" || step.index === 0;
  const asked = [
    ...meant.people,
    ...(isForAdded ? added : []).map((person) => ({ person, by: { kind: "added" } as const })),
  ];
  const { people } = roster.oncall.catalogue;
  const planned = [...Map.groupBy(asked, ({ person }) => person)].flatMap(([id, [first]]) =>
    first
      ? { by: first.by, ...planPerson(id, { ...given, people, occasion: `${given.turn}` }) }
      : [],
  );
  const rooms = [...new Set(meant.rooms)];
  return {
    people: planned.filter((one) => "from" in one),
    unreachable: planned.filter((one) => "why" in one),
    rooms: rooms.filter((room) => !lostRooms.includes(room)),
    lostRooms: rooms.filter((room) => lostRooms.includes(room)),
    schedules: meant.schedules,
  };
}

/** Everybody is told by why the steps mean them, where they do. */
function targetsOf(step: TurnStep, { policy, oncallRoom }: TurnGiven): readonly Target[] {
  if (step.kind === "step") return policy.steps[step.index]?.notify ?? [];
  return [
    ...policy.steps.flatMap(({ notify }) => notify),
    { kind: "everyone" },
    ...(oncallRoom === undefined ? [] : [{ kind: "room", room: oncallRoom } as const]),
  ];
}

function dueAfter(
  people: Reach["people"],
  asked: Temporal.Duration,
  at: Temporal.Instant,
): Temporal.Instant {
  const wait = longer(asked, shortestWait);
  const heardFrom = people.map(({ from }) => from);
  const first = heardFrom.length > 0 ? heardFrom.reduce(earlier) : at;
  return earlier(first.add(wait), at.add(longer(wait, longestNight)));
}

const longer = (a: Temporal.Duration, b: Temporal.Duration) =>
  Temporal.Duration.compare(a, b) > 0 ? a : b;
