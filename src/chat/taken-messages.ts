import { createHash } from "node:crypto";
import { z } from "zod";
import { instantSchema } from "./instant-schema.ts";

/** What is remembered of a message, for the case that it is edited or deleted. */
const takenSchema = z
  .object({
    /** Of its text, by {@link textDigest}. */
    digest: z.string(),
    sentAt: instantSchema,
    /** How it was taken; `unheard`: it was not for us. */
    as: z.enum(["question", "command", "unheard"]),
    /** Key of our first reply to it, and of that reply's newest version. */
    reply: z.object({ key: z.string(), newest: z.string(), isPrivate: z.boolean() }).optional(),
    repliedAt: instantSchema.optional(),
    /** Somebody replied to our reply. */
    isTouched: z.boolean().optional(),
  })
  .readonly();

/** By the ids of the messages, in the order in which they came. */
export const takenMessagesSchema = z.record(z.string(), takenSchema).readonly();

export type TakenMessage = z.infer<typeof takenSchema>;
type TakenMessages = z.infer<typeof takenMessagesSchema>;

const mostTaken = 20;

/** Takes note of a message; of more than twenty the oldest are forgotten. */
export function withTaken(
  messages: TakenMessages | undefined,
  id: string,
  taken: TakenMessage,
): TakenMessages {
  const others = Object.entries(messages ?? {}).filter(([one]) => one !== id);
  return Object.fromEntries([...others, [id, taken] as const].slice(-mostTaken));
}

/** Takes note that somebody replied to a reply of ours. */
export function withTouched(messages: TakenMessages | undefined, reply: string): TakenMessages {
  return Object.fromEntries(
    Object.entries(messages ?? {}).map(([id, taken]) => [
      id,
      taken.reply?.newest === reply ? { ...taken, isTouched: true } : taken,
    ]),
  );
}

/** Tells one text from another; spaces do not count, since a link preview may change them. */
export function textDigest(text: string): string {
  const plain = text.replace(/\s+/g, " ").trim();
  return createHash("sha256").update(plain).digest("base64url");
}
