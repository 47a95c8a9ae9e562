import { z } from "zod";
import { dateSchema } from "./entry-fields.ts";
import { idPattern } from "./entry-id.ts";
import { referenceSchema } from "./reference.ts";
import { shortLengthSchema } from "./short-length.ts";
import { readZone } from "./time-zone.ts";

const id = z
  .string()
  .regex(idPattern, 'expected an id such as "ana"')
  .or(z.string().regex(/^[a-z0-9]$/));
const word = z.string().min(1).max(200);

/** The name of a time zone, an old one too; a wrong one is told with the nearest. */
export const zoneSchema = z.string().superRefine((text, context) => {
  const zone = readZone(text);
  if (zone.kind !== "none") return;
  const hint = zone.nearest === undefined ? "" : `. Did you mean "${zone.nearest}"?`;
  const message = `expected the name of a time zone such as Europe/Berlin${hint}`;
  context.addIssue({ code: "custom", message });
});

/** Ways to somebody; `chat` is every chat address that is known. */
const viaSchema = z.enum(["chat", "slack", "matrix", "ntfy", "email", "webhook"]);

const notifyRuleSchema = z.strictObject({
  via: viaSchema.describe("chat (every chat address), slack, matrix, ntfy, email or webhook"),
  after: shortLengthSchema.describe("How long after they were picked: 0m, 5m"),
});

const roleSchema = z.enum(["editor", "oncall", "oncall-admin", "admin"]);

/** One item of `people` in people.yaml. */
export const personSchema = z.object({
  id: id.describe("Permanent name, by which entries and teams name them"),
  name: word.optional().describe("As people write it"),
  slack: word.optional().describe("Member id in Slack: U0123"),
  matrix: word.optional().describe("Matrix id: @ana:example.org"),
  email: word.optional().describe("Address for mail"),
  timezone: zoneSchema.optional().describe("Where they live: Europe/Madrid"),
  ntfy: referenceSchema
    .optional()
    .describe("Where the address of their ntfy topic is kept: env:ANA_NTFY"),
  webhook: referenceSchema
    .optional()
    .describe("Where the address of their phone gateway or the like is kept: env:ANA_WEBHOOK"),
  notify: z
    .array(notifyRuleSchema)
    .optional()
    .describe("How they are paged; by default on every address at once"),
  roles: z
    .union([z.array(roleSchema), roleSchema.transform((one) => [one])])
    .default([])
    .describe("What they may do beyond what everybody may"),
  left: dateSchema.optional().describe("First day on which they are gone: 2026-03-01"),
});

/** A human in people.yaml. */
export type Person = Readonly<z.infer<typeof personSchema>>;

/** What only paging asks of a person: somebody is known without it, or with it left out. */
export const pagingKeys = [
  "timezone",
  "ntfy",
  "webhook",
  "notify",
] as const satisfies readonly (keyof Person)[];

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
