import { everyoneIn } from "../everyone-in.ts";
import type { Target } from "../policy.ts";
import { shiftAt } from "../resolve.ts";
import type { Roster } from "../roster.ts";

/** Why somebody is asked. */
export type AskedBy =
  | { readonly kind: "schedule"; readonly schedule: string }
  /** The policy names them. */
  | { readonly kind: "policy" }
  | { readonly kind: "everyone" }
  /** They were added to the page. */
  | { readonly kind: "added" };

/** What a schedule said when it was asked. */
export type ScheduleSeen = {
  readonly schedule: string;
  /** `kept`: its last good version, since it cannot be read any more; `broken`: there is not even that. */
  readonly state: "read" | "kept" | "broken" | "gone";
  readonly person: string | undefined;
};

/** Whom targets mean at an instant, whether or not anything reaches them. */
type Meant = {
  /** Each once, in the order written. */
  readonly people: readonly { readonly person: string; readonly by: AskedBy }[];
  /** As they are written. */
  readonly rooms: readonly string[];
  readonly schedules: readonly ScheduleSeen[];
};

/** @param kept ids of schedules of which an older version is in force */
export function meantBy(
  targets: readonly Target[],
  { oncall, overlaysOf }: Pick<Roster, "oncall" | "overlaysOf">,
  kept: readonly string[],
  at: Temporal.Instant,
): Meant {
  const { file } = oncall;
  function seen(id: string): ScheduleSeen {
    const schedule = file.schedules.find((one) => one.schedule.id === id)?.schedule;
    if (schedule === undefined) {
      const isBroken = file.broken.schedules.includes(id) || file.unreadable.includes("schedules");
      return { schedule: id, state: isBroken ? "broken" : "gone", person: undefined };
    }
    const state = kept.includes(id) ? "kept" : "read";
    return { schedule: id, state, person: shiftAt(schedule, overlaysOf(id), at)?.person };
  }
  const schedules = new Map(
    targets.flatMap((target) => (target.kind === "schedule" ? [[target.id, seen(target.id)]] : [])),
  );
  function peopleOf(target: Target): Meant["people"] {
    switch (target.kind) {
      case "room":
        return [];
      case "person":
        return [{ person: target.id, by: { kind: "policy" } }];
      case "everyone":
        return everyoneIn(oncall).map((person) => ({ person, by: { kind: "everyone" } }));
      case "schedule": {
        const person = schedules.get(target.id)?.person;
        const by = { kind: "schedule", schedule: target.id } as const;
        return person === undefined ? [] : [{ person, by }];
      }
    }
  }
  return {
    people: targets.flatMap(peopleOf),
    rooms: targets.flatMap((target) => (target.kind === "room" ? [target.room] : [])),
    schedules: [...schedules.values()],
  };
}
