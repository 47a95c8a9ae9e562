import type { InboxItem } from "../../../chat/inbox-item.ts";
import type { Known } from "./known.ts";
import { mapMessage, mapUnreadable } from "./map-message.ts";
import { mapReaction } from "./map-reaction.ts";
import { mapRedaction } from "./map-redaction.ts";
import { mapRoomChange } from "./map-room-change.ts";
import type { RoomEvent } from "./room-event.ts";

/**
 * What an event of a room comes to; undefined: nothing for us. A content in which anybody may write anything never makes it
 * throw.
 */
export function mapEvent(event: RoomEvent, known: Known): InboxItem | undefined {
  if (known.room.isSpace) return undefined;
  if (event.stateKey !== undefined) return mapRoomChange(event, known);
  if (event.sender === known.own.user || isFromBefore(event, known)) return undefined;
  if (event.unreadable) return mapUnreadable(event, known);
  switch (event.type) {
    case "m.room.message":
      return mapMessage(event, known);
    case "m.reaction":
      return mapReaction(event, event, known);
    case "m.room.redaction":
      return mapRedaction(event, known);
    default:
      return undefined;
  }
}

/** What was said before we came in was not said to us. */
function isFromBefore({ sentAt }: RoomEvent, { room: { joinedAt } }: Known): boolean {
  return joinedAt !== undefined && Temporal.Instant.compare(sentAt, joinedAt) < 0;
}
