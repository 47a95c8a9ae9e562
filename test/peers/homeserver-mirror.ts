import { z } from "zod";
import type { Clock } from "../../src/kernel/clock.ts";
import { callerOf } from "../support/mini-homeserver/client-api.ts";
import type { Caller } from "../support/mini-homeserver/endpoint.ts";
import { breachesOf } from "../support/mini-homeserver/event-rules.ts";
import {
  createHomeserver,
  type Homeserver,
  type NewEvent,
} from "../support/mini-homeserver/homeserver.ts";
import type { Json } from "../support/mini-homeserver/matrix-refusal.ts";
import type { Room } from "../support/mini-homeserver/model.ts";
import { isEncrypted, membershipOf } from "../support/mini-homeserver/room-state.ts";
import type { ArrivedCall } from "../support/mini-homeserver/scripted-network.ts";
import type { Stream } from "../support/mini-homeserver/stream.ts";
import { concernedBy } from "./concerned-by.ts";

const json = z.record(z.string(), z.unknown());
const loginSchema = z.object({
  user_id: z.string(),
  device_id: z.string(),
  access_token: z.string(),
});
const eventIdSchema = z.object({ event_id: z.string() });
const roomIdSchema = z.object({ room_id: z.string() });
const replacementSchema = z.object({ replacement_room: z.string() });
const stateSchema = z.array(
  z.object({
    event_id: z.string(),
    sender: z.string(),
    type: z.string(),
    state_key: z.string(),
    content: json,
    origin_server_ts: z.number(),
  }),
);

type StateAsked = {
  readonly stateOf: (room: string) => Promise<unknown>;
  readonly stateLeft: (room: string, token: string) => Promise<unknown>;
};

/** What is known of another homeserver from the calls that it took. */
export type HomeserverMirror = Homeserver & {
  callerOf(token: string | undefined): Caller | undefined;
  /** Takes in a call that was taken there, and the answer to it. */
  take(call: ArrivedCall, answer: unknown): Promise<void>;
  /** When an event happened, by our own clock. */
  timeOf(event: string): number;
  /** Moves with whatever may be news for somebody. */
  readonly news: Pick<Stream, "onMove"> & { position(user: string): number };
};

/**
 * @param stateOf asks the homeserver for the state events of a room, with their ids
 * @param stateLeft the same as somebody left it, by their token
 */
export function createHomeserverMirror(
  clock: Clock,
  name: string,
  { stateOf, stateLeft }: StateAsked,
): HomeserverMirror {
  const homeserver = createHomeserver(clock, name);
  const { model, stream } = homeserver;
  const times = new Map<string, number>();
  const positions = new Map<string, number>();

  function timeOf(event: string): number {
    const known = times.get(event) ?? clock.now().epochMilliseconds;
    times.set(event, known);
    return known;
  }
  function roomOf(id: string): Room {
    return model.rooms.get(id) ?? homeserver.addRoom(id);
  }
  function add(room: Room, event: NewEvent & { readonly id: string }): void {
    timeOf(event.id);
    if (room.events.some(({ id }) => id === event.id)) return;
    homeserver.addEvent(room, event);
  }
  async function refresh(id: string, state = stateOf(id)): Promise<void> {
    const inOrder = stateSchema
      .parse(await state)
      .toSorted((a, b) => a.origin_server_ts - b.origin_server_ts);
    for (const { event_id, state_key: stateKey, sender, type, content } of inOrder) {
      add(roomOf(id), { id: event_id, stateKey, sender, type, content });
    }
  }
  function login(answer: unknown): void {
    const { user_id, device_id, access_token } = loginSchema.parse(answer);
    const account = model.accounts.get(user_id);
    if (!account) return;
    const device = account.devices.get(device_id) ?? homeserver.addDevice(account, device_id);
    device.tokens.add(access_token);
  }
  function send(call: ArrivedCall, { device }: Caller, answer: unknown): void {
    const { room: id = "", type = "", transaction = "" } = call.place.params;
    const room = roomOf(id);
    const content = call.given;
    for (const breach of breachesOf({ type, content, isEncrypted: isEncrypted(room) })) {
      call.addBreach(breach);
    }
    const { event_id } = eventIdSchema.parse(answer);
    const { user: sender } = device;
    add(room, { id: event_id, sender, type, content, transaction: { device, id: transaction } });
  }
  function redact(call: ArrivedCall, { device }: Caller, answer: unknown): void {
    const { room = "", event: redacts = "", transaction = "" } = call.place.params;
    const { event_id: id } = eventIdSchema.parse(answer);
    const content = { ...call.given, redacts };
    const type = "m.room.redaction";
    const { user: sender } = device;
    add(roomOf(room), {
      ...{ id, sender, type, content, redacts },
      transaction: { device, id: transaction },
    });
  }
  function read({ place }: ArrivedCall, { device }: Caller, content: Json): void {
    const { room = "", kind = "", event = "" } = place.params;
    if (kind !== "m.read") return;
    const { user } = device;
    roomOf(room).receipts.set(JSON.stringify([user, kind, content]), {
      value: { user, kind, event, content },
      position: stream.next(),
    });
  }

  /** Who goes last leaves no state behind. */
  function wasIn(id: string, { account }: Caller): boolean {
    return membershipOf(roomOf(id), account.id) === "join";
  }
  async function takeIn(call: ArrivedCall, answer: unknown): Promise<void> {
    const { name: endpoint, params } = call.place;
    const { room = "" } = params;
    const caller = callerOf(homeserver, call.token);
    switch (endpoint) {
      case "login":
        return login(answer);
      case "createRoom":
      case "join":
        return await refresh(roomIdSchema.parse(answer).room_id);
      case "upgrade":
        await refresh(replacementSchema.parse(answer).replacement_room);
        return await refresh(room);
      case "put state":
      case "invite":
      case "kick":
        return await refresh(room);
      case "leave":
        return await refresh(
          room,
          caller && wasIn(room, caller) ? stateLeft(room, caller.token) : undefined,
        );
      case "send":
        return caller && send(call, caller, answer);
      case "redact":
        return caller && redact(call, caller, answer);
      case "receipt":
        return caller && read(call, caller, call.given);
    }
  }

  return {
    ...homeserver,
    timeOf,
    news: { onMove: stream.onMove, position: (user) => positions.get(user) ?? 0 },
    callerOf: (token) => callerOf(homeserver, token),
    async take(call, answer) {
      await takeIn(call, answer);
      const position = stream.next();
      for (const user of concernedBy(call, answer, model)) positions.set(user, position);
    },
  };
}
