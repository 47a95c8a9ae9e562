import type {
  Capabilities,
  ChatPlatform,
  PlatformHealth,
  SendOutcome,
} from "../../src/chat/chat-platform.ts";
import type { Conversation, MessageRef } from "../../src/chat/conversation.ts";
import { makePictures, noPictures, type Pictures } from "../../src/chat/pictures.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { createFaults, type Fault, type Faults } from "./memory-faults.ts";
import { createJournal } from "./memory-journal.ts";
import { createMemoryPeople, type MemoryPeople, type OpenForm } from "./memory-people.ts";
import {
  createMemoryServer,
  type MemoryServer,
  type PicturedReply,
  versionOf,
} from "./memory-server.ts";

type Given = {
  readonly clock: Clock;
  /** What differs from a platform that can do everything. */
  readonly capabilities?: Partial<Capabilities>;
  /** Makes what arrives as a picture; left out, none can be made. */
  readonly pictures?: Pictures;
};

/** How the working sign changed. */
type Working = {
  readonly on: MessageRef;
  readonly isWorking: boolean;
  readonly at: Temporal.Instant;
};

/** A chat server in memory with the people on it. It outlives the bot, which may stop, die, and connect anew. */
export type MemoryPlatform = MemoryPeople &
  Pick<Faults, "limitNext" | "holdNext"> & {
    /** What the bot is given; a second start is a second connection, and the first hears nothing more. */
    readonly platform: ChatPlatform;
    /** History of the working sign. */
    readonly working: readonly Working[];
    /** What was thrown instead of a picture. */
    readonly pictureFaults: readonly unknown[];
    /** Nothing comes in and nothing gets out. */
    breakConnection(reason?: string): void;
    /** Connects again, and delivers what waited meanwhile. */
    restore(): Promise<void>;
  };

const everything: Capabilities = {
  buttons: "native",
  forms: "modal",
  privateRoute: "ephemeral",
  threads: true,
  canPost: true,
  edit: true,
  images: true,
  typing: true,
  maxText: 100_000,
  maxBlocks: 1_000,
  mentionRoom: "yes",
  encrypted: false,
  shared: false,
  hearsAll: true,
  canCatchUp: true,
};

