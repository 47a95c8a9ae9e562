import { z } from "zod";
import { dateSchema } from "./entry-fields.ts";
import { idPattern } from "./entry-id.ts";

const id = z
  .string()
  .regex(idPattern, 'expected an id such as "ana"')
  .or(z.string().regex(/^[a-z0-9]$/));
const word = z.string().min(1).max(200);

const roleSchema = z.enum(["editor", "oncall", "oncall-admin", "admin"]);

/** One item of `people` in people.yaml. */
export const personSchema = z
  .object({
    id,
    name: word.optional(),
    slack: word.optional(),
    matrix: word.optional(),
    email: word.optional(),
    roles: z.union([z.array(roleSchema), roleSchema.transform((one) => [one])]).default([]),
    left: dateSchema.optional(),
  })
  .readonly();

/** A human in people.yaml. */
export type Person = z.infer<typeof personSchema>;

/** One item of `teams` in people.yaml. */
export const teamSchema = z
  .object({
    id,
    name: word.optional(),
    slack: word.optional(),
    matrix: word.optional(),
    members: z.union([z.array(word), word.transform((one) => [one])]).default([]),
  })
  .readonly();

export type Team = z.infer<typeof teamSchema>;
