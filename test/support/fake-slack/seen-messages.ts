import type { FakeFile, FakeMessage, SlackModel } from "./slack-model.ts";
import type { Json } from "./slack-refusal.ts";

/** A message as one person sees it, in its newest version. */
export type SeenMessage = {
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly by: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly files: readonly FakeFile[];
  readonly edited: boolean;
  /** Nobody else sees it. */
  readonly private: boolean;
  /** Names of emoji, with those who gave them. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
};

/** What a member sees in a room's main line, or in one of its threads; others see nothing. */
export function seenMessages(
  { rooms, messages }: SlackModel,
  user: string,
  room: string,
  thread?: string,
): readonly SeenMessage[] {
  if (rooms.get(room)?.members.has(user) !== true) return [];
  const isThere = ({ ts, threadTs, broadcast }: FakeMessage) =>
    thread === undefined
      ? threadTs === undefined || threadTs === ts || broadcast
      : threadTs === thread || ts === thread;
  return messages
    .filter((one) => one.room === room && isThere(one))
    .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === user)
    .filter((one) => one.onlyFor === undefined || isShownWhere(one, messages))
    .map(seenOf);
}

/** What one person alone may see shows in no thread that nobody has replied in: docs.slack.dev, chat.postEphemeral. */
function isShownWhere({ threadTs, ts }: FakeMessage, messages: readonly FakeMessage[]): boolean {
  return (
    threadTs === undefined ||
    messages.some(
      (one) =>
        one.threadTs === threadTs &&
        one.ts !== threadTs &&
        one.onlyFor === undefined &&
        one.ts < ts,
    )
  );
}

function seenOf(message: FakeMessage): SeenMessage {
  const { ts, threadTs, user, text, blocks, files, edited, onlyFor, reactions } = message;
  return {
    ts,
    threadTs,
    by: user,
    text,
    blocks,
    files,
    edited: edited !== undefined,
    private: onlyFor !== undefined,
    reactions: Object.fromEntries([...reactions].map(([name, users]) => [name, [...users]])),
  };
}
