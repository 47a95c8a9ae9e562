import { z } from "zod";
import type { Conversation, Principal } from "./conversation.ts";
import { platformSchema } from "./platform-schema.ts";

const keySchema = z.tuple([platformSchema, z.string(), z.string(), z.string().nullable()]);

/** Reads what `conversationKey` wrote. */
export function parseConversationKey(key: string): Conversation {
  const [platform, workspace, room, thread] = keySchema.parse(JSON.parse(key));
  return { platform, workspace, room, ...(thread === null ? {} : { thread }) };
}

const principalKeySchema = z.tuple([platformSchema, z.string(), z.string()]);

/** Reads what `principalKey` wrote. */
export function parsePrincipalKey(key: string): Principal {
  const [platform, workspace, user] = principalKeySchema.parse(JSON.parse(key));
  return { platform, workspace, user };
}
