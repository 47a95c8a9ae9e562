import type { Room, RoomEvent } from "./model.ts";

export type Membership = "join" | "invite" | "leave" | "ban";

const keyOf = ({ type, stateKey }: RoomEvent) => JSON.stringify([type, stateKey]);

/** State events in force just after a place in the stream; left out: now. */
export function stateAt(room: Room, position = Infinity): readonly RoomEvent[] {
  const inForce = new Map<string, RoomEvent>();
  for (const event of room.events) {
    if (event.stateKey !== undefined && event.position <= position) {
      inForce.set(keyOf(event), event);
    }
  }
  return [...inForce.values()];
}

export function stateEvent(
  room: Room,
  type: string,
  key = "",
  position = Infinity,
): RoomEvent | undefined {
  return room.events.findLast(
    (one) => one.type === type && one.stateKey === key && one.position <= position,
  );
}

/** A text in the content of a state event. */
export function stateText(room: Room, type: string, name: string): string | undefined {
  const value = stateEvent(room, type)?.content[name];
  return typeof value === "string" ? value : undefined;
}

export const isEncrypted = (room: Room): boolean =>
  stateEvent(room, "m.room.encryption") !== undefined;

export function membershipOf(room: Room, user: string, position?: number): Membership | undefined {
  return membershipIn(stateEvent(room, "m.room.member", user, position));
}

export function membershipIn(event: RoomEvent | undefined): Membership | undefined {
  const membership = event?.content.membership;
  return membership === "join" ||
    membership === "invite" ||
    membership === "leave" ||
    membership === "ban"
    ? membership
    : undefined;
}

export function usersWith(
  room: Room,
  membership: Membership,
  position?: number,
): readonly string[] {
  return stateAt(room, position)
    .filter((one) => one.type === "m.room.member" && membershipIn(one) === membership)
    .flatMap(({ stateKey = [] }) => stateKey);
}

/**
 * How far somebody may read: to the end of what there is, to where they left, or nothing.
 *
 * Who is in a room reads also what came before, as `history_visibility: shared` has it.
 */
export function readableUntil(room: Room, user: string): number | undefined {
  const memberships = room.events.filter(
    ({ type, stateKey }) => type === "m.room.member" && stateKey === user,
  );
  const last = memberships.at(-1);
  if (membershipIn(last) === "join") return Infinity;
  const hasLeft = membershipIn(last) === "leave" || membershipIn(last) === "ban";
  return hasLeft && membershipIn(memberships.at(-2)) === "join" ? last?.position : undefined;
}
