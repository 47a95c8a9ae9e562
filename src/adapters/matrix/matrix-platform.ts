import "./without-web-storage.ts";

import { Method } from "matrix-js-sdk";
import { z } from "zod";
import type {
  ChatPlatform,
  Intake,
  PlatformHealth,
  SendOutcome,
} from "../../chat/chat-platform.ts";
import type { Conversation } from "../../chat/conversation.ts";
import { noPictures, type Pictures } from "../../chat/pictures.ts";
import type { Rejections } from "../../chat/rejections.ts";
import { within } from "../../chat/within.ts";
import { type Later, laterByTimer } from "../../chat/working-sign.ts";
import type { Clock } from "../../kernel/clock.ts";
import { createRecentMap } from "../../kernel/recent-map.ts";
import { createDialogues, type DialogueRows } from "./forms/dialogues.ts";
import { createFormAsker } from "./forms/form-asker.ts";
import { hearEvent } from "./in/hear-events.ts";
import { principalOf, roomRef, serverOf } from "./in/known.ts";
import { createOffers, type OfferRows } from "./in/offers.ts";
import type { RoomEvent } from "./in/room-event.ts";
import { createSender } from "./out/create-sender.ts";
import { createDirectRooms } from "./out/direct-rooms.ts";
import { unlessRefused } from "./out/failure.ts";
import { knownRoom } from "./out/known-room.ts";
import { createMatrixCalls, type MatrixCalls } from "./out/matrix-calls.ts";
import { matrixCapabilities } from "./out/matrix-capabilities.ts";
import { createMoves } from "./out/moves.ts";
import { createOurThreads } from "./out/our-threads.ts";
import { createPutUp } from "./out/put-up.ts";
import { readLines } from "./out/read-lines.ts";
import { createKnownParts, findSent } from "./out/sent-parts.ts";
import { showTopic } from "./out/show-topic.ts";
import { whatIsKnown } from "./out/what-is-known.ts";
import { createWorkingSign } from "./out/working-sign.ts";
import type { MatrixAccount } from "./session/matrix-account.ts";
import { retryLimited } from "./session/retry-limited.ts";
import type { CryptoStore } from "./store/open-crypto-store.ts";
import type { GapRows } from "./sync/gaps.ts";
import type { TakeFrom } from "./sync/matrix-life.ts";
import { createMatrixLine } from "./sync/matrix-line.ts";
import { unlessAborted } from "./sync/sync-fetch.ts";

export type MatrixPlatformParts = {
  /** Its user is the whole id. */
  readonly account: MatrixAccount;
  /** Servers, accounts and rooms whose invitations are taken, beside our own server. */
  readonly allow: readonly string[];
  /** Tells accounts in one process apart. */
  readonly name: string;
  readonly openStore: () => Promise<CryptoStore>;
  readonly rows: {
    readonly offers: OfferRows;
    readonly dialogues: DialogueRows;
    readonly gaps: GapRows;
  };
  readonly clock: Clock;
  /** Left out: by timers. */
  readonly later?: Later | undefined;
  /** Makes what is to be drawn; left out, no picture can be made. */
  readonly pictures?: Pictures | undefined;
  /** Takes a line that Matrix's packages log; no secret is in it. Must not throw. */
  readonly log: (line: string) => void;
  /** Hears what went wrong and was told to nobody. Must not throw. */
  readonly fault: (error: unknown) => void;
  /** Where what nobody caught is told; left out: the process. */
  readonly rejections?: Rejections | undefined;
  /** Its health may have changed. */
  readonly changed?: (() => void) | undefined;
};

export type MatrixPlatform = ChatPlatform;

/** At a start there is a moment in which nothing can be said, which is waited for. */
const startsWithinMs = 5_000;
const notYetMs = 1_000;

/** What was missed is read so far back, and answered or listed by its age. */
const reach = Temporal.Duration.from({ hours: 24 });

/** Events that are kept as they came. */
const mostHeard = 2_000;

const aliasSchema = z.object({ room_id: z.string() });

/**
 * Creates the platform of one account of Matrix, not started. It starts without its homeserver, too: then its health says
 * why, and it tries again by itself.
 */
