import type { Conversation } from "../conversation.ts";
import type { Inbound } from "../inbox-item.ts";
import type { Importance } from "../reply.ts";
import type { RoomSettings } from "../room-settings.ts";

/**
 * Where a reply belongs (M20): in the question's thread; a question on the main line of a room gets a thread on it; a
 * direct message, or a platform without threads, a plain line.
 */
export function placeOf(
  { message, roomKind }: Pick<Inbound, "message" | "roomKind">,
  { threads }: { readonly threads: boolean },
): Conversation {
  const { message: id, ...conversation } = message;
  if (conversation.thread !== undefined || roomKind === "dm" || !threads) return conversation;
  return { ...conversation, thread: id };
}

/** Whether a reply in a thread is shown on the room's main line, too (M21): only pages, by the room's setting. */
export function isBroadcast(importance: Importance, settings: RoomSettings): boolean {
  return importance === "page" && settings.broadcastPages;
}
