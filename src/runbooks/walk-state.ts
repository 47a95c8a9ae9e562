import { z } from "zod";
import { instantSchema } from "../chat/instant-schema.ts";
import { docSchema } from "../chat/reply-schema.ts";

/** An account as one text, and what it is called where people read it. */
export const whoSchema = z.object({ principal: z.string(), name: z.string() }).readonly();
export type Who = z.infer<typeof whoSchema>;

const walkStepSchema = z
  .object({
    /** What to do and what to expect, with values and without fences of other environments. */
    shown: docSchema,
    /** What to do when it did not work; empty when the runbook does not say. */
    ifNot: docSchema,
    /** It only looks whether something worked. */
    verifies: z.boolean(),
    /** Steps that "If not:" speaks of. */
    leadsTo: z.array(z.int()).readonly(),
    /** Entries that "If not:" links to. */
    entries: z.array(z.object({ id: z.string(), title: z.string() }).readonly()).readonly(),
  })
  .readonly();
export type WalkStepText = z.infer<typeof walkStepSchema>;

const walkTextSchema = z
  .object({
    entry: z.string(),
    hash: z.string(),
    title: z.string(),
    /** Those whose on-call it concerns. */
    services: z.array(z.string()).readonly().default([]),
    environment: z.string().optional(),
    danger: z.enum(["none", "low", "medium", "high"]),
    /** What the placeholders stand for. */
    values: z.record(z.string(), z.string()).readonly(),
    /** Each section with its headings; empty: the runbook has none. */
    before: docSchema,
    steps: z.array(walkStepSchema).min(1).readonly(),
    verify: docSchema,
    rollback: docSchema,
    escalate: docSchema,
    /** Id of a team or person, and how they stand in a sentence. */
    owner: z.object({ id: z.string(), contact: z.string() }).readonly().optional(),
    related: z.array(z.string()).readonly(),
  })
  .readonly();
/** A runbook as it was when its walk began: a change of the file does not reach it. */
export type WalkText = z.infer<typeof walkTextSchema>;

/** Somebody said that it did not work: they are asked why, or have told. */
const wrong = z.enum(["asked", "noted"]).optional();
/** What may be kept of what they told. */
const note = z.string().optional();
const positionSchema = z.discriminatedUnion("at", [
  z.object({ at: z.literal("before") }).readonly(),
  /** From 1. */
  z.object({ at: z.literal("step"), step: z.int().min(1), wrong, note }).readonly(),
  z.object({ at: z.literal("verify"), wrong, note }).readonly(),
  /** Whether it worked as written. */
  z.object({ at: z.literal("asked"), wrong }).readonly(),
  z.object({ at: z.literal("ended"), how: z.enum(["finished", "stopped", "replaced"]) }).readonly(),
]);
export type Position = z.infer<typeof positionSchema>;

const markSchema = z
  .object({
    step: z.union([z.int().min(1), z.literal("verify")]),
    did: z.enum(["done", "skipped", "failed"]),
    by: whoSchema,
    at: instantSchema,
  })
  .readonly();
export type Mark = z.infer<typeof markSchema>;

/** One person going through the steps of a runbook; it is kept as JSON. */
export const walkSchema = z
  .object({
    kind: z.literal("runbook"),
    text: walkTextSchema,
    starter: whoSchema,
    /** Whoever has taken it over last, else the starter. */
    walker: whoSchema,
    position: positionSchema,
    /** What was done, in the order of time; the last one of a step counts. */
    marks: z.array(markSchema).readonly(),
    asleep: z.boolean(),
    /** When it falls asleep. */
    dueAt: instantSchema.optional(),
    startedAt: instantSchema,
    /** The file as it is now: a change is told once. `waits`: somebody has to choose first. */
    change: z
      .object({ hash: z.string(), fresh: walkTextSchema.optional(), waits: z.boolean() })
      .readonly()
      .optional(),
  })
  .readonly()
  .refine(({ position, text }) => position.at !== "step" || position.step <= text.steps.length, {
    error: "expected a position within the steps",
  });
export type Walk = z.infer<typeof walkSchema>;

/** What the last mark of a step says of it. */
export function markOf({ marks }: Walk, step: Mark["step"]): Mark | undefined {
  return marks.findLast((mark) => mark.step === step);
}
