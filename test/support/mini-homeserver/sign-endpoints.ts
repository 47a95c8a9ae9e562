import { z } from "zod";
import { bodyOf, type Call, type Endpoint, endpoint } from "./endpoint.ts";
import { type Json, MatrixRefusal, malformed } from "./matrix-refusal.ts";
import { joinedRoom } from "./membership.ts";

/** What shows that somebody is there: typing, and what they have read. */
export const signEndpoints: readonly Endpoint[] = [
  endpoint("typing", "PUT /client/v3/rooms/:room/typing/:user", (call) => {
    const { homeserver, account, param } = call;
    const { typing } = bodyOf(
      call,
      z.object({ typing: z.boolean(), timeout: z.number().optional() }),
    );
    if (param("user") !== account.id) {
      throw malformed(400, "M_FORBIDDEN", "Cannot set another user's typing state");
    }
    const room = joinedRoom(homeserver, account.id, param("room"));
    if (typing === room.typing.has(account.id)) return {};
    if (typing) room.typing.add(account.id);
    else room.typing.delete(account.id);
    room.typingChangedAt = homeserver.stream.next();
    return {};
  }),

  endpoint("receipt", "POST /client/v3/rooms/:room/receipt/:kind/:event", (call) => {
    const { thread_id } = bodyOf(call, z.object({ thread_id: z.string().optional() }));
    const thread = thread_id === undefined ? {} : { thread_id };
    read(call, { room: call.param("room"), kind: call.param("kind") }, call.param("event"), thread);
    return {};
  }),

  endpoint("read_markers", "POST /client/v3/rooms/:room/read_markers", (call) => {
    const room = call.param("room");
    for (const [kind, event] of Object.entries(bodyOf(call, z.record(z.string(), z.string())))) {
      read(call, { room, kind }, event, {});
    }
    return {};
  }),
];

/** Public ones only are told to others; the rest is taken and kept from everybody. */
function read(
  { homeserver, account }: Pick<Call, "homeserver" | "account">,
  { room: id, kind }: { readonly room: string; readonly kind: string },
  event: string,
  thread: Json,
): void {
  const room = joinedRoom(homeserver, account.id, id);
  if (!["m.read", "m.read.private", "m.fully_read"].includes(kind)) {
    throw new MatrixRefusal(400, "M_INVALID_PARAM", `Receipt type must be known, not ${kind}`);
  }
  if (kind !== "m.read") return;
  const content = { ts: homeserver.clock.now().epochMilliseconds, ...thread };
  room.receipts.set(JSON.stringify([account.id, kind, thread]), {
    value: { user: account.id, kind, event, content },
    position: homeserver.stream.next(),
  });
}
