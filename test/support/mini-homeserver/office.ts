import { createStoppedClock } from "../stopped-clock.ts";
import { createMiniHomeserver, type MiniHomeserver } from "./mini-homeserver.ts";

/** What was said to a call. */
type Said = { readonly status: number; readonly body: Record<string, unknown> };

/** A device that speaks the protocol by hand. */
export type PlainClient = {
  readonly user: string;
  readonly token: string;
  call(method: string, path: string, body?: unknown): Promise<Said>;
  /** Everything since a token; what came with it is the next one. */
  sync(since?: string, query?: Readonly<Record<string, string>>): Promise<Said["body"]>;
};

/** A started homeserver with two people and a bot in one room; the clock stands, and no sync ends by itself. */
export async function startOffice() {
  const clock = createStoppedClock("2026-03-02T09:00:00Z");
  const server = createMiniHomeserver({ clock, later: () => () => {} });
  const { id: ada } = server.addUser("ada");
  const { id: bob } = server.addUser("bob");
  const { id: ama } = server.addUser("ama");
  const { id: ops } = server.openRoom("ops", [ada, bob, ama], { alias: "ops" });
  await server.start();
  return {
    ...{ clock, server, ada, bob, ama, ops },
    /** Logs in. */
    client: (user: string, device = "DEVICE") => plainClient(server, user, device),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

async function plainClient(
  server: MiniHomeserver,
  user: string,
  device: string,
): Promise<PlainClient> {
  const identifier = { type: "m.id.user", user };
  const login = { type: "m.login.password", identifier, password: "secret", device_id: device };
  const { body } = await say(server, "POST", "/client/v3/login", login);
  const token = String(body.access_token);
  const call: PlainClient["call"] = (method, path, sent) => say(server, method, path, sent, token);
  return {
    user,
    token,
    call,
    async sync(since, query = {}) {
      const asked = new URLSearchParams({ ...query, ...(since === undefined ? {} : { since }) });
      return (await call("GET", `/client/v3/sync?${asked}`)).body;
    },
  };
}

/** Makes a call, of nobody unless with a token. */
export async function say(
  { url }: Pick<MiniHomeserver, "url">,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<Said> {
  const response = await fetch(`${url}/_matrix${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const said: unknown = await response.json();
  return {
    status: response.status,
    body: typeof said === "object" && said ? { ...said } : {},
  };
}
