import type { Interaction, Withdrawn } from "../../../chat/inbox-item.ts";
import type { Known } from "./known.ts";
import { messageRef } from "./map-message.ts";
import { mapReaction } from "./map-reaction.ts";
import { redactedBy, relationsOf } from "./relation.ts";
import type { RoomEvent } from "./room-event.ts";

/** What a redaction comes to: a reaction that is taken back, or a message that is gone; an edit that is gone is nothing. */
export function mapRedaction(event: RoomEvent, known: Known): Interaction | Withdrawn | undefined {
  const redacted = redactedBy(event);
  if (redacted === undefined) return undefined;
  const before = known.earlier(redacted);
  if (before?.type === "m.reaction") return mapReaction(before, event, known);
  if (before && (!isMessage(before) || before.sender === known.own.user)) return undefined;
  return {
    kind: "withdrawn",
    dedupKey: event.id,
    message: messageRef({ ...event, id: redacted }, before && relationsOf(before).thread, known),
    at: event.sentAt,
  };
}

function isMessage(event: RoomEvent): boolean {
  const isSaid = event.type === "m.room.message" || event.type === "m.room.encrypted";
  return isSaid && event.stateKey === undefined && relationsOf(event).replaces === undefined;
}
