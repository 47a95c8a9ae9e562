import { hasLeft } from "./channels.ts";
import { everyoneIn } from "./everyone-in.ts";
import type { Oncall } from "./oncall.ts";
import type { Policy, PolicyStep, Target } from "./policy.ts";
import { shiftAt } from "./resolve.ts";
import type { Overlays } from "./schedule.ts";

/** Somebody who is asked first, and the schedule that says so; undefined: the policy names them. */
export type OnCallPerson = { readonly person: string; readonly schedule: string | undefined };

/** The policy of a service that names none, and of what belongs to no service. */
const defaultPolicy = "default";

/**
 * Says whom the first step of a service's policy means at an instant, each once, in the order written. Rooms are nobody,
 * and so is whoever is not in people.yaml, or has left.
 *
 * @param overlaysOf what is laid over a schedule, by its id
 */
export function onCallFor(
  oncall: Oncall,
  overlaysOf: (schedule: string) => Overlays,
  service: string | undefined,
  at: Temporal.Instant,
): readonly OnCallPerson[] {
  const { file, catalogue } = oncall;
  const meantBy = (target: Target): readonly OnCallPerson[] => {
    if (target.kind === "room") return [];
    if (target.kind === "person") return [{ person: target.id, schedule: undefined }];
    if (target.kind === "everyone") {
      return everyoneIn(oncall).map((person) => ({ person, schedule: undefined }));
    }
    const schedule = file.schedules.find((one) => one.schedule.id === target.id)?.schedule;
    const shift = schedule && shiftAt(schedule, overlaysOf(schedule.id), at);
    return shift ? [{ person: shift.person, schedule: target.id }] : [];
  };
  const isThere = (id: string) =>
    catalogue.people.some((person) => person.id === id && !hasLeft(person, at));
  const meant = (firstStepFor(oncall, service)?.notify ?? []).flatMap(meantBy);
  return [...Map.groupBy(meant, ({ person }) => person).values()].flatMap(([first]) =>
    first && isThere(first.person) ? [first] : [],
  );
}

/** The first step of a service's policy; undefined: there is no such policy that can be read. */
export function firstStepFor(oncall: Oncall, service: string | undefined): PolicyStep | undefined {
  return policyFor(oncall, service)?.steps[0];
}

/** The policy of a service, by its id; undefined: there is no such policy that can be read. */
export function policyFor(
  { file, catalogue }: Oncall,
  service: string | undefined,
): Policy | undefined {
  const { escalation = defaultPolicy } = catalogue.services.find(({ id }) => id === service) ?? {};
  return file.policies.find(({ id }) => id === escalation);
}