export function createMatrixPlatform(parts: MatrixPlatformParts): MatrixPlatform {
  const { account, rows, clock, later = laterByTimer, pictures = noPictures, fault } = parts;
  const workspace = serverOf(account.user);
  const own = { user: account.user };
  const underWay = new Set<Promise<unknown>>();
  let intake: Intake | undefined;
  let up = () => {};
  let wasUp = false;
  let started = Promise.withResolvers<void>();

  const pause = (ms: number) => new Promise<void>((resolve) => void later(ms, resolve));
  const patiently = <T>(call: () => Promise<T>) => retryLimited(call, pause);
  const line = createMatrixLine({
    ...{ account, clock, later, fault, reach, changed },
    ...{ name: parts.name, openStore: parts.openStore, gaps: rows.gaps, log: parts.log },
    rejections: parts.rejections,
    take,
  });
  function client() {
    const now = line.client();
    if (!now) throw new Error("Matrix is not connected.");
    return now;
  }
  const calls = (): MatrixCalls => createMatrixCalls(client(), clock);
  const offers = createOffers(rows.offers, clock);
  const dialogues = createDialogues(rows.dialogues, clock);
  const threads = createOurThreads();
  const heard = createRecentMap<RoomEvent>(mostHeard);
  const directRooms = createDirectRooms(client, patiently);
  const working = createWorkingSign(calls, later);
  const allow = [workspace, ...parts.allow];
  const sender = createSender({
    ...{ calls, directRooms, pictures, fault },
    putUp: createPutUp(calls, offers),
    known: createKnownParts(calls),
    async isAlone(room, user) {
      const found = client().getRoom(room);
      const known = found && (await knownRoom(client(), found));
      const isPair = known?.members === 2 && found?.getMember(user)?.membership === "join";
      return isPair && known.encrypted;
    },
  });
  const forms = createFormAsker({
    dialogues,
    async say(reply, id) {
      const outcome = await send(reply, () => sender.send(reply, id));
      // It is said when what asks for it is taken again.
      if ("retryInMs" in outcome || "unknown" in outcome) throw new Error("It cannot be said now.");
    },
  });

  function changed(): void {
    const { state } = line.health();
    const isUp = state === "up";
    if (state !== "starting") started.resolve();
    if (isUp && !wasUp) up();
    wasUp = isUp;
    parts.changed?.();
  }
  async function take(
    ...[event, { client: hearing, ...how }]: Parameters<TakeFrom>
  ): Promise<void> {
    const into = intake;
    if (!into) throw new Error("Nothing is taken in any more.");
    const asked = createMatrixCalls(hearing, clock);
    if (!event.unreadable) heard.set(event.id, event);
    await hearEvent(event, how, {
      ...{ forms, intake: into, clock },
      moved: createMoves({ client: hearing, patiently, allow }),
      know: (one, isReplay) =>
        whatIsKnown(one, isReplay, {
          ...{ client: hearing, calls: asked, offers, threads, heard, clock },
          isFilling: (where, person) => dialogues.isOpen({ where, person }),
        }),
    });
  }
  /** What a process that is gone has left to be said goes out as soon as this one can. */
  async function isConnected(): Promise<boolean> {
    if (line.health().state === "starting") {
      await within(startsWithinMs, started.promise, undefined);
    }
    return line.client() !== undefined;
  }
  async function onItsWay<T>(call: Promise<T>): Promise<T> {
    underWay.add(call);
    try {
      return await call;
    } finally {
      underWay.delete(call);
    }
  }
  /** Whether it is out, is looked up by the next client. */
  async function unlessEnded(sending: Promise<SendOutcome>): Promise<SendOutcome> {
    const ended = line.ended();
    if (!ended) return await sending;
    try {
      return await unlessAborted(sending, ended);
    } catch (error) {
      if (ended.aborted) return { unknown: true };
      throw error;
    }
  }
  async function send(
    { to }: { readonly to: Conversation },
    act: () => Promise<SendOutcome>,
  ): Promise<SendOutcome> {
    if (!(await isConnected())) return { retryInMs: notYetMs };
    const outcome = await onItsWay(unlessEnded(act()));
    const { thread } = "sent" in outcome ? outcome.sent : to;
    if ("sent" in outcome && thread !== undefined) threads.joined(outcome.sent.room, thread);
    return outcome;
  }

  function health(): PlatformHealth {
    const { state, reason, syncAgeMs, isCrossSigningReady, unreadableRate } = line.health();
    const age = syncAgeMs === undefined ? "never synced" : `synced ${seconds(syncAgeMs)} s ago`;
    const signed = isCrossSigningReady ? "cross-signed" : "not cross-signed";
    const detail = `${age}, ${signed}, ${percent(unreadableRate)} % unreadable`;
    return { state, reason, detail };
  }

  return {
    name: "matrix",
    async start(takeIn, hear = () => {}) {
      intake = takeIn;
      up = hear;
      if (wasUp) return up();
      started = Promise.withResolvers();
      line.start();
    },
    async stop(limit) {
      const ms = limit.total("milliseconds");
      started.resolve();
      line.deafen();
      await within(ms, Promise.allSettled(underWay), undefined);
      await line.stop(ms);
      intake = undefined;
    },
    health,
    async capabilities({ room }) {
      await isConnected();
      const found = line.client()?.getRoom(room);
      return matrixCapabilities(found ? await knownRoom(client(), found) : undefined);
    },
    send: (reply, nonce) => send(reply, () => sender.send(reply, nonce)),
    edit: (reference, reply, nonce) => send(reply, () => sender.edit(reference, reply, nonce)),
    async remove(reference) {
      await isConnected();
      await onItsWay(sender.remove(reference));
    },
    async linkTo({ room, message }) {
      const path = [room, message].map(encodeURIComponent).join("/");
      return `https://matrix.to/#/${path}?via=${encodeURIComponent(workspace)}`;
    },
    self: () => principalOf(own, own.user),
    isHere: (user) => /^@[^\s:]+:\S+$/.test(user),
    async directRoom({ user }) {
      const room = await unlessRefused(directRooms(user));
      return room === undefined ? undefined : roomRef(own, room);
    },
    async roomNamed(name) {
      if (name.startsWith("!")) return roomRef(own, name);
      const alias = name.includes(":") ? name : `${name}:${workspace}`;
      const path = `/directory/room/${encodeURIComponent(alias)}`;
      const found = await unlessRefused(
        patiently(() => client().http.authedRequest(Method.Get, path)),
      );
      return found === undefined ? undefined : roomRef(own, aliasSchema.parse(found).room_id);
    },
    async findSent(where, nonce, since) {
      if (!(await isConnected())) return "cannot-tell";
      return await findSent(where, nonce, since, calls());
    },
    /** A sign that cannot be shown is not worth a fault. */
    working: (on, isWorking) => working(on, isWorking).catch(() => undefined),
    readThread: (where, limit) => readLines(where, limit, calls()),
    openForm: forms.open,
    async showDuty(sign) {
      const now = line.client();
      return now ? await onItsWay(showTopic(sign, now)) : { retryInMs: notYetMs };
    },
    // The sync position is kept: whatever was said since comes with the next one.
    async *missedSince() {},
  };
}

const seconds = (ms: number): number => Math.round(ms / 1_000);
const percent = (share: number): number => Math.round(share * 1_000) / 10;
