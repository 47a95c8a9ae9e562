import { askedDirectRoom, askedRoom, type RoomHow } from "./asked-room.ts";
import { createRoom } from "./create-room.ts";
import type { Homeserver } from "./homeserver.ts";
import { invite, join, joinedRoom, kick, leave } from "./membership.ts";
import type { Account, Room } from "./model.ts";
import { renamed } from "./profile.ts";
import { upgradeRoom } from "./upgrade-room.ts";

export type PeopleWhoMove = {
  /** Opens a room with these users in it; the first one makes it. */
  openRoom(name: string, users: readonly [string, ...string[]], how?: RoomHow): Room;
  /** Opens a room for two, as the one sees it who makes it; the other one is invited. */
  openDirectRoom(by: string, whom: string, how?: Pick<RoomHow, "encrypted">): Room;
  invite(by: string, room: string, user: string): void;
  join(user: string, room: string): void;
  leave(user: string, room: string): void;
  kick(by: string, room: string, user: string): void;
  /** Replaces a room; whom the new one does not let in is still to be invited. */
  upgrade(by: string, room: string): Room;
  rename(user: string, name: string): void;
};

/** Creates what people do with rooms, themselves and each other. */
export function createPeopleWhoMove(homeserver: Homeserver): PeopleWhoMove {
  const { model } = homeserver;
  const roomOf = (id: string): Room => {
    const room = model.rooms.get(id);
    if (!room) throw new Error(`There is no room ${id}.`);
    return room;
  };
  const accountOf = (id: string): Account => {
    const account = model.accounts.get(id);
    if (!account) throw new Error(`There is no account ${id}.`);
    return account;
  };

  return {
    openRoom(name, [by, ...others], how) {
      const room = createRoom(homeserver, by, askedRoom(name, others, how));
      for (const user of others) join(homeserver, room, user);
      return room;
    },
    openDirectRoom: (by, whom, how) => createRoom(homeserver, by, askedDirectRoom(whom, how)),
    invite: (by, room, user) => void invite(homeserver, roomOf(room), by, user),
    join: (user, room) => join(homeserver, roomOf(room), user),
    leave: (user, room) => leave(homeserver, roomOf(room), user),
    kick: (by, room, user) => kick(homeserver, roomOf(room), by, user),
    upgrade: (by, room) => upgradeRoom(homeserver, joinedRoom(homeserver, by, room), by),
    rename: (user, name) => renamed(homeserver, accountOf(user), name),
  };
}
