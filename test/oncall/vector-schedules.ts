import type { Layer, Overlays, Swap, WeeklyWindow } from "../../src/oncall/schedule.ts";
import {
  everyDay,
  layerOf,
  noOverlays,
  overridesOf,
  type Roster,
  scheduleOf,
  span,
  wall,
  windowOf,
} from "./rosters.ts";
import type { CaseOf, VectorCase } from "./vector-case.ts";

/** A case that is about schedules; the others are about the wall clock alone. */
export type ScheduleCase = Exclude<
  VectorCase,
  CaseOf<"add_wallclock"> | CaseOf<"wallclock_hours_between">
>;

/** The person of a case, by an id that people.yaml takes. */
export const personOf = (user: string): string => user.toLowerCase();

/** Where a case names nobody. Many, so that a shift that vanishes does not hide a hand-off. */
const anybody = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"];
const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const units = { hourly: "hours", daily: "days", weekly: "weeks", monthly: "months" } as const;
/** Long before all cases, a Monday. */
const longAgo = "1990-01-01T00:00";

/** Says a case in our own words: one schedule for each who may serve beside others. */
export function rostersOf(case_: ScheduleCase): readonly Roster[] {
  const zone = case_.timezone;
  switch (case_.kind) {
    case "handoff_sequence":
    case "shift_bounds": {
      const { type, length, start_local } = case_.rotation;
      return rosters(zone, [[layerOf(anybody, `${length} ${units[type]}`, start_local)]]);
    }
    case "local_to_instant":
      return rosters(
        zone,
        case_.query.map((query) => [edgeLayer(query)]),
      );
    case "shifts_in_window":
      return ruled(zone, case_.schedule);
    case "oncall_at":
      return onCallAtRosters(case_);
    case "window_active":
    case "window_start":
    case "window_end":
      return rosters(zone, [[windowLayer(case_.window)]]);
    case "next_transition":
      return rosters(
        zone,
        case_.window.entries.map((entry) => [windowLayer(entry)]),
      );
    case "oncall_by_day":
      return rosters(zone, [[calendarLayer(case_.rotation)]]);
    case "final_schedule":
      return layered(case_);
    case "override_split": {
      const served = case_.schedule.shifts.map(({ user, start, end }) => ({
        ...span(start, end),
        person: personOf(user),
      }));
      const replacing = case_.overrides.map(({ user, start, end }) => ({
        ...span(start, end),
        person: personOf(user),
        insteadOf: personOf(case_.schedule.shifts[0]?.user ?? ""),
      }));
      return rosters(zone, [[]], { overrides: overridesOf([...served, ...replacing]) });
    }
    case "gap_check":
      return rosters(
        zone,
        case_.schedule.shifts.map(({ user, length, start, until }) => [
          layerOf([personOf(user)], `${length} days`, wallText(start, zone), {
            until: wall(wallText(until, zone)),
          }),
        ]),
      );
    case "coverage":
      return rosters(zone, [[]], {
        overrides: overridesOf(
          case_.schedule.events.map((event) => ({
            ...("date_start" in event
              ? span(midnight(event.date_start, zone), midnight(event.date_end_exclusive, zone))
              : span(event.start, event.end)),
            person: personOf(event.user),
          })),
        ),
      });
    case "occurrences":
      return rosters(zone, [[recurringLayer(case_)]]);
  }
}

/** One schedule for each list of layers, with the same overlays. */
const rosters = (
  zone: string,
  schedules: readonly (readonly Layer[])[],
  overlays: Partial<Overlays> = {},
): readonly Roster[] =>
  schedules.map((layers, place) => ({
    schedule: scheduleOf(zone, layers, `s${place + 1}`),
    overlays: { ...noOverlays, ...overlays },
  }));

