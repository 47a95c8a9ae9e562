import type { Homeserver } from "./homeserver.ts";
import { forbidden, notFound } from "./matrix-refusal.ts";
import type { Room, RoomEvent } from "./model.ts";
import { powerFor, powerOf } from "./power.ts";

type Redaction = {
  readonly by: string;
  readonly of: string;
  readonly reason?: string | undefined;
  readonly transaction?: RoomEvent["transaction"];
};

/** Redacts one's own event, or with the power for it somebody else's. @throws MatrixRefusal */
export function sendRedaction(
  homeserver: Homeserver,
  room: Room,
  { by, of, reason, transaction }: Redaction,
): RoomEvent {
  const target = room.events.find(({ id }) => id === of);
  if (!target) throw notFound(`Could not find event ${of}`);
  if (target.sender !== by && powerOf(room, by) < powerFor(room, "redact")) {
    throw forbidden("You don't have permission to redact events");
  }
  const content = { redacts: of, ...(reason === undefined ? {} : { reason }) };
  const event = { sender: by, type: "m.room.redaction", content, redacts: of, transaction };
  return homeserver.addEvent(room, event);
}
