import { z } from "zod";
import { mapOf } from "../knowledge/map-of.ts";
import { zoneSchema } from "../knowledge/person.ts";
import { shortIdSchema } from "../knowledge/short-id.ts";
import { shortLengthSchema } from "../knowledge/short-length.ts";
import type { Layer, ShiftLength, WeeklyWindow } from "./schedule.ts";

/** Whether there is such a person, lint says, with the nearest. */
const person = z.string().min(1).max(200);

const wallTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/,
    "expected a date and time of the schedule's zone, such as 2026-01-05T09:00",
  )
  .transform((text, context) => {
    try {
      return Temporal.PlainDateTime.from(text, { overflow: "reject" });
    } catch {
      context.addIssue({ code: "custom", message: "expected a day and time that exist" });
      return z.NEVER;
    }
  });

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/, "expected a time of day such as 09:00")
  .transform((text) => Temporal.PlainTime.from(text));

const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/,
    "with an offset or Z, such as 2026-01-05T09:00Z",
  )
  .transform((text, context) => {
    try {
      return Temporal.Instant.from(text);
    } catch {
      context.addIssue({ code: "custom", message: "expected a day and time that exist" });
      return z.NEVER;
    }
  });

/** When an overlay begins or ends: by the wall clock of the schedule's zone, or an instant with its offset. */
const overlayTime = z.union([wallTime, instant]);
export type OverlayTime = z.infer<typeof overlayTime>;

const units: Readonly<Record<string, ShiftLength["unit"]>> = {
  hour: "hours",
  day: "days",
  week: "weeks",
  month: "months",
};

const everySchema = z
  .string()
  .regex(
    /^(?:[1-9]\d{0,2}|[1-8]\d{3}|9000) (?:hour|day|week|month)s?$/,
    'expected 1 to 9000 hours, days, weeks or months, such as "1 week"',
  )
  .transform((text): ShiftLength => {
    const [count, unit = ""] = text.split(" ");
    return { count: Number(count), unit: units[unit.replace(/s$/, "")] ?? "hours" };
  });

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const windowSchema = z
  .strictObject({
    days: z.array(z.enum(dayNames)).min(1).describe("Days on which it starts: mon to sun"),
    from: timeOfDay.describe("When it starts: 09:00"),
    to: timeOfDay.describe("When it ends; not after from: on the next day"),
  })
  .transform(
    ({ days, from, to }): WeeklyWindow => ({
      days: days.map((day) => dayNames.indexOf(day) + 1),
      from,
      to,
    }),
  );

const layerSchema = z
  .strictObject({
    name: z.string().min(1).max(200).describe("What it is called where somebody is on call by it"),
    people: z.array(person).min(1).describe("Ids in people.yaml, in the order in which they serve"),
    every: everySchema.describe("How long each serves: 1 week, 12 hours"),
    start: wallTime.describe("When the first of them takes over: 2026-01-05T09:00"),
    until: wallTime.optional().describe("From here on nobody serves by it"),
    active: z.array(windowSchema).min(1).optional().describe("Only then; by default always"),
  })
  .transform((layer): Layer => ({ ...layer, until: layer.until, active: layer.active }));

const from = overlayTime.describe("When it begins: 2026-03-02T18:00, or with an offset");
const to = overlayTime.describe("When it is over; this instant is not part of it");

/** One item of `schedules` in oncall.yaml. */
export const scheduleSchema = z.strictObject({
  timezone: zoneSchema.describe("Whose wall clock it goes by: Europe/Berlin"),
  layers: z
    .array(layerSchema)
    .default([])
    .describe("Rotations; a later one wins wherever it is active"),
  overrides: z
    .array(
      z.strictObject({
        person: person.describe("Who serves"),
        from,
        to,
        instead_of: person.optional().describe("Only where this person would serve"),
      }),
    )
    .default([])
    .describe("Somebody serves in place of whoever would"),
  swaps: z
    .array(
      z.strictObject({
        person: person.describe("Whose shifts they are"),
        from,
        to,
        taken_by: person.optional().describe("Who takes them; nobody yet: without effect"),
      }),
    )
    .default([])
    .describe("Shifts of one person that another takes"),
  temporary: z
    .array(
      z.strictObject({
        from,
        to,
        shifts: z
          .array(z.strictObject({ person: person.describe("Who serves"), from, to }))
          .describe("Who serves when; between them nobody does"),
      }),
    )
    .default([])
    .describe("Replaces everything in its time, holes included"),
});
export type ScheduleFields = z.infer<typeof scheduleSchema>;

const targetPattern = /^(?:person:\S+|schedule:\S+|room:\S.*|everyone)$/;

const betweenMinutes = (least: number, most: number, expected: string) =>
  shortLengthSchema.refine((length) => {
    const minutes = length.total("minutes");
    return minutes >= least && minutes <= most;
  }, expected);

/** One item of `policies` in oncall.yaml. */
export const policySchema = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        notify: z
          .array(
            z
              .string()
              .regex(
                targetPattern,
                'expected "person:<id>", "schedule:<id>", "room:#ops" or "everyone"',
              ),
          )
          .describe("Whom it asks: person:<id>, schedule:<id>, room:#ops, everyone"),
        wait: shortLengthSchema.prefault("5m").describe("Until the next step: 5m"),
      }),
    )
    .min(1)
    .describe("Who is asked, one after the other"),
  repeat: z.int().min(0).max(10).default(2).describe("Extra rounds over all steps"),
  then_every: betweenMinutes(5, 60, "expected 5m to 60m")
    .prefault("15m")
    .describe("How often everybody is asked after the last round, for ever"),
  ack_timeout: betweenMinutes(15, 24 * 60, "expected 15m to 24h")
    .prefault("60m")
    .describe("How long somebody may have a page without a sign"),
  forward: z
    .array(z.enum(["pagerduty"]))
    .default([])
    .describe("Where pages are shown as well"),
});
export type PolicyFields = z.infer<typeof policySchema>;

/** One item of `heartbeats` in oncall.yaml. */
export const heartbeatSchema = z.strictObject({
  service: z.string().min(1).max(200).describe("Service whose page its silence opens"),
  every: shortLengthSchema.describe("How often it is heard: 5m"),
  grace: shortLengthSchema.prefault("0m").describe("How much later than that it may be"),
});

/** The whole of oncall.yaml, for editors. */
export const oncallSchema = mapOf({
  schedules: z
    .record(shortIdSchema, scheduleSchema)
    .optional()
    .describe("Who is on call when, by id"),
  policies: z
    .record(shortIdSchema, policySchema)
    .optional()
    .describe("How pages escalate, by id; a service that names none has `default`"),
  heartbeats: z
    .record(shortIdSchema, heartbeatSchema)
    .optional()
    .describe("What must be heard of, by id"),
}).meta({
  title: "oncall.yaml",
  description: "Who is on call when, and how a page escalates.",
});
