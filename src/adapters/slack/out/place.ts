import type { Conversation, MessageRef } from "../../../chat/conversation.ts";
import { readAside } from "../aside.ts";

/** The message on which a thread hangs, or that in which an aside is seen; undefined on the main line. */
export function threadOf({ thread }: Conversation): string | undefined {
  if (thread === undefined) return undefined;
  return isStamp(thread) ? thread : readAside(thread)?.seenIn;
}

/** A conversation as Slack has it: the main line, where its thread is none of Slack's. */
export function slackPlace(where: Conversation): Conversation {
  const { platform, workspace, room } = where;
  const thread = threadOf(where);
  return { platform, workspace, room, ...(thread === undefined ? {} : { thread }) };
}

/** The thread that a message is in, or begins. */
export function inThreadOn({ message, thread, ...room }: MessageRef): Conversation {
  return { ...room, thread: thread ?? message };
}

/** Whether something names a message as Slack does; a command has no message. */
export function isStamp(id: string): boolean {
  return /^\d+\.\d+$/.test(id);
}

/** Whether a room is one person's with us; such a room has an id of its own, or that of the person. */
export function isDirect(room: string): boolean {
  return room.startsWith("D") || isPerson(room);
}

/** Whether the id is a person's, in place of the room where they talk to us alone. */
export function isPerson(room: string): boolean {
  return /^[UW]/.test(room);
}

/** The dedup key of the command that a conversation began with: it has no message, so that nothing can hang on it. */
export function commandOf({ thread }: Pick<Conversation, "thread">): string | undefined {
  return thread === undefined ? undefined : readAside(thread)?.command;
}
