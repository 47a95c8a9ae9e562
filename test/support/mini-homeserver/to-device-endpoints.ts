import { z } from "zod";
import { bodyOf, type Endpoint, endpoint, jsonSchema, once } from "./endpoint.ts";

const messagesSchema = z.object({
  messages: z.record(z.string(), z.record(z.string(), jsonSchema)),
});

/** Messages from device to device, each kept until it has arrived. */
export const toDeviceEndpoints: readonly Endpoint[] = [
  endpoint("sendToDevice", "PUT /client/v3/sendToDevice/:type/:transaction", (call) =>
    once(call, () => {
      const { homeserver, account, param } = call;
      const { messages } = bodyOf(call, messagesSchema);
      for (const [user, byDevice] of Object.entries(messages)) {
        const devices = homeserver.model.accounts.get(user)?.devices ?? new Map();
        for (const device of devices.values()) {
          const content = byDevice[device.id] ?? byDevice["*"];
          if (!content) continue;
          const value = { type: param("type"), sender: account.id, content };
          device.inbox = [...device.inbox, { value, position: homeserver.stream.next() }];
        }
      }
      return {};
    }),
  ),
];
