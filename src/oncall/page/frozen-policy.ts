import { z } from "zod";
import { durationSchema } from "./duration-schema.ts";

const targetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), id: z.string() }).readonly(),
  z.object({ kind: z.literal("schedule"), id: z.string() }).readonly(),
  z.object({ kind: z.literal("room"), room: z.string() }).readonly(),
  z.object({ kind: z.literal("everyone") }).readonly(),
]);

/** A policy as it was when a page began to run by it: a change of the file does not reach it. It is kept as JSON. */
export const frozenPolicySchema = z
  .object({
    id: z.string(),
    steps: z
      .array(
        z.object({ notify: z.array(targetSchema).readonly(), wait: durationSchema }).readonly(),
      )
      .min(1)
      .readonly(),
    repeat: z.int().min(0),
    thenEvery: durationSchema,
    ackTimeout: durationSchema,
    forward: z.array(z.literal("pagerduty")).readonly(),
  })
  .readonly();
