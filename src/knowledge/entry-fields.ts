import { z } from "zod";
import { createNearest } from "../search/nearest.ts";
import { idPattern } from "./entry-id.ts";

/** A list for which a single value may be written: `services: kafka`. */
const listOf = <T extends z.ZodType>(item: T, list = z.array(item)) =>
  z.union([list, item.transform((one) => [one])]);

const id = z.string().regex(idPattern, 'expected an id such as "payments-api"');
/** `2026-10-31`, and a day that exists. */
export const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date such as 2026-10-31")
  .transform((text, context) => {
    try {
      return Temporal.PlainDate.from(text, { overflow: "reject" });
    } catch {
      context.addIssue({ code: "custom", message: "expected a day that exists" });
      return z.NEVER;
    }
  });
/** A word or short text; a bare number is one, too (`keywords: [503]`). */
const word = z.union([z.string().min(1).max(200), z.number().transform(String)]);
/** How many questions or keywords an entry may have. */
export const mostWords = 20;
/** In a list `members` would be a team of that name, and shut everybody else out. */
const team = id.refine(
  (one) => one !== "everyone" && one !== "members",
  'expected ids of teams, or "everyone" or "members" alone',
);
const question = z.string().min(8).max(140);
const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const dangerSchema = z.enum(["none", "low", "medium", "high"]);
export type Danger = z.infer<typeof dangerSchema>;

const environmentValues = z
  .object({ danger: dangerSchema.optional() })
  .catchall(value)
  .nullable()
  .transform((given) => {
    const { danger, ...values } = given ?? {};
    return { danger, values };
  });

const paramSchema = z.strictObject({
  description: z.string().optional().describe("What it is, for whoever is asked for it"),
  type: z.enum(["string", "int"]).optional().describe("string unless said otherwise"),
  from: z.string().optional().describe("Where its value comes from: service.k8s.deployment"),
  pattern: z.string().optional().describe("Regular expression that a value must match"),
  quote: z.boolean().optional().describe("Put in as one quoted word of the shell"),
  min: z.number().optional().describe("Least number"),
  max: z.number().optional().describe("Largest number, or most characters of a string"),
  default: value.optional().describe("Value when nothing else gives one"),
});
export type Param = Readonly<z.infer<typeof paramSchema>>;

/**
 * The front matter of our own entries, each key with its rule; the only definition of it.
 *
 * Which keys an entry of a type must have is said apart, see {@link requiredFields}: an incomplete entry is served, and told.
 */
export const entryFieldsSchema = z.object({
  id: id.optional().describe("Permanent name; by default the path below answers/, runbooks/ …"),
  title: z
    .string()
    .min(3)
    .max(80)
    .optional()
    .describe("Heading in chat; a runbook's begins with a verb: Restart a kafka broker"),
  type: z
    .enum(["answer", "runbook", "checklist", "pointer"])
    .optional()
    .describe("By default the folder's; a pointer only says who is to be asked"),
  questions: listOf(question, z.array(question).min(1).max(mostWords))
    .optional()
    .describe("What people ask, in their words; each must find this entry"),
  keywords: listOf(word, z.array(word).max(mostWords))
    .optional()
    .describe("Words that people use and the text does not"),
  services: listOf(word)
    .optional()
    .describe('Ids in services.yaml, "kind:k8s-deployment" for all of a kind, or "*"'),
  actions: listOf(word)
    .optional()
    .describe("What is done to the service; by default the title's first word"),
  alerts: listOf(word).optional().describe("Exact names of alerts that lead here"),
  environments: z
    .union([
      z.record(z.string(), environmentValues),
      listOf(word).transform((ids) =>
        Object.fromEntries(ids.map((one) => [one, { danger: undefined, values: {} }])),
      ),
    ])
    .optional()
    .describe("Environments it is for, each with values for {{env.…}}; by default all"),
  params: z
    .record(z.string().regex(/^[a-z][a-z0-9_]*$/), paramSchema)
    .optional()
    .describe("What {{name}} in the text stands for"),
  danger: dangerSchema
    .optional()
    .describe(
      "The worst that can happen: nothing changes; one instance, reversible; users notice; data or money lost",
    ),
  duration: z
    .string()
    .regex(/^(?=\d)(?:\d+h)?(?:\d+m)?$/, "expected a length such as 5m or 1h30m")
    .optional()
    .describe("How long it takes: 5m, 1h30m"),
  requires: listOf(word).optional().describe("What one needs first: prod access"),
  owner: word.optional().describe("Team or person in people.yaml who is asked when it is wrong"),
  /** An empty list: nobody. */
  audience: z
    .union([z.enum(["everyone", "members"]), z.array(team), team.transform((one) => [one])])
    .optional()
    .describe("Who may read it: everyone, members (all in people.yaml), or ids of teams"),
  status: z
    .enum(["draft", "active", "deprecated", "archived"])
    .optional()
    .describe("A draft is not served; a deprecated entry points to replaced_by"),
  replaced_by: id.optional().describe("Id of the entry that holds now"),
  redirect_from: listOf(word).optional().describe("Ids that this entry had before"),
  reviewed: dateSchema.optional().describe("Day of the last look at it: 2026-10-31"),
  review_every: z
    .string()
    .regex(/^(?:[1-9]\d{0,3}[dmy]|never)$/, 'expected a length such as 30d or 6m, or "never"')
    .optional()
    .describe("How soon to look again: 30d, 3m, 1y, never"),
  valid_from: dateSchema.optional().describe("First day on which it is served"),
  expires: dateSchema.optional().describe("Last day on which it is served"),
  links: listOf(
    z.union([
      z.object({ title: word, url: z.url() }),
      z.url().transform((url) => ({ title: url, url })),
    ]),
  )
    .optional()
    .describe("Buttons under the answer"),
  related: listOf(word).optional().describe("Ids of entries to see also"),
  closes_gaps: listOf(z.string().regex(/^G-\d+$/, "expected a gap such as G-12"))
    .optional()
    .describe("Gaps that it closes: G-12"),
  watches: listOf(word)
    .optional()
    .describe("Files of this repository whose change asks for a look here: deploy/payments/**"),
  search: z
    .strictObject({
      boost: z.number().min(0.5).max(3).optional().describe("Above 1: found more easily"),
      exclude: z.boolean().optional().describe("Served by link only"),
    })
    .optional()
    .describe("Last resort for what is found too often or too rarely"),
});
export type EntryFields = z.infer<typeof entryFieldsSchema>;

/** What an entry of each type must have. */
export const requiredFields: Readonly<
  Record<NonNullable<EntryFields["type"]>, readonly (keyof EntryFields)[]>
> = {
  answer: ["title", "owner", "questions"],
  runbook: ["title", "owner", "questions", "services", "danger"],
  checklist: ["title", "owner"],
  pointer: ["title", "owner"],
};

/** Keys that make a page ours, whatever else its front matter holds; an audience must not be passed over. */
export const nativeKeys: readonly (keyof EntryFields)[] = [
  "owner",
  "questions",
  "services",
  "audience",
];

const keys: readonly string[] = Object.keys(entryFieldsSchema.shape);
const nearest = createNearest(keys.map((key) => ({ item: key, names: [key] })));

export function isNativeKey(key: string): boolean {
  return keys.includes(key);
}

/** The key that a misspelt one probably means. */
export function nearestNativeKey(key: string): string | undefined {
  return nearest(key, 1)[0];
}