/** Creates a server without rooms and without people; ids are numbers in the order of events. */
export function createMemoryPlatform({
  clock,
  capabilities,
  pictures = noPictures,
}: Given): MemoryPlatform {
  const able = { ...everything, ...capabilities };
  const server = createMemoryServer(clock);
  const journal = createJournal();
  const faults = createFaults();
  const forms: OpenForm[] = [];
  const working: Working[] = [];
  const pictureFaults: unknown[] = [];
  const onTheWay = new Set<Promise<unknown>>();
  let health: PlatformHealth = { state: "stopped" };
  let cameUp = () => {};
  const people = createMemoryPeople({ clock, server, journal, forms, hearsAll: able.hearsAll });

  const platform: ChatPlatform = {
    name: "memory",
    async start(intake, up = () => {}) {
      journal.listen(intake);
      journal.pause(false);
      health = { state: "up" };
      cameUp = up;
      cameUp();
    },
    async stop() {
      journal.listen(undefined);
      await Promise.allSettled(onTheWay);
      health = { state: "stopped" };
    },
    health: () => health,
    async capabilities(where) {
      const { encrypted, shared } = server.room(where) ?? able;
      return { ...able, encrypted: able.encrypted || encrypted, shared: able.shared || shared };
    },
    send: (reply, nonce) =>
      underWay(attempt("send", reply.to, async () => put(await pictured(reply), nonce))),
    edit: (reference, reply, nonce) =>
      underWay(
        attempt("edit", reference, async () =>
          server.addVersion(reference, versionOf(await pictured(reply)), nonce)
            ? { sent: reference }
            : { refused: "gone" },
        ),
      ),
    async remove(reference) {
      await attemptQuietly("remove", reference);
      server.remove(reference);
    },
    linkTo: async ({ room, message }) => `https://memory.example/${room}/${message}`,
    directRoom: async ({ user }) => server.directRoom(user),
    async findSent(where, nonce, since) {
      if (health.state !== "up" || (await faults.meet("findSent", where))) return "cannot-tell";
      const found = server.byNonce(nonce);
      return found && Temporal.Instant.compare(found.at, since) >= 0 ? found.reference : "absent";
    },
    async working(on, isWorking) {
      await attemptQuietly("working", on);
      working.push({ on, isWorking, at: clock.now() });
    },
    async readThread(where, limit) {
      await attemptQuietly("readThread", where);
      return server.lines(where).slice(-limit);
    },
    async openForm(form, by, from = by.kind === "message" ? by.message : by.on) {
      const { user } = by.kind === "message" ? by.author.principal : by.actor;
      await attemptQuietly("openForm", from);
      forms.push({ form, user, from });
    },
    async *missedSince(since) {
      if (able.canCatchUp) yield* journal.since(since);
    },
  };

  async function pictured(reply: Reply): Promise<PicturedReply> {
    const made = await makePictures(reply.doc, pictures, (error) => pictureFaults.push(error));
    return {
      ...reply,
      doc: made.doc,
      pictures: made.pictures.map(({ alt, made: picture }) => ({ ...picture, alt })),
    };
  }
  function put(reply: PicturedReply, nonce: string): SendOutcome {
    const known = server.byNonce(nonce);
    if (known) return { sent: known.reference };
    const where = placeFor(reply, server, able);
    if (typeof where === "string") return { refused: where };
    const { text } = versionOf(reply);
    return text.length > able.maxText || reply.doc.length > able.maxBlocks
      ? { refused: "too-large" }
      : { sent: server.postReply(reply, where, nonce) };
  }
  async function attempt(
    method: "send" | "edit",
    where: Conversation,
    act: () => Promise<SendOutcome>,
  ): Promise<SendOutcome> {
    const fault = await faults.meet(method, where);
    if (health.state !== "up") return { retryInMs: 1_000 };
    return fault === undefined ? await act() : await failed(fault, act);
  }
  async function attemptQuietly(
    method: Parameters<Faults["meet"]>[0],
    where: Conversation,
  ): Promise<void> {
    if ((await faults.meet(method, where)) !== undefined) throw new Error(`${method} failed`);
    if (health.state !== "up") throw new Error(`${method}: not connected`);
  }
  async function underWay<T>(call: Promise<T>): Promise<T> {
    onTheWay.add(call);
    try {
      return await call;
    } finally {
      onTheWay.delete(call);
    }
  }

  return {
    ...people,
    platform,
    working,
    pictureFaults,
    limitNext: faults.limitNext,
    holdNext: faults.holdNext,
    breakConnection(reason) {
      journal.pause(true);
      health = { state: "down", reason };
    },
    async restore() {
      journal.pause(false);
      health = { state: "up" };
      cameUp();
      await journal.deliverWaiting();
    },
  };
}

async function failed(fault: Fault, act: () => Promise<SendOutcome>): Promise<SendOutcome> {
  if (fault === "broken") throw new Error("The connection broke.");
  if (fault === "lost-after") await act();
  return typeof fault === "string" ? { unknown: true } : fault;
}

/** Where a reply goes; what is for one person goes where nobody else sees it, or nowhere. */
function placeFor(
  { to, audience }: Reply,
  server: MemoryServer,
  { privateRoute }: Capabilities,
): Conversation | "gone" | "no-access" | "no-private-route" {
  const room = server.room(to);
  if (!room) return "gone";
  if (audience !== "everyone" && room.kind !== "dm" && privateRoute === "dm") {
    return server.directRoom(audience.only.user);
  }
  if (!room.hasBot) return "no-access";
  if (audience === "everyone") return to;
  const canSee = room.members.has(audience.only.user);
  return canSee && (room.kind === "dm" || privateRoute === "ephemeral") ? to : "no-private-route";
}
