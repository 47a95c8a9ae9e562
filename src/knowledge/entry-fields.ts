import { z } from "zod";
import { createNearest } from "../search/nearest.ts";
import { idPattern } from "./entry-id.ts";

/** A list for which a single value may be written: `services: kafka`. */
const listOf = <T extends z.ZodType>(item: T, least = 0, most = Number.MAX_SAFE_INTEGER) =>
  z.union([z.array(item).min(least).max(most), item.transform((one) => [one])]);

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

const paramSchema = z
  .strictObject({
    description: z.string().optional(),
    type: z.enum(["string", "int"]).optional(),
    from: z.string().optional(),
    pattern: z.string().optional(),
    quote: z.boolean().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    default: value.optional(),
  })
  .readonly();
export type Param = z.infer<typeof paramSchema>;

/**
 * The front matter of our own entries, each key with its rule; the only definition of it.
 *
 * Which keys an entry of a kind must have is not said here: an incomplete entry is served, and told.
 */
export const entryFieldsSchema = z.object({
  id: id.optional(),
  title: z.string().min(3).max(80).optional(),
  type: z.enum(["answer", "runbook", "checklist", "pointer"]).optional(),
  questions: listOf(z.string().min(8).max(140), 1, mostWords).optional(),
  keywords: listOf(word, 0, mostWords).optional(),
  services: listOf(word).optional(),
  actions: listOf(word).optional(),
  alerts: listOf(word).optional(),
  environments: z
    .union([
      z.record(z.string(), environmentValues),
      listOf(word).transform((ids) =>
        Object.fromEntries(ids.map((one) => [one, { danger: undefined, values: {} }])),
      ),
    ])
    .optional(),
  params: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), paramSchema).optional(),
  danger: dangerSchema.optional(),
  duration: z
    .string()
    .regex(/^(?=\d)(?:\d+h)?(?:\d+m)?$/, "expected a length such as 5m or 1h30m")
    .optional(),
  requires: listOf(word).optional(),
  owner: word.optional(),
  /** An empty list: nobody. */
  audience: z
    .union([z.enum(["everyone", "members"]), z.array(team), team.transform((one) => [one])])
    .optional(),
  status: z.enum(["draft", "active", "deprecated", "archived"]).optional(),
  replaced_by: id.optional(),
  redirect_from: listOf(word).optional(),
  reviewed: dateSchema.optional(),
  review_every: z
    .string()
    .regex(/^(?:[1-9]\d{0,3}[dmy]|never)$/, 'expected a length such as 30d or 6m, or "never"')
    .optional(),
  valid_from: dateSchema.optional(),
  expires: dateSchema.optional(),
  links: listOf(
    z.union([
      z.object({ title: word, url: z.url() }),
      z.url().transform((url) => ({ title: url, url })),
    ]),
  ).optional(),
  related: listOf(word).optional(),
  closes_gaps: listOf(z.string().regex(/^G-\d+$/, "expected a gap such as G-12")).optional(),
  watches: listOf(word).optional(),
  search: z
    .strictObject({ boost: z.number().min(0.5).max(3).optional(), exclude: z.boolean().optional() })
    .optional(),
});
export type EntryFields = z.infer<typeof entryFieldsSchema>;

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
