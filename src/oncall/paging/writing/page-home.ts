import { type Conversation, type RoomRef, roomKey } from "../../../chat/conversation.ts";
import { parseConversationKey } from "../../../chat/parse-conversation.ts";
import type { Page } from "../../page/page.ts";

/** The conversation where a page stands. */
export function homeOf({ home }: Page): Conversation | undefined {
  return home === undefined ? undefined : parseConversationKey(home);
}

/** Whether a page stands in that room, its threads included. */
export function standsIn(page: Page, room: RoomRef): boolean {
  const home = homeOf(page);
  return home !== undefined && roomKey(home) === roomKey(room);
}
