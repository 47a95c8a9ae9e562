import { z } from "zod";
import { bodyOf, type Endpoint, endpoint, jsonSchema, openEndpoint } from "./endpoint.ts";
import { forbidden, MatrixRefusal, notFound } from "./matrix-refusal.ts";
import { tellOfNewKeys } from "./new-keys.ts";

const passwordLogin = z.object({
  type: z.literal("m.login.password"),
  identifier: z.object({ type: z.literal("m.id.user"), user: z.string() }),
  password: z.string(),
  device_id: z.string().optional(),
  initial_device_display_name: z.string().optional(),
});

/** Logging in and out, and what the server can do. */
export const sessionEndpoints: readonly Endpoint[] = [
  openEndpoint("versions", "GET /client/versions", () => ({
    versions: Array.from({ length: 15 }, (_, index) => `v1.${index + 1}`),
    unstable_features: { "org.matrix.e2e_cross_signing": true },
  })),

  openEndpoint("login flows", "GET /client/v3/login", () => ({
    flows: [{ type: "m.login.password" }],
  })),

  openEndpoint("login", "POST /client/v3/login", (call) => {
    const { homeserver, origin } = call;
    const { type } = bodyOf(call, z.looseObject({ type: z.string() }));
    if (type !== "m.login.password") {
      throw new MatrixRefusal(400, "M_INVALID_PARAM", "Invalid login submission");
    }
    const given = bodyOf(call, passwordLogin);
    const { user } = given.identifier;
    const id = user.startsWith("@") ? user : `@${user}:${homeserver.name}`;
    const account = homeserver.model.accounts.get(id);
    if (account?.password !== given.password) throw forbidden("Invalid username or password");
    const deviceId = given.device_id ?? homeserver.nextId().slice(0, 10).toUpperCase();
    const device = account.devices.get(deviceId) ?? homeserver.addDevice(account, deviceId);
    const access_token = `syt_${homeserver.nextId()}`;
    device.tokens.add(access_token);
    return {
      user_id: account.id,
      access_token,
      home_server: homeserver.name,
      device_id: device.id,
      well_known: { "m.homeserver": { base_url: `${origin}/` } },
    };
  }),

  endpoint("whoami", "GET /client/v3/account/whoami", ({ account, device }) => ({
    user_id: account.id,
    device_id: device.id,
    is_guest: false,
  })),

  endpoint("logout", "POST /client/v3/logout", ({ homeserver, account, device }) => {
    account.devices.delete(device.id);
    tellOfNewKeys(homeserver, account.id);
    return {};
  }),

  endpoint("capabilities", "GET /client/v3/capabilities", () => ({
    capabilities: {
      "m.room_versions": { default: "12", available: { "12": "stable" } },
      "m.change_password": { enabled: true },
      "m.set_displayname": { enabled: true },
      "m.set_avatar_url": { enabled: true },
    },
  })),

  endpoint("filter", "POST /client/v3/user/:user/filter", (call) => {
    const { account } = call;
    if (call.param("user") !== account.id) throw forbidden("Cannot create filters for other users");
    account.filters.push(bodyOf(call, jsonSchema));
    return { filter_id: String(account.filters.length - 1) };
  }),

  endpoint("get filter", "GET /client/v3/user/:user/filter/:filter", ({ account, param }) => {
    const filter = account.filters[Number(param("filter"))];
    if (param("user") !== account.id || !filter) throw notFound("No such filter");
    return filter;
  }),
];
