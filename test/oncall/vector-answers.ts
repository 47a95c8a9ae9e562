import { gapsOf } from "../../src/oncall/resolve.ts";
import type { Span } from "../../src/oncall/schedule.ts";
import { instant, span } from "./rosters.ts";
import type { CaseOf } from "./vector-case.ts";
import { personOf, type ScheduleCase } from "./vector-schedules.ts";

/** A shift as the library and the command line give it. */
type Served = Span & { readonly schedule: string; readonly person: string };

/** A case as a question to its schedules: the span to ask for, and what the shifts that touch it must come to. */
export type VectorQuestion = {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly expected: unknown;
  answer(shifts: readonly Served[]): unknown;
};

/** Says what to ask the schedules of a case. Instants of answers are text in UTC. */
export function questionOf(case_: ScheduleCase): VectorQuestion {
  switch (case_.kind) {
    case "handoff_sequence": {
      const { from, to, step_seconds } = case_.query;
      return {
        ...asked([from, to]),
        expected: case_.expected.handoffs.map(utc),
        answer: (shifts) =>
          sorted(
            steps(instant(from), instant(to), step_seconds)
              .flatMap((at) => shifts.filter((shift) => holds(shift, at)))
              .flatMap(({ start, end }) => [String(start), String(end)]),
          ),
      };
    }
    case "shift_bounds":
      return {
        ...asked(case_.query),
        expected: case_.expected.map(({ at, shift_start, shift_end, duration_hours }) => ({
          at,
          start: shift_start && utc(shift_start),
          end: shift_end && utc(shift_end),
          hours: duration_hours,
        })),
        answer: (shifts) =>
          case_.expected.map(({ at, shift_start, shift_end, duration_hours }) => {
            const running = shifts.filter((shift) => holds(shift, instant(at)));
            return {
              at,
              start: shift_start && running.map(({ start }) => String(start)).join(),
              end: shift_end && running.map(({ end }) => String(end)).join(),
              hours: duration_hours && running.map(hoursOf).reduce((a, b) => a + b, 0),
            };
          }),
      };
    case "local_to_instant":
      return {
        ...asked(case_.expected),
        expected: case_.expected.map(utc),
        answer: (shifts) =>
          case_.query.map(({ date, pick }, place) => {
            const own = shifts.find(
              (shift) =>
                shift.schedule === `s${place + 1}` &&
                dateOf(shift[pick === "first" ? "start" : "end"], case_.timezone) === date,
            );
            return String(pick === "first" ? own?.start : own?.end);
          }),
      };
    case "shifts_in_window": {
      const { from, to } = case_.query;
      return {
        from: instant(from),
        to: instant(to),
        expected: case_.expected.shifts.map(({ user, start, end, truncated_by_query_end }) => ({
          person: personOf(user),
          start: utc(start),
          end: utc(end),
          goesOn: truncated_by_query_end,
        })),
        answer: (shifts) =>
          shifts.map(({ person, start, end }) => {
            const goesOn = isBefore(instant(to), end);
            return { person, start: String(start), end: goesOn ? utc(to) : String(end), goesOn };
          }),
      };
    }
    case "oncall_at":
      return {
        ...asked(case_.query),
        expected: case_.expected.map((users) => sorted(users.map(personOf))),
        answer: (shifts) => case_.query.map((at) => peopleAt(shifts, instant(at))),
      };
    case "window_active":
      return {
        ...asked(case_.query),
        expected: case_.expected,
        answer: (shifts) => case_.query.map((at) => peopleAt(shifts, instant(at)).length > 0),
      };
    case "window_start":
    case "window_end": {
      const side = case_.kind === "window_start" ? "start" : "end";
      return {
        ...asked([...case_.query, ...case_.expected]),
        expected: case_.expected.map(utc),
        answer: (shifts) =>
          case_.query.map((at) =>
            String(united(shifts).find(({ end }) => isBefore(instant(at), end))?.[side]),
          ),
      };
    }
    case "next_transition":
      return {
        ...asked([...case_.query, ...case_.expected]),
        expected: case_.expected.map(utc),
        answer: (shifts) =>
          case_.query.map((at) =>
            String(
              united(shifts)
                .flatMap(({ start, end }) => [start, end])
                .find((edge) => isBefore(instant(at), edge)),
            ),
          ),
      };
    case "oncall_by_day":
      return dailyQuestion(case_);
    case "final_schedule": {
      const { expected } = case_;
      const entries = "events" in expected ? expected.events : expected.on_call;
      const window = span(case_.query.from, case_.query.to);
      return {
        from: window.start,
        to: window.end,
        expected: overTime(
          entries.flatMap(({ users, start, end }) =>
            users.map((user) => ({ ...span(start, end), person: personOf(user) })),
          ),
          window,
        ),
        answer: (shifts) => overTime(shifts, window),
      };
    }
    case "override_split": {
      const entries = case_.expected.on_call.map(({ user, start, end }) => ({
        ...span(start, end),
        person: personOf(user),
      }));
      const edges = entries.flatMap(({ start, end }) => [String(start), String(end)]);
      const { from, to } = asked(edges);
      const window = { start: from, end: to };
      return {
        from,
        to,
        expected: overTime(entries, window),
        answer: (shifts) => overTime(shifts, window),
      };
    }
    case "gap_check": {
      const from = instant(case_.query.now);
      const to = from.add({ hours: 24 * case_.query.look_ahead_days });
      return {
        from,
        to,
        expected: case_.expected.has_gaps,
        answer: (shifts) => gapsOf(shifts, from, to).length > 0,
      };
    }
    case "coverage": {
      const first = Temporal.PlainDate.from(case_.query.from);
      const [from, to] = [first, first.add({ days: case_.query.days })].map((date) =>
        date.toZonedDateTime(case_.timezone).toInstant(),
      );
      if (from === undefined || to === undefined) throw new Error("Two dates make a span.");
      return {
        from,
        to,
        expected: case_.expected.uncovered_percent,
        answer: (shifts) => {
          const hours = gapsOf(shifts, from, to).map(hoursOf);
          return Math.round(
            (100 * hours.reduce((a, b) => a + b, 0)) / hoursOf({ start: from, end: to }),
          );
        },
      };
    }
    case "occurrences":
      return occurrencesQuestion(case_);
  }
}

