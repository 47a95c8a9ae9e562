import { type KeepingStart, keepingStart } from "./keeping-start.ts";
import type { Oncall } from "./oncall.ts";
import type { PlacedSchedule } from "./placed-schedule.ts";
import { onCallAt, resolve } from "./resolve.ts";
import { type Move, movesBetween, runsOf } from "./runs.ts";
import type { Shift } from "./schedule.ts";

/** Somebody else is on call at the moment of the change; undefined: nobody. */
type NowChange = {
  readonly schedule: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What would keep the one of before. */
  readonly keep: KeepingStart | undefined;
  /** An overlay that comes with the change says so. */
  readonly isMeant: boolean;
};

/** What a change of the files does to whom. */
export type DutyChange = {
  readonly now: readonly NowChange[];
  /** By start, then schedule. */
  readonly moved: readonly (Move & { readonly schedule: string; readonly timeZone: string })[];
  /** Ids of all who gain or lose time on call. */
  readonly told: readonly string[];
};

/**
 * Compares who is on call at an instant, and in the days that follow, before and after a change. A schedule that cannot be
 * read on one of the sides is left out.
 */
export function dutyChange(
  before: Oncall,
  after: Oncall,
  at: Temporal.Instant,
  days: number,
): DutyChange {
  const until = at.add({ hours: days * 24 });
  const changes = pairsOf(before, after).flatMap(({ id, old, young }) => {
    const shown = young ?? old;
    if (!shown) return [];
    const { timeZone } = shown.schedule;
    const runs = (placed: PlacedSchedule | undefined) =>
      runsOf(placed ? resolve(placed.schedule, placed.overlays, at, until) : [], at, until);
    const moves = movesBetween(runs(old), runs(young));
    return [
      {
        now: nowChange(id, old, young, at),
        moves: moves.map((move) => ({ schedule: id, timeZone, ...move })),
      },
    ];
  });
  const moved = changes
    .flatMap(({ moves }) => moves)
    .sort((a, b) => Temporal.Instant.compare(a.start, b.start));
  const told = moved.flatMap((move) => [move.before ?? [], move.after ?? []].flat());
  return {
    now: changes.flatMap(({ now }) => now ?? []),
    moved,
    told: [...new Set(told)].sort(),
  };
}

type Pair = {
  readonly id: string;
  readonly old: PlacedSchedule | undefined;
  readonly young: PlacedSchedule | undefined;
};

function pairsOf(before: Oncall, after: Oncall): readonly Pair[] {
  const broken = [before, after].flatMap(({ file }) => file.broken.schedules);
  const ids = [after, before].flatMap(({ file }) =>
    file.schedules.map(({ schedule }) => schedule.id),
  );
  const find = ({ file }: Oncall, id: string) =>
    file.schedules.find(({ schedule }) => schedule.id === id);
  const isUnreadable = before.file.isUnreadable || after.file.isUnreadable;
  return [...new Set(isUnreadable ? [] : ids)]
    .filter((id) => !broken.includes(id))
    .sort()
    .map((id) => ({ id, old: find(before, id), young: find(after, id) }));
}

function nowChange(
  schedule: string,
  old: PlacedSchedule | undefined,
  young: PlacedSchedule | undefined,
  at: Temporal.Instant,
): NowChange | undefined {
  const shift = (placed: PlacedSchedule | undefined) =>
    placed && onCallAt(placed.schedule, placed.overlays, at).shift;
  const after = shift(young);
  const before = shift(old)?.person;
  if (before === after?.person) return undefined;
  return {
    schedule,
    before,
    after: after?.person,
    keep: young && before !== undefined ? keepingStart(young, before, at) : undefined,
    isMeant: young !== undefined && after !== undefined && isByNewOverlay(after, young, old),
  };
}

/** Whether an overlay puts somebody on call that is not in the schedule of before. */
function isByNewOverlay(
  { source }: Shift,
  young: PlacedSchedule,
  old: PlacedSchedule | undefined,
): boolean {
  if ("layer" in source) return false;
  const [kind, ref] =
    "override" in source
      ? (["overrides", source.override] as const)
      : "swap" in source
        ? (["swaps", source.swap] as const)
        : (["temporary", source.temporary] as const);
  // Its number in the list may change with another's.
  const content = (one: { readonly ref: string }) => JSON.stringify({ ...one, ref: "" });
  const own = young.overlays[kind].find((one) => one.ref === ref);
  return own !== undefined && !old?.overlays[kind].some((one) => content(one) === content(own));
}
