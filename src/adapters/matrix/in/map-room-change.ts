import type { RoomChange } from "../../../chat/inbox-item.ts";
import { readContent } from "./content.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import type { RoomEvent } from "./room-event.ts";

/** What tells that we were invited, came in or are out, or that a room goes on as another; undefined: it is about others. */
export function mapRoomChange(event: RoomEvent, { own, room }: Known): RoomChange | undefined {
  const { membership, replacement_room: replacement } = readContent(event.content);
  const what = (
    change: RoomChange["change"],
    more: Pick<RoomChange, "by" | "to"> = {},
  ): RoomChange => ({
    kind: "room",
    dedupKey: event.id,
    room: roomRef(own, event.room),
    change,
    ...more,
    at: event.sentAt,
  });
  const by = event.sender === own.user ? {} : { by: principalOf(own, event.sender) };
  const goesOn = (from: string, to: string): RoomChange => ({
    ...what("upgraded", { ...by, to: roomRef(own, to) }),
    room: roomRef(own, from),
  });
  if (event.type === "m.room.tombstone" && event.stateKey === "") {
    return replacement === undefined ? undefined : goesOn(event.room, replacement);
  }
  if (event.type !== "m.room.member" || event.stateKey !== own.user) return undefined;
  switch (membership) {
    case "invite":
      return what("invited", by);
    case "join":
      // A new name of ours is told as if we came in; and into a room of our own we were not let.
      if (event.wasIn || room.isOurs) return undefined;
      return room.before === undefined ? what("joined", by) : goesOn(room.before, event.room);
    case "leave":
    case "ban":
      return what("left", by);
    default:
      return undefined;
  }
}
