import { nameOf } from "../decide-overlay.ts";
import { policyFor } from "../on-call-for.ts";
import type { Oncall } from "../oncall.ts";
import type { Policy, Target } from "../policy.ts";
import type { PageTarget } from "./paging.ts";

/** What a page for a target runs by. */
export type Aim = {
  readonly service: string | undefined;
  readonly policy: Policy;
  /** In words, where people read it. */
  readonly about: string;
  /** Stands before the dedup key of pages that are about no service. */
  readonly scope: string;
};

/** Whoever is named is asked first and alone for this long. */
const firstWait = Temporal.Duration.from({ minutes: 5 });

/** Where no policy can be read a page asks everybody: it must not end in silence. */
const everybody: Policy = {
  id: "everybody",
  steps: [{ notify: [{ kind: "everyone" }], wait: firstWait }],
  repeat: 0,
  thenEvery: Temporal.Duration.from({ minutes: 15 }),
  ackTimeout: Temporal.Duration.from({ minutes: 60 }),
  forward: [],
};

/**
 * Says what a page runs by: a service by its policy; a policy by itself; a schedule or person is asked first, and after five
 * minutes the policy `default` goes on.
 */
export function aimPage(target: PageTarget, oncall: Oncall): Aim {
  const { policies, schedules } = oncall.file;
  const usual = policyFor(oncall, undefined) ?? everybody;
  const { people, services } = oncall.catalogue;
  const isThere = (policy: Policy | undefined) => policy ?? usual;
  switch (target.kind) {
    case "service": {
      const service = services.find(({ id }) => id === target.id);
      const policy = isThere(policyFor(oncall, target.id));
      return { service: target.id, policy, about: service?.name ?? target.id, scope: "" };
    }
    case "policy":
      return {
        service: undefined,
        policy: isThere(policies.find(({ id }) => id === target.id)),
        about: target.id,
        scope: `policy:${target.id}:`,
      };
    case "schedule": {
      const isSchedule = schedules.some(({ schedule }) => schedule.id === target.id);
      const policy = isSchedule ? firstThen({ kind: "schedule", id: target.id }, usual) : usual;
      return { service: undefined, policy, about: target.id, scope: `schedule:${target.id}:` };
    }
    case "person": {
      const person = people.find(({ id }) => id === target.id);
      const policy = firstThen({ kind: "person", id: target.id }, usual);
      const about = nameOf(person ?? { id: target.id, name: undefined });
      return { service: undefined, policy, about, scope: `person:${target.id}:` };
    }
    case "default":
      return { service: undefined, policy: usual, about: "on-call", scope: "" };
  }
}

function firstThen(first: Target, policy: Policy): Policy {
  return { ...policy, steps: [{ notify: [first], wait: firstWait }, ...policy.steps] };
}

/** Ids of everybody whom a policy can ask, whoever is on call now. */
export function reachOf({ steps }: Pick<Policy, "steps">, { file }: Oncall): readonly string[] {
  const reached = steps.flatMap(({ notify }) =>
    notify.flatMap((target) => {
      if (target.kind === "person") return [target.id];
      if (target.kind !== "schedule") return [];
      const found = file.schedules.find(({ schedule }) => schedule.id === target.id);
      return found?.schedule.layers.flatMap(({ people }) => people) ?? [];
    }),
  );
  return [...new Set(reached)];
}
