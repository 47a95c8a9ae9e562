import type { Person } from "../../knowledge/person.ts";
import { isNotifiable } from "../channels.ts";
import { everyoneIn } from "../everyone-in.ts";
import type { Oncall } from "../oncall.ts";
import type { PolicyStep, Target } from "../policy.ts";
import type { Shift } from "../schedule.ts";

/** Whom a step notifies at an instant. */
type Reach = {
  /** Ids of those who can be notified. */
  readonly people: readonly string[];
  /** Whether there is a room as well, or a schedule that cannot be read, of which nobody knows whom it means. */
  readonly isOpen: boolean;
};

export type ReachOf = (step: PolicyStep, at: Temporal.Instant) => Reach;

/** @param shiftsOf by schedule; what they do not hold has nobody on call */
export function createReach(
  oncall: Oncall,
  shiftsOf: ReadonlyMap<string, readonly Shift[]>,
): ReachOf {
  const { file, catalogue } = oncall;
  const personById = new Map(catalogue.people.map((person) => [person.id, person]));
  const everyone = everyoneIn(oncall);
  const named = (target: Target, at: Temporal.Instant): readonly string[] => {
    if (target.kind === "person") return [target.id];
    if (target.kind === "everyone") return everyone;
    if (target.kind === "room") return [];
    const shift = shiftAt(shiftsOf.get(target.id) ?? [], at);
    return shift === undefined ? [] : [shift.person];
  };
  const isOpen = (target: Target) =>
    target.kind === "room" ||
    (target.kind === "schedule" && file.broken.schedules.includes(target.id));
  return ({ notify }, at) => {
    const isReached = (person: Person | undefined) => person && isNotifiable(person, at);
    const ids = new Set(notify.flatMap((target) => named(target, at)));
    return {
      people: [...ids].filter((id) => isReached(personById.get(id))).sort(),
      isOpen: notify.some(isOpen),
    };
  };
}

function shiftAt(shifts: readonly Shift[], at: Temporal.Instant): Shift | undefined {
  const { compare } = Temporal.Instant;
  return shifts.find(({ start, end }) => compare(start, at) <= 0 && compare(at, end) < 0);
}
