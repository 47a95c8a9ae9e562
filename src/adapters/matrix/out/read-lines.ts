import type { ThreadLine } from "../../../chat/chat-platform.ts";
import type { Conversation } from "../../../chat/conversation.ts";
import { readContent } from "../in/content.ts";
import { plainText } from "../in/plain-text.ts";
import { relationsOf } from "../in/relation.ts";
import type { RoomEvent } from "../in/room-event.ts";
import type { MatrixLine } from "./matrix-line.ts";

/** The last lines of a thread, with the message that begins it, or of a main line; oldest first. @throws what the line throws */
export async function readLines(
  { room, thread }: Conversation,
  limit: number,
  line: MatrixLine,
): Promise<readonly ThreadLine[]> {
  const events =
    thread === undefined ? await mainLine(room, line) : await inThread(room, thread, limit, line);
  const own = { user: line.user, displayName: undefined };
  const lines = events.flatMap((event): ThreadLine[] => {
    const content = readContent(event.content);
    const { replaces, repliesTo } = relationsOf(event);
    if (event.type !== "m.room.message" || replaces !== undefined) return [];
    const { text } = plainText(content, repliesTo !== undefined, own);
    return [{ fromBot: event.sender === line.user, text, at: event.sentAt }];
  });
  return lines.slice(-limit);
}

async function mainLine(room: string, line: MatrixLine): Promise<readonly RoomEvent[]> {
  const { events } = await line.page(room);
  return events.filter((event) => relationsOf(event).thread === undefined).toReversed();
}

async function inThread(room: string, root: string, limit: number, line: MatrixLine) {
  const first = await line.event(room, root);
  return [...(first ? [first] : []), ...(await line.inThread(room, root, limit))];
}
