import type { WebClient } from "@slack/web-api";
import type { Conversation } from "../../../chat/conversation.ts";
import { threadOf } from "./place.ts";

/**
 * Where Slack shows what one person alone is to see: in a thread only once somebody has replied there
 * (https://docs.slack.dev/reference/methods/chat.postEphemeral), else on the main line; there also when we may not look.
 */
export async function shownPlace(
  where: Conversation,
  client: Pick<WebClient, "conversations">,
): Promise<Conversation> {
  const ts = threadOf(where);
  if (ts === undefined) return where;
  try {
    const { messages } = await client.conversations.replies({ channel: where.room, ts, limit: 2 });
    if ((messages ?? []).length > 1) return where;
  } catch {
    // On the main line it is seen in any case.
  }
  return { ...where, thread: undefined };
}
