import type { RoomMessageEventContent } from "matrix-js-sdk/lib/types.js";
import { afterAll, vi } from "vitest";
import { z } from "zod";
import type { MatrixPlatformParts } from "../../src/adapters/matrix/matrix-platform.ts";
import { seedsOf } from "../../src/adapters/matrix/render/action-lines.ts";
import type { ChatPlatform } from "../../src/chat/chat-platform.ts";
import type { Conversation, MessageRef, Principal } from "../../src/chat/conversation.ts";
import type { InboxItem } from "../../src/chat/inbox-item.ts";
import type { Json } from "../support/mini-homeserver/matrix-refusal.ts";
import { membershipOf } from "../support/mini-homeserver/room-state.ts";
import {
  calledContent,
  editedContent,
  type SaidHow,
  saidContent,
} from "../support/mini-homeserver/said-content.ts";
import type { SdkClient } from "../support/mini-homeserver/sdk-client.ts";
import type { StoppedClock } from "../support/stopped-clock.ts";
import { createMatrixLines, type MatrixLines } from "./matrix-lines.ts";
import { type MatrixServer, type OpenMatrixServer, openMiniServer } from "./matrix-server.ts";
import { type MatrixLife, type MatrixTown, openMatrixTown } from "./matrix-town.ts";

/** Rooms of a homeserver with the bot and two people in them, one who is in none, and one account that nobody can reach. */
export type MatrixWorld = {
  readonly town: MatrixTown;
  readonly server: MatrixServer;
  readonly clock: StoppedClock;
  readonly ama: string;
  readonly ana: Principal;
  readonly bo: Principal;
  readonly cy: Principal;
  readonly gone: Principal;
  readonly here: Conversation;
  /** Of Ana and the bot. */
  readonly dm: Conversation;
  readonly lines: MatrixLines;
  /** What went wrong and was told to nobody. */
  readonly faults: readonly unknown[];
  conversation(room: string): Conversation;
  person({ user }: Principal): SdkClient;
  /** A new process of the bot, not started; it hears people once its start has settled. */
  connect(drawing?: MatrixPlatformParts["pictures"]): ChatPlatform;
  /** The one that was connected last. */
  life(): MatrixLife;
  /** One more room with Ana and the bot in it, before that is connected. */
  openElsewhere(): Promise<Conversation>;
  /** Ends the process as it stands. */
  kill(): void;
  /** Settles once the bot has taken, or could not take, all that people did, and people have read all that it said. */
  arrived(): Promise<void>;
  say(by: Principal, where: Conversation, text: string, how?: SaidHow): Promise<MessageRef>;
  /** Says it to the bot by name. */
  mention(by: Principal, where: Conversation, text: string, how?: SaidHow): Promise<MessageRef>;
  edit(by: Principal, of: MessageRef, text: string): Promise<void>;
  /** Presses the reaction that stands for an action; who has pressed it already types its number. */
  press(by: Principal, on: MessageRef, action: string): Promise<void>;
  /** Types what was filled in, each value where it is asked for, and sends it once all is complete. */
  fillIn(by: Principal, values: Readonly<Record<string, string>>): Promise<void>;
  /** The bot cannot reach its homeserver; settles when the platform knows. */
  cutOff(): Promise<void>;
  /** It can be reached again; settles when the platform hears people. */
  reconnect(): Promise<void>;
  /** Lets the bot try again what it waits with. */
  goOn(): void;
  /** Has the next world be in another town: in this one things are not as they were. */
  spoil(): void;
  close(): Promise<void>;
};

export type MatrixWorldGiven = {
  readonly encrypted: boolean;
  /** Left out: one in this process. */
  readonly openServer?: OpenMatrixServer;
  readonly pictures?: MatrixPlatformParts["pictures"];
};

/** The package tries a lost connection again after 2 to 7 s. */
const mostUntilTried = 7_000;

/** Whatever a person's client would send. */
const spoken = z.custom<RoomMessageEventContent>();

