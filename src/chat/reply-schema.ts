import { z } from "zod";
import type { MessageRef } from "./conversation.ts";
import type { Block, Run } from "./doc.ts";
import { instantSchema } from "./instant-schema.ts";
import { platformSchema } from "./platform-schema.ts";
import type { Reply } from "./reply.ts";

const conversation = {
  platform: platformSchema,
  workspace: z.string(),
  room: z.string(),
  thread: z.string().optional(),
};
const conversationSchema = z.strictObject(conversation).readonly();
const principalSchema = z
  .strictObject({ platform: platformSchema, workspace: z.string(), user: z.string() })
  .readonly();

const style = z.literal(true).exactOptional();
const runSchema: z.ZodType<Run, Run> = z.union([
  z.strictObject({
    text: z.string(),
    bold: style,
    italic: style,
    strike: style,
    code: style,
  }),
  z.strictObject({ link: z.string(), runs: z.lazy(() => runsSchema) }),
  z.strictObject({ mention: principalSchema, name: z.string() }),
]);
const runsSchema = z.array(runSchema).readonly();

export const docSchema = z.array(z.lazy((): z.ZodType<Block, Block> => blockSchema)).readonly();
const recipeSchema = z.strictObject({ recipe: z.string(), of: z.string() }).readonly();
const blockSchema: z.ZodType<Block, Block> = z.union([
  z.strictObject({ p: runsSchema }),
  z.strictObject({ heading: runsSchema }),
  z.strictObject({
    list: z.array(docSchema).readonly(),
    ordered: z.boolean(),
    start: z.int().exactOptional(),
  }),
  z.strictObject({
    tasks: z.array(z.strictObject({ body: docSchema, done: z.boolean() }).readonly()).readonly(),
  }),
  z.strictObject({ quote: docSchema }),
  z.strictObject({ code: z.string(), lang: z.string().exactOptional() }),
  z.strictObject({ table: z.array(z.array(runsSchema).readonly()).readonly() }),
  z.strictObject({ callout: z.enum(["note", "warning", "danger"]), body: docSchema }),
  z.strictObject({ image: recipeSchema, alt: z.string() }),
  z.strictObject({ secret: recipeSchema }),
  z.strictObject({ divider: z.literal(true) }),
]);

const allowedSchema = z.union([
  z.enum(["anyone", "asker"]),
  z.strictObject({ people: z.array(z.string()).readonly() }).readonly(),
  z.strictObject({ role: z.string() }).readonly(),
]);

export const actionSchema = z
  .strictObject({
    id: z.string(),
    label: z.string().max(75),
    style: z.enum(["plain", "primary", "danger"]),
    value: z.string().max(64),
    confirm: z.string().optional(),
    allowed: allowedSchema,
    once: z.boolean(),
    opens: z.literal("form").optional(),
    emoji: z.string(),
    words: z.array(z.string()).readonly(),
  })
  .readonly();

/** In the order of their weight. */
export const importances = ["info", "answer", "alert", "page"] as const;

const replySchema = z
  .strictObject({
    key: z.string().min(1),
    to: conversationSchema,
    doc: docSchema,
    actions: z.array(actionSchema).readonly(),
    audience: z.union([
      z.literal("everyone"),
      z.strictObject({ only: principalSchema }).readonly(),
    ]),
    importance: z.enum(importances),
    updateOf: z.string().optional(),
    inThreadOf: z.string().optional(),
    asker: principalSchema.optional(),
    broadcast: z.boolean(),
    notAfter: instantSchema.optional(),
  })
  .readonly();

const messageSchema = z.strictObject({ ...conversation, message: z.string().min(1) }).readonly();

/**
 * Writes a reply for its row.
 *
 * @throws ZodError for what {@link parseReply} would refuse, such as a label that is too long
 */
export function replyJson(reply: Reply): string {
  return JSON.stringify(replySchema.encode(reply));
}

/** Reads what {@link replyJson} wrote. */
export function parseReply(json: string): Reply {
  return replySchema.decode(JSON.parse(json));
}

/** Reads a MessageRef from its row. */
export function parseMessageRef(json: string): MessageRef {
  return messageSchema.parse(JSON.parse(json));
}
