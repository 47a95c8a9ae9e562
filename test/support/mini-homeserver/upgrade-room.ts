import { createRoom } from "./create-room.ts";
import type { Homeserver } from "./homeserver.ts";
import type { Room } from "./model.ts";
import { checkPower } from "./power.ts";
import { stateAt } from "./room-state.ts";

/** What a replacement takes over from the room before it. */
const carried = new Set([
  ...["m.room.power_levels", "m.room.join_rules", "m.room.history_visibility", "m.room.name"],
  ...["m.room.topic", "m.room.avatar", "m.room.encryption", "m.room.guest_access"],
]);

/**
 * Opens a room in the place of an old one, and says so in the old one.
 *
 * Only the one who does it is in the new room: whoever may not simply join has to be invited.
 * @throws MatrixRefusal M_FORBIDDEN for who has too little power
 */
export function upgradeRoom(homeserver: Homeserver, room: Room, by: string): Room {
  checkPower(room, by, "m.room.tombstone", true);
  const initial_state = stateAt(room)
    .filter(({ type }) => carried.has(type))
    .map(({ type, stateKey = "", content }) => ({ type, state_key: stateKey, content }));
  const predecessor = { room_id: room.id };
  const replacement = createRoom(homeserver, by, {
    initial_state,
    creation_content: { predecessor },
  });
  homeserver.addEvent(room, {
    sender: by,
    type: "m.room.tombstone",
    stateKey: "",
    content: { body: "This room has been replaced", replacement_room: replacement.id },
  });
  return replacement;
}
