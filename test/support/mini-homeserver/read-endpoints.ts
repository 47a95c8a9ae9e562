import { type Call, type Endpoint, endpoint } from "./endpoint.ts";
import { eventJson } from "./event-json.ts";
import { eventFilterOf, lets } from "./filter.ts";
import { forbidden, type Json, MatrixRefusal, notFound } from "./matrix-refusal.ts";
import type { Room, RoomEvent } from "./model.ts";
import { pageOf } from "./page.ts";
import { relatedTo } from "./relations.ts";
import { readableUntil, stateAt, stateEvent, usersWith } from "./room-state.ts";
import { positionOf, tokenAt } from "./stream.ts";

/** What happened in a room, and what is so in it. */
export const readEndpoints: readonly Endpoint[] = [
  endpoint("messages", "GET /client/v3/rooms/:room/messages", (call) => {
    const { query } = call;
    const { room, events } = readable(call);
    const filter = eventFilterOf(query.get("filter"));
    const wanted = events.filter(({ type }) => lets(filter, type));
    const page = pageOf(wanted, query, { direction: "f", limit: 10 });
    const senders = new Set(page.events.map(({ sender }) => sender));
    const members = [...senders].flatMap((user) => stateEvent(room, "m.room.member", user) ?? []);
    return {
      chunk: shownIn(call, room, page.events),
      start: page.start,
      ...(page.end === undefined ? {} : { end: page.end }),
      ...(filter.lazy_load_members ? { state: shownIn(call, room, members) } : {}),
    };
  }),

  endpoint("event", "GET /client/v3/rooms/:room/event/:event", (call) => {
    const { room, events } = readable(call);
    return shown(call, room, named(events, call.param("event")));
  }),

  endpoint("context", "GET /client/v3/rooms/:room/context/:event", (call) => {
    const { room, events } = readable(call);
    const event = named(events, call.param("event"));
    const each = Math.max(1, Math.floor(Number(call.query.get("limit") ?? 10) / 2));
    const before = events.filter(({ position }) => position < event.position).slice(-each);
    const after = events.filter(({ position }) => position > event.position).slice(0, each);
    return {
      event: shown(call, room, event),
      events_before: shownIn(call, room, before.toReversed()),
      events_after: shownIn(call, room, after),
      start: tokenAt((before[0] ?? event).position - 1),
      end: tokenAt((after.at(-1) ?? event).position),
      state: shownIn(call, room, stateAt(room, (after.at(-1) ?? event).position)),
    };
  }),

  ...(["", "/:kind", "/:kind/:type"] as const).map((more) =>
    endpoint("relations", `GET /client/v1/rooms/:room/relations/:event${more}`, (call) => {
      const { room, events } = readable(call);
      const id = call.param("event");
      if (!events.some((one) => one.id === id)) {
        throw new MatrixRefusal(404, "M_UNKNOWN", "Unknown parent event.");
      }
      const kind = more === "" ? undefined : call.param("kind");
      const type = more === "/:kind/:type" ? call.param("type") : undefined;
      const related = relatedTo(room, id, kind).filter(
        (one) => events.includes(one) && (type === undefined || one.type === type),
      );
      const page = pageOf(related, call.query, { direction: "b", limit: 5 });
      return {
        chunk: shownIn(call, room, page.events),
        ...(page.hasMore ? { next_batch: page.end } : {}),
      };
    }),
  ),

  endpoint("members", "GET /client/v3/rooms/:room/members", (call) => {
    const { room } = readable(call);
    const { query } = call;
    const [wanted, unwanted] = [query.get("membership"), query.get("not_membership")];
    const members = stateAt(room, positionOf(query.get("at") ?? ""))
      .filter(({ type }) => type === "m.room.member")
      .filter(({ content: { membership } }) => wanted === null || membership === wanted)
      .filter(({ content: { membership } }) => unwanted === null || membership !== unwanted);
    return { chunk: shownIn(call, room, members) };
  }),

  endpoint("joined_members", "GET /client/v3/rooms/:room/joined_members", (call) => {
    const { room } = readable(call);
    const { accounts } = call.homeserver.model;
    const people = usersWith(room, "join").map((id) => [
      id,
      { avatar_url: null, display_name: accounts.get(id)?.displayName ?? null },
    ]);
    return { joined: Object.fromEntries(people) };
  }),

  endpoint("state", "GET /client/v3/rooms/:room/state", (call) => {
    const { room, until } = readable(call);
    return shownIn(call, room, stateAt(room, until));
  }),

  ...(["state/:type", "state/:type/:key"] as const).map((path) =>
    endpoint("get state", `GET /client/v3/rooms/:room/${path}`, (call) => {
      const { room, until } = readable(call);
      const key = path === "state/:type" ? "" : call.param("key");
      const event = stateEvent(room, call.param("type"), key, until);
      if (!event) throw notFound("Event not found.");
      return call.query.get("format") === "event" ? shown(call, room, event) : event.content;
    }),
  ),
];

type Reader = Pick<Call<"room">, "homeserver" | "device" | "param">;

/** @throws MatrixRefusal M_FORBIDDEN also for a room that does not exist */
function readable({ homeserver, device, param }: Reader) {
  const room = homeserver.model.rooms.get(param("room"));
  const until = room && readableUntil(room, device.user);
  if (!room || until === undefined) {
    throw forbidden(
      `User ${device.user} not in room ${param("room")}, and room previews are disabled`,
    );
  }
  return { room, until, events: room.events.filter(({ position }) => position <= until) };
}

function named(events: readonly RoomEvent[], id: string): RoomEvent {
  const event = events.find((one) => one.id === id);
  if (!event) throw notFound("Event not found.");
  return event;
}

type Shower = Pick<Call, "homeserver" | "device">;

const shown = ({ homeserver, device }: Shower, room: Room, event: RoomEvent): Json =>
  eventJson(room, event, { homeserver, to: device });

const shownIn = (call: Shower, room: Room, events: readonly RoomEvent[]): readonly Json[] =>
  events.map((event) => shown(call, room, event));
