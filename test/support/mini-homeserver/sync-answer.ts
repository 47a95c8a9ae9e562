import { deviceListsSince } from "./device-lists.ts";
import type { Json } from "./matrix-refusal.ts";
import type { Account, Device, Room } from "./model.ts";
import { membershipIn, stateEvent } from "./room-state.ts";
import { tokenAt } from "./stream.ts";
import { invitedRoomJson, joinedRoomJson, leftRoomJson, type SyncAsked } from "./sync-room.ts";

type SyncAnswer = { readonly body: Json; readonly isNews: boolean };

/** What a device has not seen yet. */
export function syncAnswer(account: Account, asked: SyncAsked): SyncAnswer {
  const { homeserver, device, since } = asked;
  const rooms: Record<string, Record<string, Json>> = {};
  for (const room of homeserver.model.rooms.values()) {
    const part = roomPart(room, asked);
    if (part) rooms[part.kind] = { ...rooms[part.kind], [room.id]: part.json };
  }
  const events = [...account.data]
    .filter(([, { position }]) => position > (since ?? 0))
    .map(([type, { value }]) => ({ type, content: value }));
  const toDevice = device.inbox.map(({ value }) => value);
  const lists =
    since === undefined
      ? { changed: [], left: [] }
      : deviceListsSince(homeserver.model, device.user, since);
  const isNews =
    [events, toDevice, lists.changed, lists.left].some(({ length }) => length > 0) ||
    Object.keys(rooms).length > 0;
  return {
    isNews,
    body: {
      next_batch: tokenAt(homeserver.stream.position()),
      account_data: { events },
      to_device: { events: toDevice },
      device_lists: lists,
      device_one_time_keys_count: oneTimeKeyCounts(device),
      device_unused_fallback_key_types: [...device.fallbackKeys]
        .filter(([, { isUsed }]) => !isUsed)
        .map(([algorithm]) => algorithm),
      rooms,
    },
  };
}

function roomPart(
  room: Room,
  asked: SyncAsked,
): { readonly kind: "join" | "invite" | "leave"; readonly json: Json } | undefined {
  const { device, since = 0 } = asked;
  const member = stateEvent(room, "m.room.member", device.user);
  const membership = membershipIn(member);
  if (!member) return undefined;
  if (membership === "join") {
    const json = joinedRoomJson(room, asked);
    return json && { kind: "join", json };
  }
  if (member.position <= since) return undefined;
  if (membership === "invite") return { kind: "invite", json: invitedRoomJson(room, member) };
  // A first sync tells of no room that is left.
  const isTold = asked.since !== undefined && !room.forgottenBy.has(device.user);
  return isTold ? { kind: "leave", json: leftRoomJson(room, asked, member) } : undefined;
}

/** How many keys others can still claim; Synapse names the usual kind also where there is none. */
export function oneTimeKeyCounts({ oneTimeKeys }: Device): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { signed_curve25519: 0 };
  for (const name of oneTimeKeys.keys()) {
    const [algorithm = ""] = name.split(":");
    counts[algorithm] = (counts[algorithm] ?? 0) + 1;
  }
  return counts;
}
