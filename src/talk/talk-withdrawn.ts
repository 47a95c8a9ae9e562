import { type Conversation, conversationKey } from "../chat/conversation.ts";
import type { Withdrawn } from "../chat/inbox-item.ts";
import { withdrawnReplies } from "../chat/manners/withdrawal.ts";
import type { Scene } from "./scene.ts";
import { unsaid } from "./talk-edit.ts";
import type { TalkGiven } from "./talk-given.ts";
import { silence, type Turn } from "./turn.ts";

/** Where a message that is gone was talked about: on its main line, in its thread, or in the thread on it. */
export async function placeOfWithdrawn(
  { message: { message, ...conversation } }: Withdrawn,
  { conversations }: Pick<TalkGiven, "conversations">,
): Promise<Conversation> {
  const onIt = { ...conversation, thread: conversation.thread ?? message };
  const { messages } = await conversations.load(conversationKey(onIt));
  return messages?.[message] ? onIt : conversation;
}

/** Takes our answer back with its question, unless somebody took it up (M26). */
export async function talkWithdrawn({ message }: Withdrawn, scene: Scene): Promise<Turn> {
  const { state, settings, given } = scene;
  const taken = state.messages?.[message.message];
  const turn = silence("silent:M26", state);
  if (!taken?.reply) return turn;
  const { key, newest } = taken.reply;
  const isPressed = (await given.past.isPressed(key)) || (await given.past.isPressed(newest));
  const isTouched = isPressed || taken.isTouched === true || isReplied(message.message, scene);
  const takesBack = withdrawnReplies([{ key, importance: "answer", isTouched }], settings);
  return takesBack.length === 0 ? turn : { ...turn, state: unsaid(state, key), takesBack };
}

/** In a thread every later line is a reply; elsewhere only what quotes us. */
function isReplied(id: string, { state, conversation }: Scene): boolean {
  const repliedAt = state.messages?.[id]?.repliedAt;
  if (conversation.thread === undefined || !repliedAt) return false;
  return Object.values(state.humans).some(
    ({ at, message }) => message !== id && Temporal.Instant.compare(at, repliedAt) >= 0,
  );
}
