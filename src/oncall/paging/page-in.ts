import { type Conversation, conversationKey } from "../../chat/conversation.ts";
import type { PagingGiven } from "./paging-given.ts";
import { pageOfStatus } from "./writing/status-message.ts";

/** The newest page whose status message stands in a thread, an open one first. */
export async function pageIn(
  where: Conversation,
  { pages, outbox }: Pick<PagingGiven, "pages" | "outbox">,
): Promise<number | undefined> {
  const here = await pages.standingIn(conversationKey(where));
  if (here !== undefined || where.thread === undefined) return here;
  // The thread of a status message that stands in a room's main line.
  const key = await outbox.byMessage({ ...where, message: where.thread });
  return key === undefined ? undefined : pageOfStatus(key);
}
