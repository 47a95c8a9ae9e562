import { z } from "zod";
import type { Homeserver } from "./homeserver.ts";
import { malformed } from "./matrix-refusal.ts";
import { invite, setMembership } from "./membership.ts";
import type { Room } from "./model.ts";

const json = z.record(z.string(), z.unknown());
const version = "12";

/** A room as it is asked for. */
export const newRoomSchema = z.strictObject({
  name: z.string().optional(),
  topic: z.string().optional(),
  preset: z.enum(["private_chat", "trusted_private_chat", "public_chat"]).optional(),
  visibility: z.enum(["private", "public"]).default("private"),
  room_version: z.string().default(version),
  room_alias_name: z.string().optional(),
  invite: z.array(z.string()).default([]),
  is_direct: z.boolean().default(false),
  creation_content: json.default({}),
  initial_state: z
    .array(z.strictObject({ type: z.string(), state_key: z.string().default(""), content: json }))
    .default([]),
  power_level_content_override: json.default({}),
});

export type NewRoom = z.input<typeof newRoomSchema>;

type BegunRoom = { readonly room: Room; readonly inviteAll: () => void };

const powers = {
  ban: 50,
  events: {
    "m.room.avatar": 50,
    "m.room.canonical_alias": 50,
    "m.room.encryption": 100,
    "m.room.history_visibility": 100,
    "m.room.name": 50,
    "m.room.power_levels": 100,
    "m.room.server_acl": 100,
    "m.room.tombstone": 150,
  },
  events_default: 0,
  kick: 50,
  redact: 50,
  state_default: 50,
  users: {},
  users_default: 0,
};

/** Creates a room of version 12 with its first events in Synapse's order. @throws MatrixRefusal for another version, or an alias that is taken */
export function createRoom(homeserver: Homeserver, by: string, asked: NewRoom): Room {
  const { room, inviteAll } = beginRoom(homeserver, by, asked);
  inviteAll();
  return room;
}

/** The same, but that nobody is invited yet: for syncs in between, in which Synapse tells of such a room. */
export function beginRoom(homeserver: Homeserver, by: string, asked: NewRoom): BegunRoom {
  const given = newRoomSchema.parse(asked);
  const { model, addEvent } = homeserver;
  if (given.room_version !== version) {
    const text = "Your homeserver does not support this room version";
    throw malformed(400, "M_UNSUPPORTED_ROOM_VERSION", text);
  }
  const alias = given.room_alias_name && `#${given.room_alias_name}:${homeserver.name}`;
  if (alias && model.aliases.has(alias)) {
    throw malformed(400, "M_ROOM_IN_USE", `Room alias ${alias} already exists`);
  }
  const preset = given.preset ?? (given.visibility === "public" ? "public_chat" : "private_chat");
  const room = homeserver.addRoom(`!${homeserver.nextId()}`);
  const put = (type: string, content: Readonly<Record<string, unknown>>, stateKey = "") =>
    void addEvent(room, { sender: by, type, stateKey, content });

  const trusted = preset === "trusted_private_chat" ? { additional_creators: given.invite } : {};
  put("m.room.create", { room_version: version, ...trusted, ...given.creation_content });
  setMembership(homeserver, room, by, by, "join");
  const invitePower = preset === "public_chat" ? 50 : 0;
  put("m.room.power_levels", {
    ...powers,
    invite: invitePower,
    ...given.power_level_content_override,
  });
  if (alias) {
    model.aliases.set(alias, room.id);
    put("m.room.canonical_alias", { alias });
  }
  put("m.room.join_rules", { join_rule: preset === "public_chat" ? "public" : "invite" });
  put("m.room.history_visibility", { history_visibility: "shared" });
  if (preset !== "public_chat") put("m.room.guest_access", { guest_access: "can_join" });
  for (const { type, state_key, content } of given.initial_state) put(type, content, state_key);
  if (given.name !== undefined) put("m.room.name", { name: given.name });
  if (given.topic !== undefined) put("m.room.topic", { topic: given.topic });
  return {
    room,
    inviteAll() {
      for (const user of given.invite) {
        invite(homeserver, room, by, user, given.is_direct ? { is_direct: true } : {});
      }
    },
  };
}
