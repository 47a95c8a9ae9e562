import type { Delivery } from "./deliveries.ts";
import type { EventFeed } from "./event-feed.ts";
import type { FakeRoom } from "./slack-model.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";
import { homeOf } from "./view-methods.ts";

export type PeopleWhoMove = {
  /** Lets a user into a room: the app, unless another is named. */
  invite(by: string, room: string, user?: string): readonly Delivery[];
  join(user: string, room: string): readonly Delivery[];
  /** Takes a user out of a room: the app, unless another is named. */
  leave(room: string, user?: string): readonly Delivery[];
  openHome(user: string, tab?: "home" | "messages"): readonly Delivery[];
  /** Throws the app out of the workspace: its token is worth nothing from now on. */
  uninstall(): readonly Delivery[];
};

/** Creates what people do with rooms and with the app itself. */
export function createPeopleWhoMove(
  workspace: SlackWorkspace,
  feed: EventFeed,
  revoke: () => void,
): PeopleWhoMove {
  const { model } = workspace;
  const { botUser } = model.app;
  const roomOf = (id: string): FakeRoom => {
    const room = model.rooms.get(id);
    if (!room) throw new Error(`There is no room ${id}.`);
    return room;
  };
  function enter(room: FakeRoom, user: string, by?: string): readonly Delivery[] {
    room.members.add(user);
    const text = `<@${user}> has joined the channel`;
    const line = { room: room.id, user, text, subtype: "channel_join" };
    const joined = feed.membership(room, user, "joined", by);
    return [...joined, ...feed.posted(workspace.addMessage(line))];
  }
  return {
    invite: (by, room, user = botUser) => enter(roomOf(room), user, by),
    join: (user, room) => enter(roomOf(room), user),
    leave(id, user = botUser) {
      const room = roomOf(id);
      room.members.delete(user);
      return feed.membership(room, user, "left");
    },
    openHome(user, tab = "home") {
      workspace.directRoom(user);
      return feed.homeOpened(user, tab, homeOf(model, user));
    },
    uninstall() {
      const told = feed.uninstalled();
      revoke();
      return told;
    },
  };
}
