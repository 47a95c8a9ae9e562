import type { ThreadLine } from "../../../chat/chat-platform.ts";
import type { Conversation } from "../../../chat/conversation.ts";
import { readContent } from "../in/content.ts";
import { plainText } from "../in/plain-text.ts";
import { relationsOf } from "../in/relation.ts";
import type { RoomEvent } from "../in/room-event.ts";
import type { MatrixCalls } from "./matrix-calls.ts";

/** The last lines of a thread, with the message that begins it, or of a main line; oldest first. @throws what the call throws */
export async function readLines(
  { room, thread }: Conversation,
  limit: number,
  calls: MatrixCalls,
): Promise<readonly ThreadLine[]> {
  const events =
    thread === undefined ? await mainLine(room, calls) : await inThread(room, thread, limit, calls);
  const own = { user: calls.user, displayName: undefined };
  const lines = events.flatMap((event): ThreadLine[] => {
    const content = readContent(event.content);
    const { replaces, repliesTo } = relationsOf(event);
    if (event.type !== "m.room.message" || replaces !== undefined) return [];
    const { text } = plainText(content, repliesTo !== undefined, own);
    return [{ fromBot: event.sender === calls.user, text, at: event.sentAt }];
  });
  return lines.slice(-limit);
}

async function mainLine(room: string, calls: MatrixCalls): Promise<readonly RoomEvent[]> {
  const { events } = await calls.page(room);
  return events.filter((event) => relationsOf(event).thread === undefined).toReversed();
}

async function inThread(room: string, root: string, limit: number, calls: MatrixCalls) {
  const first = await calls.event(room, root);
  return [...(first ? [first] : []), ...(await calls.inThread(room, root, limit))];
}
