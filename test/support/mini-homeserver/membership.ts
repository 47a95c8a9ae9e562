import type { Homeserver } from "./homeserver.ts";
import { forbidden, type Json, MatrixRefusal } from "./matrix-refusal.ts";
import type { Room, RoomEvent } from "./model.ts";
import { powerFor, powerOf } from "./power.ts";
import { type Membership, membershipOf, stateText } from "./room-state.ts";

/** @throws MatrixRefusal M_FORBIDDEN also for a room that does not exist: nobody can tell them apart */
export function joinedRoom({ model }: Homeserver, user: string, id: string): Room {
  const room = model.rooms.get(id);
  if (!room || membershipOf(room, user) !== "join") {
    throw forbidden(`User ${user} not in room ${id}`);
  }
  return room;
}

/** @throws MatrixRefusal M_FORBIDDEN, or M_INVITE_BLOCKED for who wants to be asked nowhere */
export function invite(
  homeserver: Homeserver,
  room: Room,
  by: string,
  user: string,
  more: Json = {},
): RoomEvent {
  joinedRoom(homeserver, by, room.id);
  const needed = powerFor(room, "invite");
  if (powerOf(room, by) < needed) throw forbidden("You don't have permission to invite users");
  if (membershipOf(room, user) === "join") throw forbidden(`${user} is already in the room.`);
  const wanted = homeserver.model.accounts.get(user)?.data.get("m.invite_permission_config");
  if (wanted?.value.default_action === "block") {
    throw new MatrixRefusal(403, "M_INVITE_BLOCKED", "You are not permitted to invite this user.");
  }
  return setMembership(homeserver, room, by, user, "invite", more);
}

/** Lets somebody in who is invited, or anybody into a public room. @throws MatrixRefusal M_FORBIDDEN */
export function join(homeserver: Homeserver, room: Room, user: string): void {
  const old = membershipOf(room, user);
  if (old === "join") return;
  if (old === "ban") throw forbidden("You are banned from this room");
  const isPublic = stateText(room, "m.room.join_rules", "join_rule") === "public";
  if (old !== "invite" && !isPublic) throw forbidden("You are not invited to this room.");
  room.forgottenBy.delete(user);
  setMembership(homeserver, room, user, user, "join");
}

/** Leaves a room, or turns an invite down. @throws MatrixRefusal M_FORBIDDEN */
export function leave(homeserver: Homeserver, room: Room, user: string): void {
  const old = membershipOf(room, user);
  if (old !== "join" && old !== "invite") throw forbidden(`${user} not in room ${room.id}.`);
  setMembership(homeserver, room, user, user, "leave");
}

/** Takes somebody out, or takes an invite back. @throws MatrixRefusal M_FORBIDDEN */
export function kick(
  homeserver: Homeserver,
  room: Room,
  by: string,
  user: string,
  more: Json = {},
): void {
  joinedRoom(homeserver, by, room.id);
  const power = powerOf(room, by);
  if (power < powerFor(room, "kick") || power <= powerOf(room, user)) {
    throw forbidden(`You cannot kick user ${user}.`);
  }
  setMembership(homeserver, room, by, user, "leave", more);
}

/** @throws MatrixRefusal M_UNKNOWN for who is still in */
export function forget(room: Room, user: string): void {
  if (membershipOf(room, user) === "join") {
    throw new MatrixRefusal(400, "M_UNKNOWN", `User ${user} in room ${room.id}`);
  }
  room.forgottenBy.add(user);
}

/** Writes a membership down, whoever may do that. */
export function setMembership(
  homeserver: Homeserver,
  room: Room,
  by: string,
  user: string,
  membership: Membership,
  more: Json = {},
): RoomEvent {
  const displayName = homeserver.model.accounts.get(user)?.displayName;
  const isNamed = displayName !== undefined && (membership === "join" || membership === "invite");
  return homeserver.addEvent(room, {
    sender: by,
    type: "m.room.member",
    stateKey: user,
    content: { membership, ...(isNamed ? { displayname: displayName } : {}), ...more },
  });
}
