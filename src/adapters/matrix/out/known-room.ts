import { EventType, type MatrixClient, type Room } from "matrix-js-sdk";
import { EventTimeline } from "matrix-js-sdk/lib/models/event-timeline.js";
import { z } from "zod";
import { type KnownRoom, serverOf } from "../in/known.ts";
import { roomBefore } from "./room-before.ts";

/** What is known of a room that we are in, or were. @throws what js-sdk throws when the members cannot be had */
export async function knownRoom(client: MatrixClient, room: Room): Promise<KnownRoom> {
  const user = client.getSafeUserId();
  const isIn = room.getMyMembership() === "join";
  if (isIn) await room.loadMembersIfNeeded();
  const joined = room.getJoinedMembers();
  const state = room.getLiveTimeline().getState(EventTimeline.FORWARDS);
  const own = state?.getStateEvents("m.room.member", user);
  const visibility = state?.getStateEvents("m.room.history_visibility", "")?.getContent();
  const isOpen = visibility?.history_visibility === "world_readable";
  const members = isIn ? joined.length : room.getJoinedMemberCount();
  return {
    isSpace: room.isSpaceRoom(),
    isOurs: room.getCreator() === user,
    isDirect: members === 2 || directRoomsOf(client).has(room.roomId),
    members,
    encrypted: room.hasEncryptionStateEvent(),
    // Who joined from elsewhere reads it, and whoever wants to where the history is open.
    shared: isOpen || joined.some(({ userId }) => serverOf(userId) !== serverOf(user)),
    before: roomBefore(client, room),
    joinedAt: isIn && own ? Temporal.Instant.fromEpochMilliseconds(own.getTs()) : undefined,
  };
}

const directSchema = z.record(z.string(), z.array(z.string()).catch([])).catch({});

/** Rooms that our account has marked as direct ones, and with whom. */
export function directRoomsOf(client: MatrixClient): ReadonlyMap<string, string> {
  const direct = directSchema.parse(client.getAccountData(EventType.Direct)?.getContent());
  return new Map(
    Object.entries(direct).flatMap(([user, rooms]) => rooms.map((room) => [room, user] as const)),
  );
}
