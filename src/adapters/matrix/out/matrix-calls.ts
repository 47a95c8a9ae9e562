import type { MatrixClient, Room } from "matrix-js-sdk";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { ClientPrefix, Method } from "matrix-js-sdk/lib/http-api/index.js";
import { MatrixEvent } from "matrix-js-sdk/lib/models/event.js";
import { z } from "zod";
import type { Clock } from "../../../kernel/clock.ts";
import type { RoomEvent } from "../in/room-event.ts";
import { readEvent } from "../sync/read-event.ts";
import { NotYet, refusalCode } from "./failure.ts";

/** An event's content, before it is encrypted. */
export type EventContent = Readonly<Record<string, unknown>>;

/** Events of a room as history has them, and where it goes on; undefined: there is no more. */
type Page = { readonly events: readonly RoomEvent[]; readonly next: string | undefined };

/**
 * The homeserver, to which one says things and whom one asks, as our device. Every call is made once, and throws what
 * js-sdk throws: whoever calls tries again. The same id makes the same event, however often it is put.
 */
export type MatrixCalls = {
  /** Our account. */
  readonly user: string;
  isJoined(room: string): boolean;
  isEncrypted(room: string): Promise<boolean>;
  /** Puts an event, encrypted where the room is; returns its id. */
  put(room: string, type: string, content: EventContent, id: string): Promise<string>;
  redact(room: string, event: string, id: string): Promise<void>;
  /** The newest first. @param from where the page before ended; left out: the newest of all */
  page(room: string, from?: string): Promise<Page>;
  /** One event; undefined: there is none, or not for us. */
  event(room: string, event: string): Promise<RoomEvent | undefined>;
  /** What came right after an event, oldest first. */
  after(room: string, event: string): Promise<readonly RoomEvent[]>;
  /** The newest of a thread, oldest first, without the event that begins it. */
  inThread(room: string, root: string, most: number): Promise<readonly RoomEvent[]>;
  /** Keeps bytes for everybody who knows its address; returns that. */
  upload(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string>;
  /** Shows that we type, for so many milliseconds; undefined: no more. */
  type(room: string, forMs: number | undefined): Promise<void>;
  /** Shows that we have read as far as an event, in its thread or on the main line. */
  read(room: string, event: string, thread: string | undefined): Promise<void>;
};

const mostOnPage = 100;

const written = z.object({ event_id: z.string() });
const uploaded = z.object({ content_uri: z.string().startsWith("mxc://") });
const rawEvent = z.looseObject({ event_id: z.string(), type: z.string() });
const pageSchema = z.object({ chunk: z.array(rawEvent), end: z.string().optional() });
const relationsSchema = z.object({ chunk: z.array(rawEvent) });
const aroundSchema = z.object({ events_after: z.array(rawEvent).default([]) });

export function createMatrixCalls(client: MatrixClient, clock: Clock): MatrixCalls {
  const user = client.getSafeUserId();
  const { http } = client;
  const inRoom = (room: string, ...rest: readonly string[]) =>
    `/rooms/${[room, ...rest].map(encodeURIComponent).join("/")}`;
  const crypto = () => cryptoOf(client);
  function roomOf(id: string): Room {
    const room = client.getRoom(id);
    if (!room) throw new NotYet(`${id} is not known yet.`);
    return room;
  }
  const get = (path: string, query: Record<string, string> = {}) =>
    http.authedRequest<unknown>(Method.Get, path, query);

  /** undefined: there is none, or not for us. */
  async function found(path: string): Promise<unknown> {
    try {
      return await get(path);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }
  async function read(raws: readonly z.infer<typeof rawEvent>[], room: string) {
    const events = raws.map((raw) => new MatrixEvent({ ...raw, room_id: room }));
    for (const event of events) await client.decryptEventIfNeeded(event);
    return events.flatMap((event) => readEvent(event, room, clock.now()) ?? []);
  }
  /**
   * A room that is new comes to us in pieces, and nothing may be said in clear only because its encryption is not among
   * them yet: the homeserver is asked, and of a room of our own we know.
   */
  async function isEncrypted(id: string): Promise<boolean> {
    const room = roomOf(id);
    if (room.hasEncryptionStateEvent()) return true;
    const isToBe =
      room.getCreator() === user ||
      (await crypto().isEncryptionEnabledInRoom(id)) ||
      (await found(inRoom(id, "state", "m.room.encryption"))) !== undefined;
    if (isToBe) throw new NotYet(`${id} is not known to be encrypted yet.`);
    return false;
  }
  async function encrypted(room: string, type: string, content: EventContent) {
    // What a reaction is to is no secret, and clients want to read it so.
    if (type === "m.reaction" || !(await isEncrypted(room))) return { type, content };
    const event = new MatrixEvent({ type, content: { ...content }, room_id: room, sender: user });
    await crypto().encryptEvent(event, roomOf(room));
    return { type: event.getWireType(), content: event.getWireContent() };
  }

  return {
    ...{ user, isEncrypted },
    isJoined: (room) => client.getRoom(room)?.getMyMembership() === "join",
    async put(room, type, content, id) {
      const sent = await encrypted(room, type, content);
      const path = inRoom(room, "send", sent.type, id);
      const body = { ...sent.content };
      return written.parse(await http.authedRequest(Method.Put, path, undefined, body)).event_id;
    },
    async redact(room, event, id) {
      await http.authedRequest(Method.Put, inRoom(room, "redact", event, id), undefined, {});
    },
    async page(room, from) {
      const query = { dir: "b", limit: `${mostOnPage}`, ...(from === undefined ? {} : { from }) };
      const { chunk, end } = pageSchema.parse(await get(inRoom(room, "messages"), query));
      return { events: await read(chunk, room), next: chunk.length === 0 ? undefined : end };
    },
    async event(room, event) {
      const raw = await found(inRoom(room, "event", event));
      if (raw === undefined) return undefined;
      const [whole] = await read([rawEvent.parse(raw)], room);
      return whole;
    },
    async after(room, event) {
      const query = { limit: `${mostOnPage}` };
      const around = aroundSchema.parse(await get(inRoom(room, "context", event), query));
      return await read(around.events_after, room);
    },
    async inThread(room, root, most) {
      const path = `/rooms/${encodeURIComponent(room)}/relations/${encodeURIComponent(root)}/m.thread`;
      const query = { dir: "b", limit: `${Math.min(most, mostOnPage)}` };
      const raw = await http.authedRequest<unknown>(Method.Get, path, query, undefined, {
        prefix: ClientPrefix.V1,
        priority: "auto",
      });
      return await read(relationsSchema.parse(raw).chunk.toReversed(), room);
    },
    async upload(bytes, type) {
      const told = await client.uploadContent(new Blob([bytes]), { type, includeFilename: false });
      return uploaded.parse(told).content_uri;
    },
    async type(room, forMs) {
      const typing = forMs === undefined ? { typing: false } : { typing: true, timeout: forMs };
      await http.authedRequest(Method.Put, inRoom(room, "typing", user), undefined, typing);
    },
    async read(room, event, thread) {
      const path = inRoom(room, "receipt", "m.read", event);
      await http.authedRequest(Method.Post, path, undefined, { thread_id: thread ?? "main" });
    },
  };
}

/** What encrypts is no part of the crypto that js-sdk shows, though its client calls it so. */
function cryptoOf(client: MatrixClient): CryptoBackend {
  const crypto = client.getCrypto();
  if (!crypto || !("encryptEvent" in crypto)) throw new Error("There is no crypto yet.");
  return crypto as CryptoBackend;
}

function isNotFound(error: unknown): boolean {
  return refusalCode(error) === "M_NOT_FOUND" || refusalCode(error) === "M_FORBIDDEN";
}
