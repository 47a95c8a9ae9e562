import type { Person } from "../knowledge/person.ts";
import { firstStepFor, onCallFor } from "./on-call-for.ts";
import type { Oncall } from "./oncall.ts";
import type { Target } from "./policy.ts";
import type { Roster } from "./roster.ts";

export type PeopleOnCallGiven = {
  readonly roster: () => Pick<Roster, "oncall" | "overlaysOf">;
  readonly now: () => Temporal.Instant;
};

/**
 * Creates the answer to "who is on call for these services", each person once; for no service, by the policy `default`.
 * Undefined where nobody can say: there is no policy for one of them, or what it asks first cannot be read.
 */
export function createPeopleOnCall({
  roster,
  now,
}: PeopleOnCallGiven): (services: readonly string[]) => readonly Person[] | undefined {
  return (services) => {
    const { oncall, overlaysOf } = roster();
    const asked = services.length === 0 ? [undefined] : services;
    const at = now();
    const onCall = asked.flatMap((service) => onCallFor(oncall, overlaysOf, service, at));
    if (onCall.length === 0 && !asked.every((service) => isReadable(oncall, service))) {
      return undefined;
    }
    const ids = [...new Set(onCall.map(({ person }) => person))];
    return ids.flatMap((id) => oncall.catalogue.people.find((person) => person.id === id) ?? []);
  };
}

/** Whether it is known whom a page for a service asks first, be it nobody. */
function isReadable(oncall: Oncall, service: string | undefined): boolean {
  const ids = oncall.file.schedules.map(({ schedule }) => schedule.id);
  const isThere = (target: Target) => target.kind !== "schedule" || ids.includes(target.id);
  return firstStepFor(oncall, service)?.notify.every(isThere) ?? false;
}