function onCallAtRosters(case_: CaseOf<"oncall_at">): readonly Roster[] {
  const { timezone: zone, rotation, schedule, layers, overrides } = case_;
  if (layers !== undefined) return layered({ timezone: zone, layers, overrides, swaps: [] });
  if (schedule !== undefined) {
    if ("rules" in schedule) return ruled(zone, schedule);
    return schedule.single_shifts
      .flatMap(({ users, start, end }) => users.map((user) => ({ user, start, end })))
      .flatMap(({ user, start, end }, place) =>
        alone(zone, user, span(start, end)).map((roster) => ({
          ...roster,
          schedule: { ...roster.schedule, id: `s${place + 1}` },
        })),
      );
  }
  if (rotation === undefined) throw new Error(`${case_.id} says nothing of who serves.`);
  if (rotation.type === "single") {
    const full = Temporal.Instant.from(rotation.start).add({
      seconds: rotation.shift_duration_seconds,
    });
    const [user = ""] = rotation.user_groups.flat();
    return alone(zone, user, span(rotation.start, rotation.until ?? full.toString()));
  }
  const { type, length, start, until, users = [], user_groups = [] } = rotation;
  const people = [...users, ...user_groups.flat()].map(personOf);
  return rosters(zone, [
    [
      layerOf(people, `${length} ${units[type]}`, wallText(start, zone), {
        until: until === undefined ? undefined : wall(wallText(until, zone)),
      }),
    ],
  ]);
}

/** Somebody who serves once and nobody else ever. */
const alone = (zone: string, user: string, once: ReturnType<typeof span>): readonly Roster[] =>
  rosters(zone, [[]], { overrides: overridesOf([{ ...once, person: personOf(user) }]) });

const ruled = (
  zone: string,
  { rules, overrides }: CaseOf<"shifts_in_window">["schedule"],
): readonly Roster[] =>
  rosters(
    zone,
    rules.map(({ target, start, end, days }) => [
      activeLayer([windowOf(daysOf(days), start, end)], [personOf(target)]),
    ]),
    {
      overrides: overridesOf(
        overrides.map(({ add, remove, start, end }) => ({
          ...span(start, end),
          person: personOf(add),
          insteadOf: personOf(remove),
        })),
      ),
    },
  );

/** Layers of one priority stand beside each other, in a schedule each; those above and below are in all of these. */
function layered(
  case_: Pick<CaseOf<"final_schedule">, "timezone" | "layers" | "overrides" | "swaps">,
): readonly Roster[] {
  const zone = case_.timezone;
  const ranks = [...Map.groupBy(case_.layers, ({ priority }) => priority)]
    .toSorted(([a], [b]) => a - b)
    .map(([, layers]) => layers);
  const beside = Math.max(...ranks.map((layers) => layers.length));
  const swaps: readonly Swap[] = case_.swaps.map(({ from_user, to_user, start, end }, place) => ({
    ...span(start, end),
    ref: `file:${place + 1}`,
    person: personOf(from_user),
    takenBy: to_user === null ? undefined : personOf(to_user),
  }));
  const overrides = overridesOf(
    case_.overrides.map(({ users: [user = ""], start, end }) => ({
      ...span(start, end),
      person: personOf(user),
    })),
  );
  const schedules = Array.from({ length: beside }, (_, place) =>
    ranks.flatMap((layers) => layers[place] ?? layers.at(-1) ?? []),
  );
  return rosters(
    zone,
    schedules.map((layers) =>
      layers.map(({ users, start, end }, place) => {
        const [from = "", to = ""] = [start, end].map((edge) => wallText(edge, zone).slice(11));
        return layerOf(users.map(personOf), "1 days", wallText(start, zone), {
          name: `layer ${place + 1}`,
          active: [windowOf(everyDay, from, to)],
        });
      }),
    ),
    { overrides, swaps },
  );
}

/** A window that starts, or ends, at the wall time that is asked. */
function edgeLayer({ date, wall: time, pick }: CaseOf<"local_to_instant">["query"][number]): Layer {
  const day = [Temporal.PlainDate.from(date).dayOfWeek];
  const window = pick === "first" ? windowOf(day, time, "23:00") : windowOf(day, "00:00", time);
  return activeLayer([window]);
}

const activeLayer = (active: readonly WeeklyWindow[], people = ["p1"]): Layer =>
  layerOf(people, "1 weeks", longAgo, { active });

type Window = CaseOf<"window_active">["window"];

function windowLayer(window: Window): Layer {
  if ("rrule" in window) return recurringWindow(window);
  if ("times" in window)
    return activeLayer(
      window.times.map(([from, to]) => windowOf(daysOf(window.weekdays), from, to)),
    );
  if ("days" in window)
    return activeLayer([windowOf(daysOf(window.days), window.start, window.end)]);
  return activeLayer(overDays(window));
}

