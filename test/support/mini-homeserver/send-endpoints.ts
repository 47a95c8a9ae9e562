import { z } from "zod";
import { bodyOf, type Endpoint, endpoint, jsonSchema, once } from "./endpoint.ts";
import { breachesOf } from "./event-rules.ts";
import { joinedRoom } from "./membership.ts";
import { checkPower } from "./power.ts";
import { isEncrypted } from "./room-state.ts";
import { sendRedaction } from "./send-redaction.ts";
import { checkContent } from "./sent-event.ts";

/** Events that clients send. */
export const sendEndpoints: readonly Endpoint[] = [
  endpoint("send", "PUT /client/v3/rooms/:room/send/:type/:transaction", (call) =>
    once(call, () => {
      const { homeserver, device, param } = call;
      const room = joinedRoom(homeserver, device.user, param("room"));
      const type = param("type");
      checkPower(room, device.user, type, false);
      const content = bodyOf(call, jsonSchema);
      checkContent(homeserver, room, { type, sender: device.user, content });
      for (const breach of breachesOf({ type, content, isEncrypted: isEncrypted(room) })) {
        call.addBreach(breach);
      }
      const transaction = { device, id: param("transaction") };
      const sent = homeserver.addEvent(room, { sender: device.user, type, content, transaction });
      return { event_id: sent.id };
    }),
  ),

  endpoint("redact", "PUT /client/v3/rooms/:room/redact/:event/:transaction", (call) =>
    once(call, () => {
      const { homeserver, device, param } = call;
      const room = joinedRoom(homeserver, device.user, param("room"));
      const { reason } = bodyOf(call, z.looseObject({ reason: z.string().optional() }));
      const transaction = { device, id: param("transaction") };
      const redaction = { by: device.user, of: param("event"), reason, transaction };
      return { event_id: sendRedaction(homeserver, room, redaction).id };
    }),
  ),

  ...(["state/:type", "state/:type/:key"] as const).map((path) =>
    endpoint("put state", `PUT /client/v3/rooms/:room/${path}`, (call) => {
      const { homeserver, device, param } = call;
      const room = joinedRoom(homeserver, device.user, param("room"));
      const type = param("type");
      checkPower(room, device.user, type, true);
      const stateKey = path === "state/:type" ? "" : param("key");
      const content = bodyOf(call, jsonSchema);
      const event = homeserver.addEvent(room, { sender: device.user, type, stateKey, content });
      return { event_id: event.id };
    }),
  ),
];
