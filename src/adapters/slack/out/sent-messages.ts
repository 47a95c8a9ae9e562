import type { Conversation, MessageRef } from "../../../chat/conversation.ts";
import { createRecentMap } from "../../../kernel/recent-map.ts";

/** What has gone out for one nonce. */
type Sent = {
  readonly parts: readonly (MessageRef | undefined)[];
  /** The first message, once every part is out. */
  readonly whole: MessageRef | undefined;
};

/**
 * What this process knows of what it has sent lately, and of what it has found: so that nothing is posted twice, and
 * further messages of one reply are found again. After a restart Slack is asked.
 */
export type SentMessages = {
  /** Takes note of where it goes, before it goes; `nowhere`: where nobody can look for it. */
  going(nonce: string, where: Conversation | "nowhere"): void;
  placeOf(nonce: string): Conversation | "nowhere" | undefined;
  put(nonce: string, part: number, parts: number, message: MessageRef): void;
  of(nonce: string): Sent;
  /** The messages of a reply, the first among them; undefined: nothing is known of it. */
  messagesOf(first: MessageRef): readonly MessageRef[] | undefined;
  /** Takes note of all messages of a reply. */
  keepMessages(messages: readonly MessageRef[]): void;
  /** Ids of what was uploaded for a reply, by its first message. */
  filesOf(first: MessageRef): readonly string[];
  keepFiles(first: MessageRef, files: readonly string[]): void;
  /** Whether something of ours is in a thread, or begins it. */
  isInThread(where: Conversation): boolean;
};

/** So many replies are remembered; a retry follows within a minute. */
const most = 5_000;

export function createSentMessages(): SentMessages {
  const places = createRecentMap<Conversation | "nowhere">(most);
  const byNonce = createRecentMap<readonly (MessageRef | undefined)[]>(most);
  const byFirst = createRecentMap<readonly MessageRef[]>(most);
  const filesByFirst = createRecentMap<readonly string[]>(most);
  const threads = createRecentMap<true>(most);

  function keepMessages(messages: readonly MessageRef[]): void {
    const [first] = messages;
    if (!first) return;
    byFirst.set(keyOf(first.room, first.message), messages);
    threads.set(keyOf(first.room, first.thread ?? first.message), true);
  }
  function of(nonce: string): Sent {
    const parts = byNonce.get(nonce) ?? [];
    const isWhole = parts.length > 0 && parts.every((part) => part !== undefined);
    return { parts, whole: isWhole ? parts[0] : undefined };
  }

  return {
    going: (nonce, where) => places.set(nonce, where),
    placeOf: (nonce) => places.get(nonce),
    put(nonce, part, parts, message) {
      const known = of(nonce).parts;
      const next = Array.from({ length: parts }, (_, at) => (at === part ? message : known[at]));
      byNonce.set(nonce, next);
      if (next[0]) keepMessages(next.filter((one) => one !== undefined));
    },
    of,
    messagesOf: ({ room, message }) => byFirst.get(keyOf(room, message)),
    keepMessages,
    filesOf: ({ room, message }) => filesByFirst.get(keyOf(room, message)) ?? [],
    keepFiles({ room, message }, files) {
      if (files.length > 0) filesByFirst.set(keyOf(room, message), files);
    },
    isInThread: ({ room, thread }) => thread !== undefined && threads.has(keyOf(room, thread)),
  };
}

const keyOf = (room: string, message: string): string => `${room} ${message}`;
