import { z } from "zod";
import { noTopic, type Topic, topicSchema } from "../knowledge/topic.ts";

const answeredSchema = z.object({
  /** Key of the reply. */
  reply: z.string(),
  /** As it may be stored, and what its thread was about before: asked again, it is decided as it was. */
  question: z.string(),
  before: topicSchema,
  /** Who could see it, where not everybody could. */
  holds: z.enum(["narrow"]).optional(),
  /** Id and hash of the entry that was served; undefined: none was. */
  entry: z.object({ id: z.string(), hash: z.string() }).optional(),
  /** The gap that was recorded, with what it was about. */
  gap: z
    .object({
      kind: z.enum(["no_answer", "no_runbook", "unknown_entity"]),
      key: z.string().optional(),
    })
    .optional(),
  /** The environment for which the commands of a dangerous runbook were shown; `""` where there is none to choose. */
  confirmed: z.string().optional(),
});

/** The last reply to a question, for whoever asks why, or says what it was worth. */
export type LastAnswer = z.infer<typeof answeredSchema>;

/** What a conversation goes on with: kept in its state as JSON. */
export type Memory = { readonly topic: Topic; readonly last: LastAnswer | undefined };

const memorySchema = z.object({ topic: topicSchema, last: answeredSchema.optional() });

/** Reads what was kept; what cannot be read any more is forgotten. */
export function readMemory(kept: unknown): Memory {
  const read = memorySchema.safeParse(kept);
  return read.success
    ? { topic: read.data.topic, last: read.data.last }
    : { topic: noTopic, last: undefined };
}
