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
export const personSchema = z.object({
  id: id.describe("Permanent name, by which entries and teams name them"),
  name: word.optional().describe("As people write it"),
  slack: word.optional().describe("Member id in Slack: U0123"),
  matrix: word.optional().describe("Matrix id: @ana:example.org"),
  email: word.optional().describe("Address for mail"),
  roles: z
    .union([z.array(roleSchema), roleSchema.transform((one) => [one])])
    .default([])
    .describe("What they may do beyond what everybody may"),
  left: dateSchema.optional().describe("First day on which they are gone: 2026-03-01"),
});

/** A human in people.yaml. */
export type Person = Readonly<z.infer<typeof personSchema>>;

/** One item of `teams` in people.yaml. */
export const teamSchema = z.object({
  id: id.describe("Permanent name, by which entries and services name it"),
  name: word.optional().describe("As people write it"),
  slack: word.optional().describe("Channel id in Slack: C0123"),
  matrix: word.optional().describe("Alias of its Matrix room: #payments:example.org"),
  members: z
    .union([z.array(word), word.transform((one) => [one])])
    .default([])
    .describe("Ids of people"),
});

export type Team = Readonly<z.infer<typeof teamSchema>>;
