import { type OverlayRow, printOverlayId } from "./overlay.ts";
import { resolve } from "./resolve.ts";
import type { Roster } from "./roster.ts";
import { type Move, movesBetween, type Run, runsOf } from "./runs.ts";
import type { Shift, ShiftSource } from "./schedule.ts";

/** Who serves when, holes included, by the id of the schedule: as people were last told. */
export type DutySnapshot = ReadonlyMap<string, readonly Run[]>;

/** A span of a schedule that changes hands; a schedule that is gone has no zone. */
type ShiftMove = Move & {
  readonly schedule: string;
  readonly timeZone: string | undefined;
};

/** What one person gains and loses, in order of time. */
export type ShiftChange = {
  readonly person: string;
  readonly moves: readonly ShiftMove[];
};

const { compare } = Temporal.Instant;
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (compare(a, b) < 0 ? a : b);
const later = (a: Temporal.Instant, b: Temporal.Instant) => (compare(a, b) > 0 ? a : b);

/**
 * Compares the coming shifts with those that people know, and says who has to be told what. What nobody has seen before is
 * told to nobody: a schedule that is new, and days that come into sight. Whoever made a move by an override, or by taking
 * shifts, is not told of it.
 *
 * @param days of 24 hours; shifts that begin within them count whole
 * @returns who is told, by id, and what people know from then on; of a schedule that cannot be read, still the same
 */
export function shiftChanges(
  before: DutySnapshot,
  roster: Roster,
  now: Temporal.Instant,
  days = 14,
): { readonly told: readonly ShiftChange[]; readonly snapshot: DutySnapshot } {
  const snapshot = new Map<string, readonly Run[]>();
  const moves: { readonly move: ShiftMove; readonly actor: string | undefined }[] = [];
  for (const schedule of new Set([...before.keys(), ...roster.schedules.map(({ id }) => id)])) {
    const old = before.get(schedule);
    const present = roster.schedules.find(({ id }) => id === schedule);
    if (!present && old && isUnreadable(schedule, roster)) {
      snapshot.set(schedule, old);
      continue;
    }
    const until = now.add({ hours: days * 24 });
    const shifts = present ? resolve(present, roster.overlaysOf(schedule), now, until) : [];
    const lastEnd = later(until, shifts.at(-1)?.end ?? until);
    const runs = runsOf(shifts, now, lastEnd);
    if (present) snapshot.set(schedule, runs);
    for (const move of movesBetween(old ?? [], runs)) {
      for (const { actor, ...span } of bySource(move, shifts, roster)) {
        const { before, after } = move;
        const timeZone = present?.timeZone;
        moves.push({ move: { ...span, before, after, schedule, timeZone }, actor });
      }
    }
  }
  moves.sort((a, b) => compare(a.move.start, b.move.start));
  const people = new Set(moves.flatMap(({ move }) => [move.before ?? [], move.after ?? []].flat()));
  const told = [...people].sort().flatMap((person) => {
    const own = moves
      .filter(({ move, actor }) => actor !== person && [move.before, move.after].includes(person))
      .map(({ move }) => move);
    return own.length > 0 ? [{ person, moves: joined(own) }] : [];
  });
  return { told, snapshot };
}

/** Cuts a move where who caused it changes. */
function bySource({ start, end, after }: Move, shifts: readonly Shift[], { rows }: Roster) {
  if (after === undefined) return [{ start, end, actor: undefined }];
  return shifts.flatMap((shift) => {
    const span = { start: later(start, shift.start), end: earlier(end, shift.end) };
    if (compare(span.start, span.end) >= 0) return [];
    return [{ ...span, actor: actorOf(rows.find(({ id }) => isBy(shift.source, id))) }];
  });
}

function isBy(source: ShiftSource, id: number): boolean {
  const ref = printOverlayId(id);
  return (
    ("override" in source && source.override === ref) || ("swap" in source && source.swap === ref)
  );
}

/** Shifts change hands when somebody takes them, not when they are offered. */
function actorOf(row: OverlayRow | undefined): string | undefined {
  return row?.kind === "swap" ? row.other : row?.madeBy;
}

/** Puts together what was cut and is told to the same person. */
function joined(moves: readonly ShiftMove[]): readonly ShiftMove[] {
  const whole: ShiftMove[] = [];
  for (const move of moves) {
    const place = whole.findLastIndex(
      ({ schedule, before, after, end }) =>
        schedule === move.schedule &&
        before === move.before &&
        after === move.after &&
        end.equals(move.start),
    );
    const last = whole[place];
    if (last) whole[place] = { ...last, end: move.end };
    else whole.push(move);
  }
  return whole;
}

function isUnreadable(schedule: string, { oncall: { file } }: Roster): boolean {
  return (
    file.isUnreadable ||
    file.unreadable.includes("schedules") ||
    file.broken.schedules.includes(schedule)
  );
}
