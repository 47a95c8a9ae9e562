import { keptGood } from "../knowledge/last-good.ts";
import { emptyOncallFile, type OncallFile } from "./oncall-file.ts";
import type { PlacedSchedule } from "./placed-schedule.ts";

/** What is in force of a file that was read anew. */
type InForce = {
  readonly file: OncallFile;
  /** Ids of the schedules and policies that are in force as they were before. */
  readonly kept: readonly string[];
};

/**
 * Puts what was in force before in the place of what cannot be read any more, and says so where that is told; what has
 * gone from the file is gone. A schedule that says the same as before, and what is laid over it, stay the same objects,
 * since much is remembered of them.
 */
export function withLastGood(now: OncallFile, before: OncallFile = emptyOncallFile): InForce {
  /** @returns those of before that stand in for broken ones */
  function stillGood<T>(
    section: keyof OncallFile["broken"],
    items: readonly T[],
    idOf: (item: T) => string,
  ): readonly T[] {
    const isWhole = now.unreadable.includes(section);
    return items.filter((item) => isWhole || now.broken[section].includes(idOf(item)));
  }
  const schedules = stillGood("schedules", before.schedules, ({ schedule }) => schedule.id);
  const policies = stillGood("policies", before.policies, ({ id }) => id);
  const heartbeats = stillGood("heartbeats", before.heartbeats, ({ id }) => id);
  const scheduleIds = schedules.map(({ schedule }) => schedule.id);
  const policyIds = policies.map(({ id }) => id);
  const isAnyKept = scheduleIds.length + policyIds.length > 0;
  const without = (ids: readonly string[], stand: readonly string[]) =>
    ids.filter((id) => !stand.includes(id));
  const file: OncallFile = {
    ...now,
    schedules: [...now.schedules.map((one) => unchanged(one, before)), ...schedules],
    policies: [...now.policies, ...policies],
    heartbeats: [...now.heartbeats, ...heartbeats],
    broken: {
      schedules: without(now.broken.schedules, scheduleIds),
      policies: without(now.broken.policies, policyIds),
      heartbeats: without(
        now.broken.heartbeats,
        heartbeats.map(({ id }) => id),
      ),
    },
    isUnreadable: now.isUnreadable && !isAnyKept,
    problems: now.problems.map((problem) => {
      const { schedule = "", policy = "" } = problem.concerns ?? {};
      const isKept =
        scheduleIds.includes(schedule) ||
        policyIds.includes(policy) ||
        (now.isUnreadable && isAnyKept);
      return isKept ? keptGood(problem) : problem;
    }),
  };
  return { file, kept: [...new Set([...scheduleIds, ...policyIds])] };
}

/** The same objects as before where they say the same. */
function unchanged(now: PlacedSchedule, { schedules }: OncallFile): PlacedSchedule {
  const before = schedules.find(({ schedule }) => schedule.id === now.schedule.id);
  if (!before) return now;
  return {
    ...now,
    schedule: sameAs(before.schedule, now.schedule),
    overlays: sameAs(before.overlays, now.overlays),
  };
}

/** `now`, or `before` where both print alike; times print themselves exactly. */
function sameAs<T>(before: T, now: T): T {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
