import { eventJson, strippedJson } from "./event-json.ts";
import { lets, type SyncFilter } from "./filter.ts";
import type { Homeserver } from "./homeserver.ts";
import type { Json } from "./matrix-refusal.ts";
import type { Device, Room, RoomEvent } from "./model.ts";
import { membershipOf, stateAt, stateEvent, usersWith } from "./room-state.ts";
import { signsSince } from "./signs.ts";
import { tokenAt } from "./stream.ts";

/** Whose sync it is, and what they have already. */
export type SyncAsked = {
  readonly homeserver: Homeserver;
  readonly device: Device;
  /** Left out: nothing. */
  readonly since: number | undefined;
  readonly filter: SyncFilter;
};

/** Synapse: unless the filter says another number, a sync brings no more of a room. */
const fewEvents = 10;
const mostEvents = 100;

/** A room for who is in it. @returns undefined where there is nothing new */
export function joinedRoomJson(room: Room, asked: SyncAsked): Json | undefined {
  const { device, filter } = asked;
  const wasIn =
    asked.since !== undefined && membershipOf(room, device.user, asked.since) === "join";
  const since = wasIn ? (asked.since ?? 0) : 0;
  const window = windowOf(room, asked, since, Infinity);
  const ephemeral = signsSince(room, since).filter(({ type }) =>
    lets(filter.room?.ephemeral, type),
  );
  if (wasIn && window.timeline.length === 0 && ephemeral.length === 0) return undefined;
  const isCounted = window.limited || window.timeline.some(isMembership) || !wasIn;
  return {
    ...windowJson(room, asked, window, wasIn ? [] : [device.user]),
    ephemeral: { events: ephemeral },
    unread_notifications: { notification_count: 0, highlight_count: 0 },
    summary: isCounted ? summaryOf(room, device) : {},
  };
}

/** A room for who is invited: what it is, and by whom. */
export function invitedRoomJson(room: Room, invite: RoomEvent): Json {
  const told = ["create", "join_rules", "name", "topic", "avatar", "canonical_alias", "encryption"];
  const state = told.flatMap((name) => stateEvent(room, `m.room.${name}`) ?? []);
  const inviter = stateEvent(room, "m.room.member", invite.sender) ?? [];
  return { invite_state: { events: [...state, inviter, invite].flat().map(strippedJson) } };
}

/** A room for who left it since then, up to that. Who was only invited sees no more than that this is over. */
export function leftRoomJson(room: Room, asked: SyncAsked, leaving: RoomEvent): Json {
  const { since = 0, device } = asked;
  const wasIn = membershipOf(room, device.user, since) === "join";
  const from = wasIn ? since : leaving.position - 1;
  return windowJson(room, asked, windowOf(room, asked, from, leaving.position), []);
}

/** A stretch of a room's timeline. */
type Window = {
  readonly timeline: readonly RoomEvent[];
  readonly limited: boolean;
  /** Where it was to start, and where it does: later, if it is limited. */
  readonly since: number;
  readonly start: number;
};

function windowOf(
  room: Room,
  { homeserver, filter }: SyncAsked,
  since: number,
  until: number,
): Window {
  const wanted = filter.room?.timeline;
  const happened = room.events.filter(
    ({ position, type }) => position > since && position <= until && lets(wanted, type),
  );
  const timeline = happened.slice(-Math.min(wanted?.limit ?? fewEvents, mostEvents));
  const first = timeline[0]?.position ?? homeserver.stream.position() + 1;
  return { timeline, limited: happened.length > timeline.length, since, start: first - 1 };
}

function windowJson(
  room: Room,
  { homeserver, device, filter }: SyncAsked,
  { timeline, limited, since, start }: Window,
  alwaysTold: readonly string[],
): Json {
  const changed = stateAt(room, start).filter(({ position }) => position > since);
  const told = new Set([...alwaysTold, ...timeline.map(({ sender }) => sender)]);
  const members = [...told].flatMap((user) => stateEvent(room, "m.room.member", user, start) ?? []);
  const isLazy = filter.room?.state?.lazy_load_members === true;
  const state = isLazy ? [...changed.filter((one) => !isMembership(one)), ...members] : changed;
  const shown = (event: RoomEvent) =>
    eventJson(room, event, { homeserver, to: device, inSync: true });
  return {
    timeline: { events: timeline.map(shown), prev_batch: tokenAt(start), limited },
    state: { events: state.map(shown) },
    account_data: { events: [] },
  };
}

const isMembership = ({ type }: RoomEvent) => type === "m.room.member";

function summaryOf(room: Room, { user }: Device): Json {
  const joined = usersWith(room, "join");
  const invited = usersWith(room, "invite");
  const isNamed = ["m.room.name", "m.room.canonical_alias"].some((type) => stateEvent(room, type));
  const heroes = [...joined, ...invited].filter((one) => one !== user).slice(0, 5);
  return {
    "m.joined_member_count": joined.length,
    "m.invited_member_count": invited.length,
    ...(isNamed ? {} : { "m.heroes": heroes }),
  };
}
