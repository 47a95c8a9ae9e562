import { z } from "zod";
import { instantSchema } from "../../chat/instant-schema.ts";
import { actorSchema } from "./actor.ts";
import { durationSchema } from "./duration-schema.ts";

const ids = z.array(z.string()).readonly();

const takenSchema = z
  .object({
    /** Ids of the people whom it picked. */
    people: ids,
    /** Rooms as their policy writes them. */
    rooms: ids,
    /** Those who were meant, but whom nothing reaches. */
    unreachable: ids,
    /** What the schedules said; no person: nobody was on call. */
    schedules: z
      .array(
        z
          .object({
            schedule: z.string(),
            state: z.enum(["read", "kept", "broken", "gone"]),
            person: z.string().optional(),
          })
          .readonly(),
      )
      .readonly(),
    /** What the page's thread was told. */
    said: z.string(),
  })
  .readonly();
/** Whom a turn asked, and what was known then. One that has neither a person nor a room was empty. */
export type TurnTaken = z.infer<typeof takenSchema>;

const happening = <Name extends string, Fields extends z.ZodRawShape>(
  event: Name,
  fields: Fields,
) => z.object({ event: z.literal(event), data: z.object(fields).readonly() }).readonly();

const happeningSchema = z.discriminatedUnion("event", [
  happening("triggered", {
    service: z.string().optional(),
    urgency: z.enum(["high", "low"]),
    text: z.string(),
    follows: z.int().optional(),
  }),
  happening("joined", { text: z.string() }),
  happening("turn", { turn: z.int(), taken: takenSchema, lateBy: durationSchema }),
  happening("escalated", {}),
  happening("acknowledged", {}),
  /** Somebody else takes it, too. */
  happening("joined-in", { ackedBy: z.string(), since: instantSchema }),
  happening("still-on-it", {}),
  happening("reminded", { ackedBy: z.string(), since: instantSchema }),
  happening("ack-timed-out", { ackedBy: z.string(), since: instantSchema }),
  happening("handed-back", {}),
  happening("snoozed", { until: instantSchema }),
  happening("woke", {}),
  happening("reassigned", { person: z.string().optional(), policy: z.string().optional() }),
  happening("responder-added", { person: z.string() }),
  happening("noted", { text: z.string() }),
  happening("alerts-gone", { left: z.int() }),
  happening("resolved", { text: z.string().optional() }),
  happening("reopened", {}),
  happening("delivered", {
    person: z.string(),
    via: z.string(),
    /** `failing`: it is tried again; `unknown`: so it is, but it may have got there. */
    outcome: z.enum(["accepted", "failing", "unknown", "refused"]),
    why: z.string().optional(),
    lateBy: durationSchema,
  }),
  /** Monitors page for its service only from then on. */
  happening("muted", { until: instantSchema, by: z.string(), why: z.string() }),
  happening("unmuted", {}),
  /** Somebody wanted an event that does not count. */
  happening("refused", { wanted: z.string(), why: z.string() }),
]);
/** What a timeline says that happened. */
export type Happening = z.infer<typeof happeningSchema>;

/** Who did something when; it is kept as JSON and never changed. */
export const timelineEntrySchema = z.intersection(
  z.object({
    page: z.int(),
    /** In the order in which it was written. */
    seq: z.int(),
    at: instantSchema,
    actor: actorSchema,
  }),
  happeningSchema,
);
export type TimelineEntry = Readonly<z.infer<typeof timelineEntrySchema>>;

/** An entry before the page's store has placed it. */
export type NewEntry = Happening & { readonly at: Temporal.Instant; readonly actor: Actor };
type Actor = z.infer<typeof actorSchema>;

/** How much later than it was due something happened; never less than nothing, whatever a clock was set to. */
export function lateBy(due: Temporal.Instant, at: Temporal.Instant): Temporal.Duration {
  return Temporal.Duration.from({
    milliseconds: Math.max(0, at.epochMilliseconds - due.epochMilliseconds),
  });
}