function dailyQuestion(case_: CaseOf<"oncall_by_day">): VectorQuestion {
  const moments = Object.keys(case_.expected).map((date) => ({
    date,
    at: Temporal.PlainDateTime.from(`${date}T${case_.query.at_local}`)
      .toZonedDateTime(case_.timezone)
      .toInstant(),
  }));
  return {
    ...asked(moments.map(({ at }) => String(at))),
    expected: Object.fromEntries(
      Object.entries(case_.expected).map(([date, users]) => [date, sorted(users.map(personOf))]),
    ),
    answer: (shifts) =>
      Object.fromEntries(moments.map(({ date, at }) => [date, peopleAt(shifts, at)])),
  };
}

function occurrencesQuestion({
  query,
  expected,
  rotation,
  timezone,
}: CaseOf<"occurrences">): VectorQuestion {
  if (Array.isArray(expected)) {
    const start = "dtstart_local" in rotation ? rotation.dtstart_local : "";
    const first = Temporal.PlainDateTime.from(start).toZonedDateTime(timezone).toInstant();
    return {
      ...asked([String(first), ...expected]),
      expected: expected.map(utc),
      answer: (shifts) =>
        shifts.filter((shift) => !isBefore(shift.start, first)).map((shift) => String(shift.start)),
    };
  }
  if (!("now_date" in query)) throw new Error("A template counts from a date.");
  const today = Temporal.PlainDate.from(query.now_date);
  const from = today.toZonedDateTime(timezone).toInstant();
  const ahead = today.add({ days: query.schedule_ahead_days });
  const to = ahead.toZonedDateTime(timezone).toInstant();
  const { periods, shifts: listed, second_period_starts: second, contiguous } = expected;
  return {
    from,
    // A period that has begun goes on beyond the days that are looked ahead.
    to: asked([String(to), ...(second ?? [])]).to,
    expected: {
      periods,
      listed: listed?.map(({ start, end }) => `${utc(start)} ${utc(end)}`),
      second: second?.map(utc),
      contiguous,
    },
    answer(shifts) {
      const ahead = shifts.filter(({ start }) => isBefore(start, to));
      const people = [...new Set(ahead.map(({ person }) => person))];
      const ofSecond = shifts.filter(({ person }) => person === people[1]);
      return {
        periods: people.length,
        listed: listed && ahead.map(({ start, end }) => `${start} ${end}`),
        second: second && ofSecond.map(({ start }) => String(start)),
        contiguous: contiguous && united(ahead).length === 1,
      };
    },
  };
}

/** A span that holds all these instants, and what ends at the first. */
function asked(instants: readonly string[]): Pick<VectorQuestion, "from" | "to"> {
  const [first, last] = [sorted(instants.map(utc))[0], sorted(instants.map(utc)).at(-1)];
  if (first === undefined || last === undefined) throw new Error("A question has an instant.");
  return {
    from: instant(first).subtract({ seconds: 1 }),
    to: instant(last).add({ seconds: 1 }),
  };
}

/** Who serves as a function of time: a stretch for each set of people, none for nobody. */
function overTime(
  entries: readonly (Span & { readonly person: string })[],
  window: Span,
): readonly string[] {
  const edges = [window, ...entries]
    .flatMap(({ start, end }) => [start, end])
    .filter((edge) => !isBefore(edge, window.start) && !isBefore(window.end, edge))
    .toSorted(Temporal.Instant.compare);
  const changes: { at: Temporal.Instant; people: string }[] = [];
  for (const at of edges) {
    const people = isBefore(at, window.end) ? peopleAt(entries, at).join(" and ") : "the end";
    if (changes.at(-1)?.people !== people) changes.push({ at, people });
  }
  return changes.map(({ at, people }) => `${at} ${people}`);
}

/** The spans in which somebody serves, in order, none touching another. */
function united(shifts: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const shift of shifts.toSorted((a, b) => Temporal.Instant.compare(a.start, b.start))) {
    const last = spans.at(-1);
    if (last === undefined || isBefore(last.end, shift.start)) spans.push(shift);
    else if (isBefore(last.end, shift.end)) spans.splice(-1, 1, { ...last, end: shift.end });
  }
  return spans;
}

const peopleAt = (
  shifts: readonly (Span & { readonly person: string })[],
  at: Temporal.Instant,
): readonly string[] =>
  sorted(shifts.filter((shift) => holds(shift, at)).map(({ person }) => person));

const steps = (from: Temporal.Instant, to: Temporal.Instant, seconds: number) =>
  Array.from({ length: Math.floor(from.until(to).total("seconds") / seconds) + 1 }, (_, place) =>
    from.add({ seconds: place * seconds }),
  );

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean =>
  Temporal.Instant.compare(a, b) < 0;

const holds = ({ start, end }: Span, at: Temporal.Instant): boolean =>
  !isBefore(at, start) && isBefore(at, end);

const hoursOf = ({ start, end }: Span): number => start.until(end).total("hours");

const utc = (text: string): string => String(instant(text));

const dateOf = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().toString();

/** Without doubles. */
const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].toSorted();
