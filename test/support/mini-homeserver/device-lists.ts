import type { Model, Room } from "./model.ts";
import { membershipOf, usersWith } from "./room-state.ts";

type DeviceLists = { readonly changed: readonly string[]; readonly left: readonly string[] };

/** Whose keys somebody has to ask for anew, and whose are none of their business any more, since a place in the stream. */
export function deviceListsSince(
  { rooms, accounts }: Model,
  user: string,
  since: number,
): DeviceLists {
  const joined = (room: Room, at?: number) => membershipOf(room, user, at) === "join";
  const now = [...rooms.values()].filter((room) => joined(room));
  const before = [...rooms.values()].filter((room) => joined(room, since));
  const shared = new Set([user, ...now.flatMap((room) => usersWith(room, "join"))]);
  const hasNewKeys = (id: string) => (accounts.get(id)?.keysChangedAt ?? 0) > since;
  const arrived = now.flatMap((room) => {
    const known = joined(room, since) ? usersWith(room, "join", since) : [];
    return usersWith(room, "join").filter((one) => !known.includes(one));
  });
  const gone = before.flatMap((room) => usersWith(room, "join", since));
  return {
    changed: [...new Set([...[...shared].filter(hasNewKeys), ...arrived])],
    left: [...new Set(gone)].filter((one) => !shared.has(one)),
  };
}
