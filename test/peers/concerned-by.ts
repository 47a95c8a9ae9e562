import { z } from "zod";
import type { Model } from "../support/mini-homeserver/model.ts";
import { stateEvent } from "../support/mini-homeserver/room-state.ts";
import type { ArrivedCall } from "../support/mini-homeserver/scripted-network.ts";

/** They change nothing that is told in a sync. */
const unheard = [
  ...["keys/query", "keys/claim", "filter", "login", "upload"],
  ...["new room_keys/version", "put room_keys/keys", "put room_keys/version"],
];

const toDeviceSchema = z.object({ messages: z.record(z.string(), z.unknown()) });
const roomsSchema = z.object({
  room_id: z.string().optional(),
  replacement_room: z.string().optional(),
});

/** Whose next sync may have something new after a call, which was taken: rather too many of them. */
export function concernedBy(
  { place, method, given }: ArrivedCall,
  answer: unknown,
  { accounts, rooms }: Model,
): readonly string[] {
  const { name, params } = place;
  if (method === "GET" || unheard.includes(name)) return [];
  if (name === "sendToDevice") return Object.keys(toDeviceSchema.parse(given).messages);
  const { room_id, replacement_room } = roomsSchema.parse(answer);
  const touched = [params.room, room_id, replacement_room].flatMap(
    (id = "") => rooms.get(id) ?? [],
  );
  const everybody = [...accounts.keys()];
  if (touched.length > 0) {
    const isIn = (user: string) =>
      touched.some((room) => stateEvent(room, "m.room.member", user) !== undefined);
    return everybody.filter(isIn);
  }
  return params.user === undefined ? everybody : [params.user];
}