/** For the tests of one file after the other. */
let town: Promise<MatrixTown> | undefined;
let builder: OpenMatrixServer | undefined;
let isSpoilt = false;

async function leaveTown(): Promise<void> {
  const left = await town;
  town = undefined;
  isSpoilt = false;
  await left?.close();
}

/** Has the town closed when the tests of a file are over. */
export function closeTownAtEnd(): void {
  afterAll(leaveTown);
}

export async function openMatrixWorld({
  openServer = openMiniServer,
  ...given
}: MatrixWorldGiven): Promise<MatrixWorld> {
  if (isSpoilt || builder !== openServer) await leaveTown();
  builder = openServer;
  town ??= openMatrixTown(openServer);
  const here = await town;
  // What a test that fails leaves behind nobody knows.
  isSpoilt = true;
  return await worldIn(here, given);
}

async function worldIn(
  town: MatrixTown,
  { encrypted, pictures }: Omit<MatrixWorldGiven, "openServer">,
): Promise<MatrixWorld> {
  const { server, clock, ana, bo, ama, people, offered } = town;
  const workspace = server.name;
  const principal = (user: string): Principal => ({ platform: "matrix", workspace, user });
  const conversation = (room: string): Conversation => ({ platform: "matrix", workspace, room });
  const old = new Set(server.model.rooms.keys());
  const { id: here } = await server.openRoom("here", [ana, bo, ama], { encrypted });
  const { id: dm } = await server.openDirectRoom(ana, ama, { encrypted });
  await server.join(ama, dm);
  const eventsSoFar = () => new Set([...server.model.rooms.values()].flatMap(eventsOf));
  let before = eventsSoFar();
  const faults: unknown[] = [];
  const rooms = () => [...server.model.rooms.values()].filter(({ id }) => !old.has(id));
  const lines = createMatrixLines(town, rooms);
  let current: MatrixLife | undefined;
  let mustBeLeft = false;
  const life = () => {
    if (!current) throw new Error("The bot is not connected.");
    return current;
  };
  const person = ({ user }: Principal) => {
    const client = people.get(user);
    if (!client) throw new Error(`${user} has no client.`);
    return client;
  };

  async function heard(): Promise<void> {
    const state = current?.platform.health().state;
    if (!current || state !== "up") return;
    await Promise.race([server.caughtUp(ama), current.becomes((health) => health.state !== "up")]);
  }
  /** People go where the bot asks them in, and read what it says there. */
  async function read(): Promise<void> {
    for (const [user, client] of people) {
      const invited = rooms().filter((room) => membershipOf(room, user) === "invite");
      for (const room of invited) await server.join(user, room.id);
      if (invited.length > 0) await heard();
      if (!lines.hasUnread(user)) continue;
      await server.caughtUp(user);
      await client.open();
    }
  }
  async function arrived(): Promise<void> {
    await heard();
    await read();
  }
  async function send(by: Principal, where: Conversation, content: Json): Promise<MessageRef> {
    const { client } = person(by);
    if (rooms().some(({ id }) => id === where.room) && !client.getRoom(where.room)) {
      await server.caughtUp(by.user);
    }
    const { event_id: message } = await client.sendMessage(where.room, spoken.parse(content));
    return { ...where, message };
  }
  const say = (by: Principal, where: Conversation, text: string, how?: SaidHow) =>
    send(by, where, saidContent(server.model, where.room, text, { ...inThread(where), ...how }));
  async function answer(by: Principal, where: Conversation, text: string): Promise<void> {
    await say(by, where, text);
    await arrived();
  }
  function seedOf(on: MessageRef, action: string) {
    const event = lines.lastPart(on);
    const offer = offered.get(event);
    const index = offer?.actions.findIndex(({ id }) => id === action) ?? -1;
    const seed = seedsOf(offer?.actions ?? []).find((one) => one.action.id === action);
    if (!seed) throw new Error(`${action} was never offered there.`);
    return { event, key: seed.key, number: index + 1 };
  }

  return {
    ...{ town, server, clock, ama, faults, lines, conversation, person, life, arrived },
    ...{
      ana: principal(ana),
      bo: principal(bo),
      cy: principal(town.cy),
      gone: principal(town.gone),
    },
    ...{ here: conversation(here), dm: conversation(dm) },
    async openElsewhere() {
      const room = await server.openRoom("elsewhere", [ana, ama], { encrypted });
      before = eventsSoFar();
      return conversation(room.id);
    },
    connect(drawing = pictures) {
      const begun = town.begin({
        fault: (error) => faults.push(error),
        ...(drawing ? { pictures: drawing } : {}),
      });
      current = begun;
      const { platform } = begun;
      return {
        ...platform,
        async start(intake, up) {
          await platform.start(
            // Of other worlds it knows nothing, and that it is in the rooms of this one is nothing new.
            async (item) =>
              before.has(item.dedupKey) || old.has(roomOf(item)) ? "stored" : await intake(item),
            up,
          );
          await begun.becomes(({ state }) => state !== "starting");
          await arrived();
        },
        stop: (within) =>
          platform.stop(begun.isKilled ? Temporal.Duration.from({ seconds: 0 }) : within),
      };
    },
    kill: () => current?.kill(),
    say,
    mention: (by, where, text, how) =>
      send(
        by,
        where,
        calledContent(server.model, where.room, ama, text, { ...inThread(where), ...how }),
      ),
    async edit(by, { message, ...where }, text) {
      await send(by, where, editedContent(message, text));
    },
    async press(by, on, action) {
      const { event, key, number } = seedOf(on, action);
      const { room } = on;
      const { reactions } = lines.event(by.user, room, event);
      if (reactions[key]?.includes(by.user)) {
        const { message: _message, ...where } = on;
        await say(by, where, `${number}`, { replyTo: event });
      } else {
        await server.react(by.user, { room, id: event }, key);
      }
    },
    async fillIn(by, values) {
      const open = town.filling.get(by.user);
      if (!open) throw new Error(`${by.user} has no form.`);
      const { form } = open.dialogue;
      for (const { id } of form.fields) await answer(by, open.where, values[id] || "skip");
      const isComplete = town.filling.get(by.user)?.dialogue.field === form.fields.length;
      if (isComplete) await answer(by, open.where, "send");
    },
    async cutOff() {
      // The package waits by timers of its own before it tries again.
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      server.cutOff(ama);
      await life().becomes(({ state }) => state === "down");
    },
    async reconnect() {
      server.restore();
      // Not so far that somebody's call is taken for one that is never answered.
      vi.advanceTimersByTime(mostUntilTried);
      vi.useRealTimers();
      await life().becomes(({ state }) => state === "up");
    },
    goOn() {
      const { timers } = life();
      timers.pass(Math.min(...timers.waiting()));
    },
    spoil() {
      mustBeLeft = true;
    },
    async close() {
      isSpoilt = mustBeLeft;
      const stays = (mustBeLeft ? [] : rooms()).flatMap((room) =>
        [...people.keys(), ama]
          .filter((user) => ["join", "invite"].includes(membershipOf(room, user) ?? ""))
          .map((user) => [user, room.id] as const),
      );
      await Promise.all(stays.map(async (stay) => await server.leave(...stay)));
      const wrong = [...server.faultsAtEnd()];
      if (server.keyConflicts() > 0) wrong.push("a device uploaded other keys than before");
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    },
  };
}

function inThread({ thread }: Conversation): SaidHow {
  return thread === undefined ? {} : { thread };
}

function roomOf(item: InboxItem): string {
  switch (item.kind) {
    case "message":
    case "withdrawn":
      return item.message.room;
    case "interaction":
      return item.on.room;
    case "form":
      return item.from.room;
    case "room":
      return item.room.room;
  }
}

function eventsOf({ events }: { readonly events: readonly { readonly id: string }[] }) {
  return events.map(({ id }) => id);
}
