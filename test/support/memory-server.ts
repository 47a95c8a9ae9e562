import type { Action } from "../../src/chat/action.ts";
import type { ThreadLine } from "../../src/chat/chat-platform.ts";
import type { Conversation, MessageRef, Principal, RoomRef } from "../../src/chat/conversation.ts";
import type { Doc } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import type { Inbound } from "../../src/chat/inbox-item.ts";
import type { Picture } from "../../src/chat/pictures.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Clock } from "../../src/kernel/clock.ts";

export type MemoryRoom = {
  readonly reference: RoomRef;
  readonly kind: Inbound["roomKind"];
  readonly members: ReadonlySet<string>;
  readonly hasBot: boolean;
  readonly encrypted: boolean;
  readonly shared: boolean;
};

/** A message as one person sees it, in its newest version. */
type Seen = {
  readonly message: MessageRef;
  /** A user, or the bot. */
  readonly by: string;
  readonly text: string;
  /** What the bot wrote; a person writes text only. */
  readonly doc: Doc | undefined;
  /** As they arrived with it. */
  readonly pictures: readonly ReceivedPicture[];
  readonly actions: readonly Action[];
  readonly updated: boolean;
  /** Nobody else sees it. */
  readonly private: boolean;
};

/** A picture as it arrived, with the text for those who do not see it. */
type ReceivedPicture = Picture & { readonly alt: string };

/** A reply whose pictures are made. */
export type PicturedReply = Reply & { readonly pictures: readonly ReceivedPicture[] };

type Version = {
  readonly text: string;
  readonly doc?: Doc;
  readonly pictures?: readonly ReceivedPicture[];
  readonly actions: readonly Action[];
};
type Stored = {
  readonly reference: MessageRef;
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly only: string | undefined;
  readonly broadcast: boolean;
  readonly versions: readonly [Version, ...Version[]];
  readonly nonces: readonly string[];
};

/** The bot's own account. */
export const botUser = "ama";

/** The account of a user. */
export function memoryPrincipal(user: string): Principal {
  return { platform: "memory", workspace: "local", user };
}

/** What a chat server keeps: rooms, and messages in the order in which they came. */
export type MemoryServer = {
  putRoom(name: string, room: Omit<MemoryRoom, "reference">): RoomRef;
  room(where: RoomRef): MemoryRoom | undefined;
  /** The room where a user talks to the bot alone; made when it is first wanted. */
  directRoom(user: string): RoomRef;
  dropRoom(where: RoomRef): void;
  postText(by: string, where: Conversation, text: string): MessageRef;
  postReply(reply: PicturedReply, where: Conversation, nonce: string): MessageRef;
  /** Adds a version, once for each nonce. @returns false when there is no such message */
  addVersion(of: MessageRef, version: Version, nonce?: string): boolean;
  remove(message: MessageRef): void;
  find(message: MessageRef): Stored | undefined;
  byNonce(nonce: string): Stored | undefined;
  /** A room's main line, or one of its threads, as a member of it sees it; others see nothing. */
  seen(by: string, where: Conversation): readonly Seen[];
  /** All that a person sees anywhere. */
  seenAnywhere(by: string): readonly Seen[];
  lines(where: Conversation): readonly ThreadLine[];
};

/** The version of a message that a reply is. */
export function versionOf({ doc, pictures, actions }: PicturedReply): Version {
  return { text: docText(doc), doc, pictures, actions };
}

/** Creates a server without rooms; messages are numbered as they come. */
export function createMemoryServer(clock: Clock): MemoryServer {
  const rooms = new Map<string, MemoryRoom>();
  const messages = new Map<string, Stored>();
  let posted = 0;

  function post(
    where: Conversation,
    message: Pick<Stored, "by" | "only" | "broadcast" | "nonces">,
    version: Version,
  ): MessageRef {
    posted += 1;
    const { platform, workspace, room, thread } = where;
    const place = { platform, workspace, room, ...(thread === undefined ? {} : { thread }) };
    const reference = { ...place, message: `m${posted}` };
    messages.set(reference.message, {
      ...message,
      reference,
      at: clock.now(),
      versions: [version],
    });
    return reference;
  }
  function isVisible(message: Stored, by: string): boolean {
    const isMember = rooms.get(message.reference.room)?.members.has(by) === true;
    return isMember && (message.only === undefined || message.only === by);
  }
  const isIn = ({ reference, broadcast }: Stored, { room, thread }: Conversation) =>
    reference.room === room && (reference.thread === thread || (broadcast && thread === undefined));

  function putRoom(name: string, room: Omit<MemoryRoom, "reference">): RoomRef {
    const reference = { platform: "memory", workspace: "local", room: name } as const;
    rooms.set(name, { ...room, reference });
    return reference;
  }

  return {
    putRoom,
    directRoom(user) {
      const alone = { kind: "dm", members: new Set([user]), hasBot: true } as const;
      const name = `dm-${user}`;
      return (
        rooms.get(name)?.reference ?? putRoom(name, { ...alone, encrypted: true, shared: false })
      );
    },
    room: ({ room }) => rooms.get(room),
    dropRoom: ({ room }) => void rooms.delete(room),
    postText: (by, where, text) =>
      post(where, { by, only: undefined, broadcast: false, nonces: [] }, { text, actions: [] }),
    postReply(reply, where, nonce) {
      const { audience, broadcast } = reply;
      const only = audience === "everyone" ? undefined : audience.only.user;
      const message = { by: botUser, only, broadcast, nonces: [nonce] };
      return post(where, message, versionOf(reply));
    },
    addVersion({ message }, version, nonce) {
      const old = messages.get(message);
      if (!old) return false;
      if (nonce !== undefined && old.nonces.includes(nonce)) return true;
      const nonces = nonce === undefined ? old.nonces : [...old.nonces, nonce];
      messages.set(message, { ...old, nonces, versions: [...old.versions, version] });
      return true;
    },
    remove: ({ message }) => void messages.delete(message),
    find: ({ message }) => messages.get(message),
    byNonce: (nonce) => messages.values().find(({ nonces }) => nonces.includes(nonce)),
    seen: (by, where) =>
      [...messages.values()].filter((one) => isIn(one, where) && isVisible(one, by)).map(seenOf),
    seenAnywhere: (by) => [...messages.values()].filter((one) => isVisible(one, by)).map(seenOf),
    lines: ({ room, thread }) =>
      [...messages.values()]
        .filter(({ reference, only }) => reference.room === room && only === undefined)
        .filter(({ reference }) => reference.thread === thread || reference.message === thread)
        .map((one) => ({ fromBot: one.by === botUser, text: newest(one).text, at: one.at })),
  };
}

function newest({ versions }: Stored): Version {
  return versions.at(-1) ?? versions[0];
}

function seenOf(message: Stored): Seen {
  const { reference, by, only, versions } = message;
  const { text, doc, pictures = [], actions } = newest(message);
  const whole = { message: reference, by, text, doc, pictures, actions };
  return { ...whole, updated: versions.length > 1, private: only !== undefined };
}
