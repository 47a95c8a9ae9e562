import { z } from "zod";
import { groupSchema, wordsSchema } from "./catalogue.ts";
import type { Entry } from "./entry.ts";
import { entryFieldsSchema, requiredFields } from "./entry-fields.ts";
import { mapOf } from "./map-of.ts";
import { personSchema, teamSchema } from "./person.ts";
import { serviceSchema } from "./service.ts";

/** The front matter of a whole entry: what its type requires is there. */
function frontMatterOf(type: Entry["type"]) {
  const required: readonly string[] = requiredFields[type];
  const fields = Object.entries(entryFieldsSchema.shape).map(
    ([key, field]) => [key, required.includes(key) ? z.nonoptional(field) : field] as const,
  );
  return mapOf(Object.fromEntries(fields));
}

/** Pointers lie among the answers, and need no questions. */
const answerSchema = frontMatterOf("pointer")
  .refine(({ type, questions }) => type === "pointer" || questions !== undefined, {
    path: ["questions"],
    error: "expected what people ask",
  })
  .meta({
    if: { required: ["type"], properties: { type: { const: "pointer" } } },
    else: { required: requiredFields.answer },
  });

/**
 * What a file of each kind holds once it is whole, for editors, which say it while somebody writes; by the name of the
 * file in docs/schemas. Loading is more lenient: it takes what it can read.
 */
export const schemas = {
  answer: answerSchema.meta({
    title: "Front matter of an answer",
    description: "A Markdown file below answers/: answers a question, or points to whom to ask.",
  }),
  runbook: frontMatterOf("runbook").meta({
    title: "Front matter of a runbook",
    description: "A Markdown file below runbooks/: steps that do something to a service.",
  }),
  checklist: frontMatterOf("checklist").meta({
    title: "Front matter of a checklist",
    description: "A Markdown file below checklists/: items to tick, in any order.",
  }),
  services: mapOf({
    environments: groupSchema.optional().describe("Environments, each with other words for it"),
    actions: groupSchema.optional().describe("Other words for what is done to a service"),
    services: z.array(serviceSchema).optional().describe("What runs here, and who owns it"),
    import: wordsSchema
      .optional()
      .describe("Backstage or OpsLevel files to take over; paths relative to this file"),
  }).meta({
    title: "services.yaml",
    description: "The services that entries are about, and the words people use for them.",
  }),
  people: mapOf({
    teams: z.array(mapOf(teamSchema.shape)).optional().describe("Owners that are several people"),
    people: z.array(mapOf(personSchema.shape)).optional().describe("Everybody who has a part here"),
  }).meta({
    title: "people.yaml",
    description: "The teams and people who own entries, may read them, or are on call.",
  }),
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** A schema as a JSON Schema file; of draft 7, which is the newest that editors read for YAML. */
export function schemaFile(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { target: "draft-07", io: "input" }), null, 2)}\n`;
}
