import { z } from "zod";

const mostId = 255;

/** https://spec.matrix.org/latest/appendices/#identifier-grammar, as wide as servers take it. */
export const userIdSchema = z
  .string()
  .max(mostId)
  .regex(/^@[^\s:]+:\S+$/);
const roomIdSchema = z
  .string()
  .max(mostId)
  .regex(/^!\S+$/);
const eventIdSchema = z
  .string()
  .max(mostId)
  .regex(/^\$\S+$/);

const text = z.string().optional().catch(undefined);
const eventId = eventIdSchema.optional().catch(undefined);

const spoken = {
  msgtype: text,
  body: text,
  filename: text,
  formatted_body: text,
  "m.mentions": z
    .object({ user_ids: z.array(z.unknown()).catch([]) })
    .optional()
    .catch(undefined),
};

const relationSchema = z.object({
  rel_type: text,
  event_id: eventId,
  key: text,
  is_falling_back: z.boolean().optional().catch(undefined),
  "m.in_reply_to": z.object({ event_id: eventId }).optional().catch(undefined),
});

const spokenSchema = z.object(spoken);

const contentSchema = z
  .object({
    ...spoken,
    "m.new_content": spokenSchema.optional().catch(undefined),
    "m.relates_to": relationSchema.optional().catch(undefined),
    redacts: eventId,
    membership: text,
    replacement_room: roomIdSchema.optional().catch(undefined),
  })
  .catch({});

/** What somebody says, or says in place of it. */
export type Spoken = z.infer<typeof spokenSchema>;

/** The content of an event. Anybody may write anything there: what is of another type than it should be is not there. */
export function readContent(content: unknown): z.infer<typeof contentSchema> {
  return contentSchema.parse(content);
}
