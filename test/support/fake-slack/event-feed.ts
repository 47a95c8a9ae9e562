import type { Deliveries, Delivery } from "./deliveries.ts";
import { messageJson } from "./message-json.ts";
import {
  channelType,
  directRoomOf,
  type FakeMessage,
  type FakeRoom,
  type FakeView,
  type RoomKind,
} from "./slack-model.ts";
import type { Json } from "./slack-refusal.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

/** Tells the app what happened, as far as it subscribed to it, has the scope, and is in the room. */
export type EventFeed = {
  posted(message: FakeMessage): readonly Delivery[];
  changed(message: FakeMessage, previous: Json): readonly Delivery[];
  /** @param remains what stands in its place when it had replies */
  deleted(room: FakeRoom, previous: Json, remains: Json | undefined): readonly Delivery[];
  reacted(by: string, on: FakeMessage, name: string, isAdded: boolean): readonly Delivery[];
  membership(
    room: FakeRoom,
    user: string,
    change: "joined" | "left",
    by?: string,
  ): readonly Delivery[];
  homeOpened(
    user: string,
    tab: "home" | "messages",
    view: FakeView | undefined,
  ): readonly Delivery[];
  /** The app was thrown out of the workspace. */
  uninstalled(): readonly Delivery[];
};

type Given = {
  readonly workspace: SlackWorkspace;
  readonly deliveries: Deliveries;
  readonly isGranted: (scope: string) => boolean;
  /** As the manifest names events: `message.im`. */
  readonly subscribed: ReadonlySet<string>;
};

const plurals = { public: "channels", private: "groups", im: "im", mpim: "mpim" } as const;

/** The scope that reading what is said in such a room takes, or `read` for its name and members. */
export function roomScope(kind: RoomKind, what: "history" | "read" | "write.topic"): string {
  return `${plurals[kind]}:${what}`;
}

/** Creates a feed. */
export function createEventFeed({
  workspace,
  deliveries,
  isGranted,
  subscribed,
}: Given): EventFeed {
  const { model, time, nextId } = workspace;

  function tell(name: string, scope: string | undefined, event: Json): readonly Delivery[] {
    if (!subscribed.has(name) || (scope !== undefined && !isGranted(scope))) return [];
    const room = typeof event.channel === "string" ? model.rooms.get(event.channel) : undefined;
    const authorization = {
      enterprise_id: null,
      team_id: model.team.id,
      user_id: model.app.botUser,
      is_bot: true,
      is_enterprise_install: false,
    };
    return [
      deliveries.deliver("events_api", {
        token: "verification-token",
        team_id: model.team.id,
        context_team_id: model.team.id,
        context_enterprise_id: null,
        api_app_id: model.app.id,
        event: { event_ts: time.nextStamp(), ...event },
        type: "event_callback",
        event_id: nextId("Ev"),
        event_time: time.seconds(),
        authorizations: [authorization],
        is_ext_shared_channel: room?.shared ?? false,
        event_context: nextId("EC"),
      }),
    ];
  }
  const hasBot = (room: FakeRoom | undefined): room is FakeRoom =>
    room?.members.has(model.app.botUser) === true;
  function tellMessage(room: FakeRoom | undefined, event: Json): readonly Delivery[] {
    if (!hasBot(room)) return [];
    const type = channelType(room.kind);
    const place = { channel: room.id, channel_type: type };
    const name = `message.${plurals[room.kind]}`;
    return tell(name, roomScope(room.kind, "history"), { type: "message", ...event, ...place });
  }
  function mentioned(message: FakeMessage, room: FakeRoom): readonly Delivery[] {
    const isMention = message.text.includes(`<@${model.app.botUser}>`);
    if (!isMention || room.kind === "im" || !hasBot(room) || message.user === model.app.botUser) {
      return [];
    }
    const { subtype: _, ...plain } = messageJson(model, message);
    const event = { ...plain, type: "app_mention", channel: room.id, event_ts: message.ts };
    return tell("app_mention", "app_mentions:read", event);
  }
  const changedEvent = (message: Json, previous: Json): Json => ({
    subtype: "message_changed",
    hidden: true,
    ts: time.nextStamp(),
    message,
    previous_message: previous,
  });

  return {
    posted(message) {
      const room = model.rooms.get(message.room);
      if (!room || message.onlyFor !== undefined) return [];
      const event = { ...messageJson(model, message), event_ts: message.ts };
      return [...mentioned(message, room), ...tellMessage(room, event)];
    },
    changed(message, previous) {
      const room = model.rooms.get(message.room);
      // Who is first mentioned by an edit hears of it as of a new mention, with `edited`.
      const isNew = !String(previous.text).includes(`<@${model.app.botUser}>`);
      return [
        ...(room && isNew ? mentioned(message, room) : []),
        ...tellMessage(room, changedEvent(messageJson(model, message), previous)),
      ];
    },
    deleted: (room, previous, remains) =>
      tellMessage(
        room,
        remains === undefined
          ? {
              subtype: "message_deleted",
              hidden: true,
              ts: time.nextStamp(),
              deleted_ts: previous.ts,
              previous_message: previous,
            }
          : changedEvent(remains, previous),
      ),
    reacted(user, on, reaction, isAdded) {
      if (!hasBot(model.rooms.get(on.room))) return [];
      const name = isAdded ? "reaction_added" : "reaction_removed";
      const item = { type: "message", channel: on.room, ts: on.ts };
      return tell(name, "reactions:read", {
        type: name,
        user,
        reaction,
        item,
        item_user: on.user,
      });
    },
    membership(room, user, change, by) {
      const isAbout = user === model.app.botUser;
      if (!isAbout && !hasBot(room)) return [];
      const name = `member_${change}_channel`;
      const inviter = by === undefined ? {} : { inviter: by };
      const type = room.kind === "public" ? "C" : "G";
      const event = { type: name, user, channel: room.id, channel_type: type, ...inviter };
      return tell(name, roomScope(room.kind, "read"), { ...event, team: model.team.id });
    },
    homeOpened(user, tab, view) {
      const channel = directRoomOf(model, user)?.id;
      const shown = view ? { view: { id: view.id, ...view.definition, hash: view.hash } } : {};
      return tell("app_home_opened", undefined, {
        type: "app_home_opened",
        user,
        channel,
        tab,
        ...shown,
      });
    },
    uninstalled: () => [
      ...tell("tokens_revoked", undefined, {
        type: "tokens_revoked",
        tokens: { oauth: [], bot: [model.app.botUser] },
      }),
      ...tell("app_uninstalled", undefined, { type: "app_uninstalled" }),
    ],
  };
}
