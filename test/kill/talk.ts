import type { Conversation } from "../../src/chat/conversation.ts";
import type { Inbound, InboxItem } from "../../src/chat/inbox-item.ts";
import type { Reply } from "../../src/chat/reply.ts";

/** One thing that somebody does in a thread. */
type Line =
  | { readonly say: string; readonly isMiss?: true }
  /** The action, of the newest reply: it waits for that. */
  | { readonly press: string };

/** A thread with one person in it. */
export type Talk = {
  readonly where: Conversation & { thread: string };
  readonly lines: readonly Line[];
};

/** So many lines a thread, and threads a room, stay within what may be said there in a minute. */
const linesOfTalk = 5;
const threadsOfRoom = 4;

const known = [
  "how do I set up the vpn on my laptop",
  "my job is stuck in pending",
  "how long do we keep backups",
  "how do I print at the office",
  "how do I create a DNS record",
  "I need a new kafka topic",
  "can I deploy on a friday afternoon",
];
const unknown = [
  "how tall is the giraffe in the lobby",
  "who waters the cactus on the roof",
  "may I bring my parrot to the office",
  "which colour has the moon on tuesdays",
];
const toWalk = "redis runs out of memory on prod";

/** What the walker says after a step. */
export const worked = "worked";

/** Gives the threads of a run, of three sorts: a walk; a vote and misses between answers; questions alone. */
export function talksOf(count: number): readonly Talk[] {
  return Array.from({ length: Math.ceil(count / linesOfTalk) }, (_, index) => ({
    where: placeOf(index),
    lines: linesFor(index).slice(0, count - index * linesOfTalk),
  }));
}

/** The thread of this number, each in a room with a few others. */
export function placeOf(index: number): Talk["where"] {
  const room = `room${Math.floor(index / threadsOfRoom)}`;
  return { platform: "memory", workspace: "local", room, thread: `thread${index}` };
}

function linesFor(index: number): readonly Line[] {
  const ask = (offset: number): Line => ({ say: known[(index + offset) % known.length] ?? "" });
  const miss = (offset: number): Line => ({
    say: unknown[(index + offset) % unknown.length] ?? "",
    isMiss: true,
  });
  switch (index % 3) {
    case 0:
      return [
        { say: toWalk },
        { press: "walk" },
        { say: worked },
        { say: worked },
        { say: worked },
      ];
    case 1:
      return [ask(0), { press: "helpful" }, miss(0), ask(1), miss(1)];
    default:
      return [ask(0), miss(0), miss(1), ask(1), ask(2)];
  }
}

/** Names what a line is delivered as. */
export function dedupKeyOf({ where }: Talk, index: number): string {
  return `${where.thread}/${index + 1}`;
}

/** The line as it is delivered; undefined while it waits for something to press. */
export function itemOf(
  talk: Talk,
  index: number,
  newest: Posted | undefined,
): InboxItem | undefined {
  const { where, lines } = talk;
  const line = lines[index];
  const dedupKey = dedupKeyOf(talk, index);
  const user = `user-of-${where.thread}`;
  const principal = { platform: "memory", workspace: "local", user } as const;
  const at = Temporal.Now.instant();
  if (!line) return undefined;
  if ("say" in line) return said(line.say, dedupKey, where, principal, at);
  const action = newest?.reply.actions.find(({ id }) => id === line.press);
  if (!newest || !action) return undefined;
  return {
    kind: "interaction",
    dedupKey,
    action: action.id,
    value: action.value,
    actor: principal,
    on: newest.message,
    at,
    via: "button",
    undone: false,
  };
}

/** A message of the bot as the server keeps it. */
export type Posted = {
  readonly nonce: string;
  readonly reply: Reply;
  /** When it came, by the clock on the wall. */
  readonly atMs: number;
  readonly message: Conversation & { readonly platform: "memory"; readonly message: string };
};

/** A message as it is delivered. */
export function said(
  text: string,
  dedupKey: string,
  where: Conversation,
  principal: Inbound["author"]["principal"],
  at: Temporal.Instant,
): Inbound {
  return {
    kind: "message",
    dedupKey,
    message: { ...where, message: dedupKey },
    roomKind: "room",
    encrypted: false,
    shared: false,
    author: { principal, displayName: principal.user, isBot: false },
    addressed: "mention",
    text,
    truncated: false,
    mentions: [],
    sentAt: at,
    receivedAt: at,
    replay: false,
  };
}
