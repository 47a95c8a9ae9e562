import { z } from "zod";
import type { MatrixServer } from "../contract/matrix-server.ts";
import { askedDirectRoom, askedRoom } from "../support/mini-homeserver/asked-room.ts";
import type { Json } from "../support/mini-homeserver/matrix-refusal.ts";

/** What people do at a homeserver, by the calls that their clients would make. */
type PeopleByCalls = Pick<
  MatrixServer,
  | ("openRoom" | "openDirectRoom" | "upgrade" | "invite" | "join" | "leave" | "kick")
  | ("react" | "redact")
>;

/** @param call makes a call with somebody's token; the path starts behind the version, the answer is what a taken one says */
export function createPeopleByCalls(
  call: (user: string, method: "POST" | "PUT", path: string, given: Json) => Promise<Json>,
): PeopleByCalls {
  let transactions = 0;
  const pathOf = (room: string, rest: string) => `/rooms/${encodeURIComponent(room)}/${rest}`;

  async function create(by: string, asked: Json): Promise<{ readonly id: string }> {
    const { room_id } = await call(by, "POST", "/createRoom", asked);
    return { id: z.string().parse(room_id) };
  }
  async function act(by: string, name: string, room: string, whom?: string): Promise<void> {
    await call(by, "POST", pathOf(room, name), whom === undefined ? {} : { user_id: whom });
  }
  async function put(by: string, room: string, path: string, given: Json) {
    transactions += 1;
    const whole = pathOf(room, `${path}/by-hand-${transactions}`);
    const { event_id } = await call(by, "PUT", whole, given);
    return { room, id: z.string().parse(event_id) };
  }
  return {
    async openRoom(name, [by, ...others], how) {
      const room = await create(by, askedRoom(name, others, how));
      await Promise.all(others.map((user) => act(user, "join", room.id)));
      return room;
    },
    openDirectRoom: (by, whom, how) => create(by, askedDirectRoom(whom, how)),
    async upgrade(by, room) {
      const asked = { new_version: "12" };
      const { replacement_room } = await call(by, "POST", pathOf(room, "upgrade"), asked);
      return { id: z.string().parse(replacement_room) };
    },
    invite: (by, room, user) => act(by, "invite", room, user),
    join: (user, room) => act(user, "join", room),
    leave: (user, room) => act(user, "leave", room),
    kick: (by, room, user) => act(by, "kick", room, user),
    react: (by, { room, id: event_id }, key) =>
      put(by, room, "send/m.reaction", {
        "m.relates_to": { rel_type: "m.annotation", event_id, key },
      }),
    redact: (by, { room, id }) => put(by, room, `redact/${encodeURIComponent(id)}`, {}),
  };
}
