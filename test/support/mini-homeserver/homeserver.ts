import { createHash } from "node:crypto";
import type { Clock } from "../../../src/kernel/clock.ts";
import type { Account, Device, Model, Room, RoomEvent } from "./model.ts";
import { redact } from "./redaction.ts";
import { threadIn } from "./relations.ts";
import { createStream, type Stream } from "./stream.ts";

/** @property id left out: one that was never given before */
export type NewEvent = Pick<RoomEvent, "sender" | "type" | "content"> &
  Partial<Pick<RoomEvent, "id" | "stateKey" | "redacts" | "transaction">>;

/** The model, and the few ways in which it grows. */
export type Homeserver = {
  readonly name: string;
  readonly model: Model;
  readonly clock: Clock;
  readonly stream: Stream;
  /** Text that was never given before, in the length and letters of a hash. */
  nextId(): string;
  /**
   * @param name without server: `ada` becomes `@ada:server`
   * @param more.server of another one, whose people are here as if the two were one
   */
  addUser(
    name: string,
    more?: { readonly password?: string; readonly displayName?: string; readonly server?: string },
  ): Account;
  addDevice(account: Account, id: string): Device;
  /** Opens a room in which not even its creation has happened. */
  addRoom(id: string): Room;
  addEvent(room: Room, event: NewEvent): RoomEvent;
};

/** Creates a homeserver without accounts and rooms. */
export function createHomeserver(clock: Clock, name: string): Homeserver {
  const stream = createStream();
  const model: Model = {
    accounts: new Map(),
    rooms: new Map(),
    aliases: new Map(),
    media: new Map(),
    signatures: [],
  };
  let given = 0;
  const nextId = () => {
    given += 1;
    return createHash("sha256").update(`${name} ${given}`).digest("base64url");
  };

  return {
    name,
    model,
    clock,
    stream,
    nextId,
    addUser(localpart, { password = "secret", displayName = localpart, server = name } = {}) {
      const account: Account = {
        id: `@${localpart}:${server}`,
        password,
        displayName,
        devices: new Map(),
        filters: [],
        data: new Map(),
        identity: new Map(),
        identityChanges: 0,
        keysChangedAt: 0,
        backups: [],
      };
      model.accounts.set(account.id, account);
      return account;
    },
    addDevice(account, id) {
      const device: Device = {
        id,
        user: account.id,
        tokens: new Set(),
        keys: undefined,
        oneTimeKeys: new Map(),
        fallbackKeys: new Map(),
        inbox: [],
        answered: new Map(),
      };
      account.devices.set(id, device);
      return device;
    },
    addRoom(id) {
      const room: Room = {
        id,
        events: [],
        receipts: new Map(),
        typing: new Set(),
        typingChangedAt: 0,
        forgottenBy: new Set(),
      };
      model.rooms.set(id, room);
      return room;
    },
    addEvent(room, event) {
      const isCreation = event.type === "m.room.create";
      const whole: RoomEvent = {
        ...{ stateKey: undefined, redacts: undefined, transaction: undefined },
        ...event,
        // In rooms of version 12 the room is named after the event that created it.
        id: event.id ?? (isCreation ? room.id.replace("!", "$") : `$${nextId()}`),
        room: room.id,
        sentAt: clock.now(),
        position: stream.next(),
        thread: threadIn(event),
        redactedBy: undefined,
      };
      room.events.push(whole);
      const redacted = room.events.find(({ id }) => id === event.redacts);
      if (redacted) redact(redacted, whole);
      return whole;
    },
  };
}
