import { z } from "zod";
import type { Conversation } from "./conversation.ts";
import { platformSchema } from "./platform-schema.ts";

const keySchema = z.tuple([platformSchema, z.string(), z.string(), z.string().nullable()]);

/** Reads what `conversationKey` wrote. */
export function parseConversationKey(key: string): Conversation {
  const [platform, workspace, room, thread] = keySchema.parse(JSON.parse(key));
  return { platform, workspace, room, ...(thread === null ? {} : { thread }) };
}
