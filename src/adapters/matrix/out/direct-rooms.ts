import {
  ClientEvent,
  EventType,
  type MatrixClient,
  Preset,
  type Room,
  Visibility,
} from "matrix-js-sdk";
import { within } from "../../../chat/within.ts";
import { NotYet } from "./failure.ts";
import { directRoomsOf } from "./known-room.ts";

/** Finds, by an account, the encrypted room in which nobody is but it and ourselves, or makes one. */
export type DirectRooms = (user: string) => Promise<string>;

/** Tries a call again while the homeserver says that there were too many. */
export type Patiently = <T>(call: () => Promise<T>) => Promise<T>;

/** @throws what js-sdk throws when the room cannot be made; it is found again where it was made all the same */
export function createDirectRooms(client: () => MatrixClient, patiently: Patiently): DirectRooms {
  const making = new Map<string, Promise<string>>();

  async function make(user: string): Promise<string> {
    const now = client();
    const { room_id: room } = await patiently(() =>
      now.createRoom({
        is_direct: true,
        invite: [user],
        preset: Preset.TrustedPrivateChat,
        visibility: Visibility.Private,
        initial_state: [
          {
            type: "m.room.encryption",
            state_key: "",
            content: { algorithm: "m.megolm.v1.aes-sha2" },
          },
        ],
      }),
    );
    await patiently(() => mark(now, user, room));
    await untilWhole(now, room, user);
    return room;
  }

  return async (user) => {
    const found = roomWith(client(), user);
    if (found !== undefined) return found;
    const made = making.get(user) ?? make(user).finally(() => making.delete(user));
    making.set(user, made);
    return await made;
  };
}

/** Who has left is not asked in again: they may not want us. Where several would do, the newest is it. */
function roomWith(client: MatrixClient, user: string): string | undefined {
  const direct = directRoomsOf(client);
  const own = client.getSafeUserId();
  const found = client
    .getRooms()
    .filter((room) => isAlone(room, user) && room.hasEncryptionStateEvent())
    // One of ours may not be marked: the homeserver stopped answering between the two. A name is for rooms of several.
    .filter((room) => direct.has(room.roomId) || room.getCreator() === own || !isNamed(room));
  const newest = found.toSorted((one, other) => bornAt(other) - bornAt(one))[0];
  return newest?.roomId;
}

function isAlone(room: Room, user: string): boolean {
  return (
    room.getMyMembership() === "join" &&
    room.getInvitedAndJoinedMemberCount() === 2 &&
    /^(?:join|invite)$/.test(room.getMember(user)?.membership ?? "")
  );
}

function isNamed(room: Room): boolean {
  return room.currentState.getStateEvents("m.room.name", "") !== null;
}

function bornAt(room: Room): number {
  return room.currentState.getStateEvents("m.room.create", "")?.getTs() ?? 0;
}

async function mark(client: MatrixClient, user: string, room: string): Promise<void> {
  const direct = [...directRoomsOf(client), [room, user] as const];
  const byUser = Map.groupBy(direct, ([, who]) => who);
  const marked = [...byUser].map(([who, rooms]) => [who, rooms.map(([id]) => id)] as const);
  await client.setAccountData(EventType.Direct, Object.fromEntries(marked));
}

/**
 * A new room comes in pieces, the invitation last. What is said before we know that it is encrypted would not be, and before we
 * know who is asked in they would get no key for it; whoever asks again finds the room.
 */
async function untilWhole(client: MatrixClient, id: string, user: string): Promise<void> {
  const ready = Promise.withResolvers<"ready">();
  function look(): void {
    const room = client.getRoom(id);
    if (room?.hasEncryptionStateEvent() && room.getMember(user)) ready.resolve("ready");
  }
  client.on(ClientEvent.Sync, look);
  look();
  const seen = await within(knownWithinMs, ready.promise, "late");
  client.off(ClientEvent.Sync, look);
  if (seen === "late") throw new NotYet(`${id} was made, and no sync has brought all of it yet.`);
}

const knownWithinMs = 5_000;