/** From a time of one day to a time of a later one: the first day's rest, whole days, the last day's beginning. */
function overDays({ start, end }: { readonly start: string; readonly end: string }) {
  const [[first, from], [last, to]] = [dayAndTime(start), dayAndTime(end)];
  const between = everyDay.map((later) => ((first - 1 + later) % 7) + 1);
  return [
    windowOf([first], from, "00:00"),
    windowOf(between.slice(0, between.indexOf(last)), "00:00", "00:00"),
    windowOf([last], "00:00", to),
  ];
}

function dayAndTime(text: string): readonly [number, string] {
  const [day = "", time = ""] = text.split(" ");
  return [dayNumber(day), time];
}

function recurringWindow({
  start_local,
  end_local,
  rrule,
}: Extract<Window, { rrule: string }>): Layer {
  const rule = ruleOf(rrule);
  const [start, end] = [wall(start_local), wall(end_local)];
  const until = rule.get("UNTIL");
  const lastStart = until === undefined ? undefined : wall(until.replace("Z", ""));
  const hours = rule.get("BYHOUR")?.split(",").map(Number) ?? [start.hour];
  return {
    ...activeLayer(
      hours.map((hour) => ({
        days: everyDay,
        from: start.toPlainTime().with({ hour }),
        to: end.toPlainTime().with({ hour: hour + end.hour - start.hour }),
      })),
    ),
    // The last may start at this instant; nothing starts in the day after it.
    until: lastStart?.add({ hours: 12 }),
  };
}

function calendarLayer(rotation: CaseOf<"oncall_by_day">["rotation"]): Layer {
  const { type, length, start, shift_duration_hours, user_groups, by_day } = rotation;
  const day = Temporal.PlainDate.from(start.slice(0, 10));
  const begin = {
    daily: day,
    weekly: day.subtract({ days: day.dayOfWeek - 1 }),
    monthly: day.with({ day: 1 }),
  }[type];
  const hours = String(shift_duration_hours).padStart(2, "0");
  return layerOf(user_groups.flat().map(personOf), `${length} ${units[type]}`, `${begin}T00:00`, {
    active: [windowOf(daysOf(by_day), "00:00", `${hours}:00`)],
  });
}

function recurringLayer({ rotation, query }: CaseOf<"occurrences">): Layer {
  if ("rrule" in rotation) {
    const { dtstart_local } = rotation;
    const rule = ruleOf(rotation.rrule);
    const days = rule.get("BYDAY")?.split(",");
    if (days === undefined)
      return layerOf(anybody, `${Number(rule.get("INTERVAL") ?? 1)} days`, dtstart_local);
    const start = wall(dtstart_local).toPlainTime();
    return activeLayer([{ days: daysOf(days), from: start, to: start.add({ hours: 1 }) }]);
  }
  if (!("now_date" in query)) throw new Error("A template counts from a date.");
  const [template] = rotation.template_shifts;
  const [day = "", time = ""] = template?.start_offset.split(" ") ?? [];
  const today = Temporal.PlainDate.from(query.now_date);
  const sunday = today.subtract({ days: today.dayOfWeek % 7 });
  const first = sunday.add({ days: dayNumber(day.slice(0, 2).toUpperCase()) % 7 });
  const hours = template?.duration_hours ?? 0;
  const start = wall(`${first}T${time}`);
  const every = `${rotation.length} weeks` as const;
  if (hours === 168 * rotation.length) return layerOf(anybody, every, start.toString());
  return layerOf(anybody, every, `${first}T00:00`, {
    active: [{ days: everyDay, from: start.toPlainTime(), to: start.add({ hours }).toPlainTime() }],
  });
}

const ruleOf = (rrule: string): ReadonlyMap<string, string> =>
  new Map(rrule.split(";").map((part) => [part.split("=")[0] ?? "", part.split("=")[1] ?? ""]));

const dayNumber = (name: string): number => weekdays.indexOf(name) + 1;

/** The numbers of `MO` and of `MO-FR`. */
const daysOf = (names: readonly string[]): readonly number[] =>
  names.flatMap((name) => {
    const [first = "", last = first] = name.split("-");
    return everyDay.slice(dayNumber(first) - 1, dayNumber(last));
  });

const wallText = (at: string, zone: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "second" });

const midnight = (date: string, zone: string): string =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString();
