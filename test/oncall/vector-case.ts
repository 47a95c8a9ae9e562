import { readFileSync } from "node:fs";
import { z } from "zod";

// The forms in which cases with known answers come; a form that is not here fails the reading.

const span = z.object({ start: z.string(), end: z.string() });
const users = z.array(z.string());
const rotation = z.object({
  type: z.enum(["hourly", "daily", "weekly", "monthly"]),
  length: z.number(),
  start_local: z.string(),
});
const grouped = z.object({
  type: z.enum(["daily", "weekly", "monthly"]),
  length: z.number(),
  start: z.string(),
  shift_duration_hours: z.number(),
  user_groups: z.array(users),
  by_day: users,
  week_start: z.literal("MO"),
});
const turning = z.object({
  type: z.enum(["hourly", "daily", "weekly"]),
  length: z.number(),
  start: z.string(),
  users: users.optional(),
  user_groups: z.array(users).optional(),
  until: z.string().optional(),
});
const single = z.object({
  type: z.literal("single"),
  start: z.string(),
  shift_duration_seconds: z.number(),
  until: z.string().optional(),
  user_groups: z.array(users),
});
const window = z.union([
  span.extend({ days: users }),
  z.object({ times: z.array(z.tuple([z.string(), z.string()])), weekdays: users }),
  z.object({ start_local: z.string(), end_local: z.string(), rrule: z.string() }),
  span,
]);
const ruled = z.object({
  rules: z.array(span.extend({ target: z.string(), days: users })),
  overrides: z.array(span.extend({ add: z.string(), remove: z.string() })).default([]),
});
const layered = {
  layers: z.array(span.extend({ users, priority: z.number(), repeats: z.literal("daily") })),
  overrides: z.array(span.extend({ users })).default([]),
  swaps: z
    .array(span.extend({ from_user: z.string(), to_user: z.string().nullable() }))
    .default([]),
};
const served = span.extend({ user: z.string() });
const instants = z.array(z.string());
const range = z.object({ from: z.string(), to: z.string() });
const head = { id: z.string(), timezone: z.string() };
const of = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ ...head, kind: z.literal(kind), ...shape });

const caseSchema = z.discriminatedUnion("kind", [
  of("handoff_sequence", {
    rotation,
    query: range.extend({ step_seconds: z.number() }),
    expected: z.object({ handoffs: instants }),
  }),
  of("shift_bounds", {
    rotation,
    query: instants,
    expected: z.array(
      z.object({
        at: z.string(),
        shift_start: z.string().optional(),
        shift_end: z.string().optional(),
        duration_hours: z.number().optional(),
      }),
    ),
  }),
  of("local_to_instant", {
    query: z.array(
      z.object({ date: z.string(), wall: z.string(), pick: z.enum(["first", "last"]) }),
    ),
    expected: instants,
  }),
  of("add_wallclock", {
    query: z.array(z.object({ from: z.string(), add: z.string() })),
    expected: instants,
  }),
  of("wallclock_hours_between", { query: z.array(range), expected: z.array(z.number()) }),
  of("shifts_in_window", {
    schedule: ruled,
    query: range,
    expected: z.object({ shifts: z.array(served.extend({ truncated_by_query_end: z.boolean() })) }),
  }),
  of("oncall_at", {
    rotation: z.union([turning, single]).optional(),
    schedule: z
      .union([ruled, z.object({ single_shifts: z.array(span.extend({ users })) })])
      .optional(),
    layers: layered.layers.optional(),
    overrides: layered.overrides,
    query: instants,
    expected: z.array(users),
  }),
  of("window_active", { window, query: instants, expected: z.array(z.boolean()) }),
  of("window_start", { window, query: instants, expected: instants }),
  of("window_end", { window, query: instants, expected: instants }),
  of("next_transition", {
    window: z.object({ entries: z.array(window) }),
    query: instants,
    expected: instants,
  }),
  of("oncall_by_day", {
    rotation: grouped,
    query: z.object({ from: z.string(), to_exclusive: z.string(), at_local: z.string() }),
    expected: z.record(z.string(), users),
  }),
  of("final_schedule", {
    ...layered,
    query: range,
    expected: z.union([
      z.object({
        events: z.array(span.extend({ users, gap: z.literal(false) })),
        gaps_listed: z.literal(false),
      }),
      z.object({ on_call: z.array(span.extend({ users })) }),
    ]),
  }),
  of("override_split", {
    schedule: z.object({ shifts: z.array(served) }),
    overrides: z.array(served.extend({ applies_to: z.literal("all listed shifts") })),
    expected: z.object({ on_call: z.array(served) }),
  }),
  of("gap_check", {
    schedule: z.object({
      shifts: z.array(
        z.object({
          type: z.literal("daily"),
          length: z.number(),
          start: z.string(),
          until: z.string(),
          user: z.string(),
          shift_duration_seconds: z.literal(86_400),
        }),
      ),
    }),
    query: z.object({ now: z.string(), look_ahead_days: z.number() }),
    expected: z.object({ has_gaps: z.boolean() }),
  }),
  of("coverage", {
    schedule: z.object({
      events: z.array(
        z.union([
          served,
          z.object({ user: z.string(), date_start: z.string(), date_end_exclusive: z.string() }),
        ]),
      ),
    }),
    query: z.object({ from: z.string(), days: z.number() }),
    expected: z.object({ uncovered_percent: z.number() }),
  }),
  of("occurrences", {
    rotation: z.union([
      z.object({ dtstart_local: z.string(), rrule: z.string() }),
      z.object({
        type: z.literal("weekly"),
        length: z.number(),
        template_shifts: z.array(
          z.object({ start_offset: z.string(), duration_hours: z.number() }),
        ),
      }),
    ]),
    query: z.union([
      z.object({ first_n: z.number() }),
      z.object({ now_date: z.string(), schedule_ahead_days: z.number() }),
    ]),
    expected: z.union([
      instants,
      z.object({
        periods: z.number(),
        shifts: z.array(span).optional(),
        second_period_starts: instants.optional(),
        contiguous: z.boolean().optional(),
      }),
    ]),
  }),
]);

export type VectorCase = z.infer<typeof caseSchema>;
export type CaseOf<Kind extends VectorCase["kind"]> = Extract<VectorCase, { kind: Kind }>;

/** Reads cases with known answers. */
export const loadVectorCases = (file: string): readonly VectorCase[] =>
  z.object({ cases: z.array(caseSchema) }).parse(JSON.parse(readFileSync(file, "utf8"))).cases;
