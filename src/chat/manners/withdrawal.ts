import type { Importance } from "../reply.ts";
import type { RoomSettings } from "../room-settings.ts";

/** A reply of ours to a message. */
export type GivenReply = {
  readonly key: string;
  readonly importance: Importance;
  /** Somebody replied or reacted to it. */
  readonly isTouched: boolean;
};

/** Which of our replies go when the message that they answer is deleted (M26): never pages and alerts, nor what somebody took up. */
export function withdrawnReplies(
  replies: readonly GivenReply[],
  { deleteWithQuestion }: RoomSettings,
): readonly string[] {
  if (!deleteWithQuestion) return [];
  return replies
    .filter(({ importance, isTouched }) => !isTouched && ["info", "answer"].includes(importance))
    .map(({ key }) => key);
}
