import type { Homeserver } from "./homeserver.ts";
import type { Json } from "./matrix-refusal.ts";
import type { Device, Room, RoomEvent } from "./model.ts";
import { lastEdit, relatedTo } from "./relations.ts";
import { membershipOf } from "./room-state.ts";

/** Whose device it is shown to, and whether the room goes without saying. */
type Shown = { readonly homeserver: Homeserver; readonly to: Device; readonly inSync?: boolean };

/** An event as a device gets it, with the edit and the thread that belong to it. */
export function eventJson(room: Room, event: RoomEvent, shown: Shown): Json {
  const replaced =
    event.stateKey === undefined
      ? undefined
      : room.events.findLast(
          ({ type, stateKey, position }) =>
            type === event.type && stateKey === event.stateKey && position < event.position,
        );
  const bundle = bundled(room, event, shown);
  return bare(room, event, shown, {
    membership: membershipOf(room, shown.to.user, event.position) ?? "leave",
    ...(replaced
      ? {
          prev_content: replaced.content,
          prev_sender: replaced.sender,
          replaces_state: replaced.id,
        }
      : {}),
    ...(bundle ? { "m.relations": bundle } : {}),
  });
}

/** As somebody who is invited sees it. */
export const strippedJson = ({ type, sender, stateKey = "", content }: RoomEvent): Json => ({
  type,
  sender,
  state_key: stateKey,
  content,
});

function bare(room: Room, event: RoomEvent, shown: Shown, more: Json = {}): Json {
  const { homeserver, to, inSync = false } = shown;
  const { transaction, redactedBy } = event;
  const age = homeserver.clock.now().epochMilliseconds - event.sentAt.epochMilliseconds;
  return {
    content: event.content,
    event_id: event.id,
    origin_server_ts: event.sentAt.epochMilliseconds,
    sender: event.sender,
    type: event.type,
    ...(inSync ? {} : { room_id: room.id }),
    ...(event.stateKey === undefined ? {} : { state_key: event.stateKey }),
    ...(event.redacts === undefined ? {} : { redacts: event.redacts }),
    unsigned: {
      age,
      // Only the device that sent it is told, and only so can it know its own again.
      ...(transaction?.device === to ? { transaction_id: transaction.id } : {}),
      ...(redactedBy
        ? { redacted_by: redactedBy.id, redacted_because: bare(room, redactedBy, shown) }
        : {}),
      ...more,
    },
  };
}

function bundled(room: Room, event: RoomEvent, shown: Shown): Json | undefined {
  const edit = lastEdit(room, event);
  const replies = relatedTo(room, event.id, "m.thread");
  const last = replies.at(-1);
  if (!edit && !last) return undefined;
  return {
    ...(edit ? { "m.replace": bare(room, edit, shown) } : {}),
    ...(last
      ? {
          "m.thread": {
            count: replies.length,
            latest_event: bare(room, last, shown),
            current_user_participated: [event, ...replies].some(
              ({ sender }) => sender === shown.to.user,
            ),
          },
        }
      : {}),
  };
}
