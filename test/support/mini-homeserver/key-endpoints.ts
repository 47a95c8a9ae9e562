import { z } from "zod";
import { bodyOf, type Endpoint, endpoint, jsonSchema } from "./endpoint.ts";
import { uploadIdentity } from "./identity.ts";
import type { Json } from "./matrix-refusal.ts";
import { tellOfNewKeys } from "./new-keys.ts";
import { claimKey, takeFallbackKeys, takeOneTimeKeys } from "./one-time-keys.ts";
import { identityKeys, shownDeviceKeys, shownIdentityKey, sign } from "./published-keys.ts";
import { oneTimeKeyCounts } from "./sync-answer.ts";

const keysSchema = z.record(z.string(), jsonSchema);
const uploadSchema = z.object({
  device_keys: jsonSchema.optional(),
  one_time_keys: keysSchema.default({}),
  fallback_keys: keysSchema.default({}),
});

/** Keys of devices and of people. */
export const keyEndpoints: readonly Endpoint[] = [
  endpoint("keys/upload", "POST /client/v3/keys/upload", (call) => {
    const { homeserver, device } = call;
    const given = bodyOf(call, uploadSchema);
    const isNew = JSON.stringify(device.keys) !== JSON.stringify(given.device_keys);
    if (given.device_keys && isNew) {
      device.keys = given.device_keys;
      tellOfNewKeys(homeserver, device.user);
    }
    takeOneTimeKeys(device, given.one_time_keys);
    takeFallbackKeys(device, given.fallback_keys);
    return { one_time_key_counts: oneTimeKeyCounts(device) };
  }),

  endpoint("keys/query", "POST /client/v3/keys/query", (call) => {
    const { homeserver, account } = call;
    const asked = bodyOf(
      call,
      z.object({
        device_keys: z.record(z.string(), z.array(z.string())),
        timeout: z.number().optional(),
      }),
    );
    const { accounts } = homeserver.model;
    const users = Object.entries(asked.device_keys);
    const identities = identityKeys.map((name) => [
      `${name}s`,
      Object.fromEntries(
        users.flatMap(([user]) => {
          const key = shownIdentityKey(homeserver.model, user, name, account.id);
          return key ? [[user, key]] : [];
        }),
      ),
    ]);
    const devices = users.map(([user, wanted]) => {
      const all = [...(accounts.get(user)?.devices.values() ?? [])];
      const shown = all
        .filter(({ id }) => wanted.length === 0 || wanted.includes(id))
        .flatMap((device) => {
          const keys = shownDeviceKeys(homeserver.model, device, account.id);
          return keys ? [[device.id, keys]] : [];
        });
      return [user, Object.fromEntries(shown)];
    });
    return {
      device_keys: Object.fromEntries(devices),
      failures: {},
      ...Object.fromEntries(identities),
    };
  }),

  endpoint("keys/claim", "POST /client/v3/keys/claim", (call) => {
    const asked = bodyOf(
      call,
      z.object({
        one_time_keys: z.record(z.string(), z.record(z.string(), z.string())),
        timeout: z.number().optional(),
      }),
    );
    const { accounts } = call.homeserver.model;
    const claimed: Record<string, Record<string, Json>> = {};
    for (const [user, devices] of Object.entries(asked.one_time_keys)) {
      for (const [id, algorithm] of Object.entries(devices)) {
        const device = accounts.get(user)?.devices.get(id);
        const key = device && claimKey(device, algorithm);
        if (key) claimed[user] = { ...claimed[user], [id]: key };
      }
    }
    return { one_time_keys: claimed, failures: {} };
  }),

  endpoint("keys/signatures/upload", "POST /client/v3/keys/signatures/upload", (call) => {
    const given = bodyOf(call, z.record(z.string(), z.record(z.string(), jsonSchema)));
    const failures: Record<string, Record<string, Json>> = {};
    for (const [user, objects] of Object.entries(given)) {
      for (const [target, object] of Object.entries(objects)) {
        const failure = sign(call.homeserver, call.account.id, { user, target, object });
        if (failure) failures[user] = { ...failures[user], [target]: failure };
      }
    }
    return { failures };
  }),

  endpoint("keys/device_signing/upload", "POST /client/v3/keys/device_signing/upload", (call) =>
    uploadIdentity(call),
  ),
];
