import { z } from "zod";
import { beginRoom, newRoomSchema } from "./create-room.ts";
import { bodyOf, type Call, type Endpoint, endpoint } from "./endpoint.ts";
import { MatrixRefusal, notFound } from "./matrix-refusal.ts";
import { forget, invite, join, joinedRoom, kick, leave } from "./membership.ts";
import type { Room } from "./model.ts";
import { membershipOf } from "./room-state.ts";
import { upgradeRoom } from "./upgrade-room.ts";

const about = z.object({ user_id: z.string(), reason: z.string().optional() });

/** Rooms, and who is in them. */
export const roomEndpoints: readonly Endpoint[] = [
  endpoint("createRoom", "POST /client/v3/createRoom", async (call) => {
    const { id } = call.account;
    const passed = call.polls.passing(id);
    const { room, inviteAll } = beginRoom(call.homeserver, id, bodyOf(call, newRoomSchema));
    await passed();
    inviteAll();
    return { room_id: room.id };
  }),

  endpoint("upgrade", "POST /client/v3/rooms/:room/upgrade", (call) => {
    const room = joinedRoom(call.homeserver, call.account.id, call.param("room"));
    return { replacement_room: upgradeRoom(call.homeserver, room, call.account.id).id };
  }),

  endpoint("alias", "GET /client/v3/directory/room/:alias", ({ homeserver, param }) => ({
    room_id: aliasedRoom(homeserver.model.aliases, param("alias")),
    servers: [homeserver.name],
  })),

  ...(["/join/:room", "/rooms/:room/join"] as const).map((path) =>
    endpoint("join", `POST /client/v3${path}`, (call) => {
      const { aliases } = call.homeserver.model;
      const given = call.param("room");
      const id = given.startsWith("#") ? aliasedRoom(aliases, given) : given;
      const room = knownRoom(call, id);
      join(call.homeserver, room, call.account.id);
      return { room_id: room.id };
    }),
  ),

  endpoint("invite", "POST /client/v3/rooms/:room/invite", (call) => {
    const { user_id, ...more } = bodyOf(call, about);
    invite(call.homeserver, knownRoom(call, call.param("room")), call.account.id, user_id, more);
    return {};
  }),

  endpoint("leave", "POST /client/v3/rooms/:room/leave", (call) => {
    leave(call.homeserver, knownRoom(call, call.param("room")), call.account.id);
    return {};
  }),

  endpoint("kick", "POST /client/v3/rooms/:room/kick", (call) => {
    const { user_id, ...more } = bodyOf(call, about);
    kick(call.homeserver, knownRoom(call, call.param("room")), call.account.id, user_id, more);
    return {};
  }),

  endpoint("forget", "POST /client/v3/rooms/:room/forget", (call) => {
    forget(knownRoom(call, call.param("room")), call.account.id);
    return {};
  }),

  endpoint("joined_rooms", "GET /client/v3/joined_rooms", ({ homeserver, account }) => ({
    joined_rooms: [...homeserver.model.rooms.values()]
      .filter((room) => membershipOf(room, account.id) === "join")
      .map(({ id }) => id),
  })),
];

function aliasedRoom(aliases: ReadonlyMap<string, string>, alias: string): string {
  const id = aliases.get(alias);
  if (id === undefined) throw notFound(`Room alias ${alias} not found`);
  return id;
}

function knownRoom({ homeserver }: Pick<Call, "homeserver">, id: string): Room {
  const room = homeserver.model.rooms.get(id);
  if (room) return room;
  const error =
    "Can't join remote room because no servers that are in the room have been provided.";
  throw new MatrixRefusal(404, "M_UNKNOWN", error);
}
