import type { OverlayRow } from "./overlay.ts";
import { resolve } from "./resolve.ts";
import type { Roster } from "./roster.ts";
import { runsOf } from "./runs.ts";
import type { Schedule, Shift, Span } from "./schedule.ts";
import { startInstant } from "./wall-clock.ts";

/** Something that somebody is to be told of their shifts. */
export type PlannedNotice = {
  /** Says what it is about: the same is told once. */
  readonly key: string;
  /** Id of whom it is for. */
  readonly person: string;
  readonly due: Temporal.Instant;
  /** It is of no use any more from then on. */
  readonly expires: Temporal.Instant;
  readonly says: NoticeContent;
};

type NoticeContent =
  | {
      /** A hand-off to the person: it is there, or comes at night and is said the evening before. */
      readonly kind: "on" | "eve";
      readonly schedule: Schedule;
      readonly span: Span;
      /** Whom the person takes over from; undefined: nobody served. */
      readonly before: string | undefined;
    }
  | {
      readonly kind: "off";
      readonly schedule: Schedule;
      readonly at: Temporal.Instant;
      /** Who takes over; undefined: nobody serves. */
      readonly after: string | undefined;
    }
  | {
      /** Nobody has taken offered shifts yet; `gone`: the first of them begins. */
      readonly kind: "open" | "gone";
      readonly schedules: readonly Schedule[];
      readonly span: Span;
      /** The one who was asked; undefined: anybody may take them. */
      readonly asked: string | undefined;
    };

type Given = {
  readonly now: Temporal.Instant;
  /** What became due before is left out: it was planned, or made up for, earlier. */
  readonly from: Temporal.Instant;
  /** The zone of people who have none. */
  readonly timeZone: string;
  /** How far ahead of now. */
  readonly horizon?: Temporal.Duration;
};

/** A night of a person, which a hand-off may fall into, and when it is told instead. */
const night = { fromHour: 22, toHour: 8, toldHour: 18 };

/** Whoever goes off is told within this. */
const offTold = { hours: 12 };

/** When an offer is recalled before its start, the earliest first. */
const reminders = [
  { name: "3d", hours: 72 },
  { name: "1d", hours: 24 },
  { name: "12h", hours: 12 },
];

/** So far a shift is looked for that begins within the horizon; whole ones at its end count whole. */
const furthestEnd = { hours: 14 * 24 };

const { compare } = Temporal.Instant;

/**
 * Plans what is to be told from `from` on and is of use still, by when it is due: hand-offs from one person to another, or
 * from and to nobody; the evening before, one that falls into the night of whoever comes on (22:00 to 08:00); and offered
 * shifts that nobody has taken, 3 days, 1 day and 12 hours before they begin, and when they do.
 */
export function planNotices(roster: Roster, given: Given): readonly PlannedNotice[] {
  const { now, from, horizon = Temporal.Duration.from({ hours: 48 }) } = given;
  const until = now.add(horizon);
  return [
    ...roster.schedules.flatMap((schedule) => handoffs(schedule, roster, until, given)),
    ...openOffers(roster),
  ]
    .filter(
      ({ due, expires }) =>
        compare(due, from) >= 0 && compare(due, until) < 0 && compare(expires, now) > 0,
    )
    .sort((a, b) => compare(a.due, b.due));
}

function handoffs(
  schedule: Schedule,
  { oncall, overlaysOf }: Roster,
  until: Temporal.Instant,
  { from, timeZone }: Given,
): readonly PlannedNotice[] {
  const zoneOf = (person: string) =>
    oncall.catalogue.people.find(({ id }) => id === person)?.timezone ?? timeZone;
  // Who served right before a hand-off at `from` counts, too.
  const start = from.subtract({ milliseconds: 1 });
  const end = until.add(furthestEnd);
  const shifts = resolve(schedule, overlaysOf(schedule.id), start, end);
  const runs = runsOf(shifts, start, lastEnd(shifts, end));
  return runs.flatMap((run, place) => {
    const before = runs[place - 1];
    if (before === undefined || compare(run.start, until) >= 0) return [];
    const at = run.start;
    const key = (person: string, what: string) => `handoff:${schedule.id}:${at}:${person}:${what}`;
    const notices: PlannedNotice[] = [];
    if (run.person !== undefined) {
      const { person } = run;
      const span = { start: at, end: run.end };
      const on = { schedule, span, before: before.person };
      const says = { kind: "on", ...on } as const;
      notices.push({ key: key(person, "in"), person, due: at, expires: run.end, says });
      const eve = eveningBefore(at, zoneOf(person));
      if (eve) {
        const says = { kind: "eve", ...on } as const;
        notices.push({ key: key(person, "eve"), person, due: eve, expires: at, says });
      }
    }
    if (before.person !== undefined) {
      const { person } = before;
      const says = { kind: "off", schedule, at, after: run.person } as const;
      notices.push({ key: key(person, "out"), person, due: at, expires: at.add(offTold), says });
    }
    return notices;
  });
}

/** When a person is told beforehand of what happens at night; undefined: it happens by day. */
function eveningBefore(at: Temporal.Instant, timeZone: string): Temporal.Instant | undefined {
  const local = at.toZonedDateTimeISO(timeZone);
  const isLate = local.hour >= night.fromHour;
  if (!isLate && local.hour >= night.toHour) return undefined;
  const day = local.toPlainDate().subtract({ days: isLate ? 0 : 1 });
  return startInstant(day.toPlainDateTime(new Temporal.PlainTime(night.toldHour)), timeZone);
}

function openOffers(roster: Roster): readonly PlannedNotice[] {
  const open = roster.rows.filter((row) => isOpen(row, roster));
  return [...Map.groupBy(open, ({ request }) => request)].flatMap(([request, rows]) =>
    offerNotices(request, rows, roster),
  );
}

/** Whether somebody still has shifts to give away that nobody has taken. */
function isOpen({ kind, schedule, person, other, ...span }: OverlayRow, roster: Roster): boolean {
  if (kind !== "swap" || other !== undefined) return false;
  const found = roster.schedules.find(({ id }) => id === schedule);
  if (!found) return false;
  const shifts = resolve(found, roster.overlaysOf(schedule), span.start, span.end);
  return shifts.some((shift) => shift.person === person);
}

function offerNotices(
  request: string,
  rows: readonly OverlayRow[],
  roster: Roster,
): readonly PlannedNotice[] {
  const [first] = rows.toSorted((a, b) => compare(a.start, b.start));
  const last = rows.toSorted((a, b) => compare(a.end, b.end)).at(-1);
  if (!first || !last) return [];
  const { start, madeBy: person, asked } = first;
  const { end } = last;
  const ids = rows.map(({ schedule }) => schedule);
  const schedules = roster.schedules.filter(({ id }) => ids.includes(id));
  const offer = { schedules, span: { start, end }, asked };
  const before = (hours: number) => start.subtract({ hours });
  return [
    ...reminders.map(({ name, hours }, place) => ({
      key: `cover:${request}:${name}`,
      person,
      due: before(hours),
      // The next one says the same anew.
      expires: before(reminders[place + 1]?.hours ?? 0),
      says: { kind: "open", ...offer } as const,
    })),
    {
      key: `cover:${request}:gone`,
      person,
      due: start,
      expires: end,
      says: { kind: "gone", ...offer } as const,
    },
  ];
}

function lastEnd(shifts: readonly Shift[], atLeast: Temporal.Instant): Temporal.Instant {
  const end = shifts.at(-1)?.end;
  return end && compare(end, atLeast) > 0 ? end : atLeast;
}
