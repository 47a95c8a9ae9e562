import type { Clock } from "../../../src/kernel/clock.ts";
import { createSlackIds } from "./slack-ids.ts";
import {
  directRoomOf,
  type FakeMessage,
  type FakeRoom,
  type FakeUser,
  type FakeUserGroup,
  type SlackModel,
} from "./slack-model.ts";
import { createSlackTime, type SlackTime } from "./slack-time.ts";

type NewMessage = Pick<FakeMessage, "room" | "user" | "text"> &
  Partial<Pick<FakeMessage, "botId" | "threadTs" | "broadcast" | "onlyFor" | "files" | "blocks">> &
  Partial<Pick<FakeMessage, "subtype" | "metadata" | "streaming">>;

/** The model, and the few ways in which it grows. */
export type SlackWorkspace = {
  readonly model: SlackModel;
  readonly time: SlackTime;
  nextId(prefix: string): string;
  addUser(name: string, more?: Partial<Omit<FakeUser, "name">>): FakeUser;
  /** Opens a room with these users and, unless told otherwise, the app. */
  addRoom(
    name: string,
    users: readonly string[],
    more?: Partial<Pick<FakeRoom, "kind" | "shared" | "archived">> & { readonly hasBot?: boolean },
  ): FakeRoom;
  /** The room where a user talks to the app alone; made when it is first wanted. */
  directRoom(user: string): FakeRoom;
  addUserGroup(handle: string, users: readonly string[]): FakeUserGroup;
  addMessage(message: NewMessage): FakeMessage;
};

/** Creates a workspace in which only the app's own user and Slackbot are. */
export function createSlackWorkspace(clock: Clock): SlackWorkspace {
  const nextId = createSlackIds();
  const time = createSlackTime(clock);
  const app = { id: nextId("A"), botId: nextId("B"), botUser: nextId("U") };
  const model: SlackModel = {
    team: { id: nextId("T"), name: "Fake", domain: "fake" },
    app,
    users: new Map(),
    rooms: new Map(),
    messages: [],
    files: new Map(),
    views: new Map(),
    userGroups: new Map(),
    statuses: new Map(),
  };
  const putUser = (user: FakeUser) => {
    model.users.set(user.id, user);
    return user;
  };
  const putRoom = (room: FakeRoom) => {
    model.rooms.set(room.id, room);
    return room;
  };
  const plain = { isBot: false, isStranger: false, deleted: false, zone: "Europe/Berlin" };
  const bot = { ...plain, isBot: true, email: undefined };
  putUser({ ...bot, id: app.botUser, name: "ama", realName: "AMA" });
  putUser({ ...bot, id: "USLACKBOT", name: "slackbot", realName: "Slackbot", isBot: false });

  return {
    model,
    time,
    nextId,
    addUser: (name, more = {}) =>
      putUser({
        ...plain,
        id: nextId("U"),
        name,
        realName: name,
        email: `${name}@example.com`,
        ...more,
      }),
    addRoom(
      name,
      users,
      { kind = "public", shared = false, archived = false, hasBot = true } = {},
    ) {
      const members = new Set([...users, ...(hasBot ? [app.botUser] : [])]);
      const id = nextId(kind === "im" ? "D" : kind === "mpim" ? "G" : "C");
      return putRoom({ id, name, kind, members, shared, archived, topic: "" });
    },
    directRoom(user) {
      const old = directRoomOf(model, user);
      if (old) return old;
      const members = new Set([user, app.botUser]);
      const state = { shared: false, archived: false, topic: "" };
      return putRoom({ id: nextId("D"), name: "", kind: "im", members, ...state });
    },
    addUserGroup(handle, users) {
      const group = { id: nextId("S"), handle, name: handle, users };
      model.userGroups.set(group.id, group);
      return group;
    },
    addMessage(message) {
      const whole: FakeMessage = {
        ...{ botId: undefined, threadTs: undefined, broadcast: false, onlyFor: undefined },
        ...{ files: [], blocks: [], subtype: undefined, metadata: undefined, streaming: false },
        ...message,
        ts: time.nextStamp(),
        reactions: new Map(),
        edited: undefined,
      };
      model.messages.push(whole);
      return whole;
    },
  };
}
