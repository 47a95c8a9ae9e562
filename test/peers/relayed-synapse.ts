import { z } from "zod";
import { serverOf } from "../../src/adapters/matrix/in/known.ts";
import type { OpenMatrixServer } from "../contract/matrix-server.ts";
import { createAssertions } from "../support/mini-homeserver/assertions.ts";
import type { Json } from "../support/mini-homeserver/matrix-refusal.ts";
import { createNetwork, type Network } from "../support/mini-homeserver/network.ts";
import { createPolls } from "../support/mini-homeserver/polls.ts";
import type { ArrivedCall, CallAnswer } from "../support/mini-homeserver/scripted-network.ts";
import { seenMessages } from "../support/mini-homeserver/seen-messages.ts";
import { createHomeserverMirror } from "./homeserver-mirror.ts";
import { createPeopleByCalls } from "./people-by-calls.ts";
import { createRelayedSync } from "./relayed-sync.ts";
import { startSynapse } from "./synapse.ts";
import { stampedBy } from "./time-stamps.ts";

const password = "secret";
const jsonSchema = z.record(z.string(), z.unknown());

/**
 * Opens a Synapse behind a network that can fail, with time stamps of our clock. Everybody's calls go through it, so what has
 * happened there is known, and a sync with nothing new is asked again when something has.
 */
export function relayedSynapse(program: string): OpenMatrixServer {
  return async ({ clock, later }) => {
    const synapse = await startSynapse(program);
    await synapse.register("admin", password, true);
    const admin = await synapse.login("admin", password, "ADMIN");
    const mirror = createHomeserverMirror(clock, serverOf(admin.user_id), {
      async stateOf(room) {
        const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}/state`;
        const told = await ask(`${synapse.url}${path}`, "GET", admin.access_token);
        return jsonSchema.parse(told).state;
      },
      stateLeft(room, token) {
        const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room)}/state`;
        return ask(`${synapse.url}${path}`, "GET", token);
      },
    });
    const { model } = mirror;
    const polls = createPolls(mirror.news, later);
    const userOf = (token: string | undefined) => mirror.callerOf(token)?.account.id;

    /** Hands a call on. @param search in place of its own */
    async function forward(call: ArrivedCall, search = call.url.search): Promise<CallAnswer> {
      const { method, url, token, contentType, bytes } = call;
      const { href } = new URL(`${url.pathname}${search}`, synapse.url);
      const response = await fetch(href, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(contentType === undefined ? {} : { "content-type": contentType }),
        },
        ...(method === "GET" ? {} : { body: new Uint8Array(bytes) }),
      });
      const type = response.headers.get("content-type") ?? "application/octet-stream";
      const { status } = response;
      const told = { status, type } as const;
      if (!type.startsWith("application/json")) {
        return { ...told, body: new Uint8Array(await response.arrayBuffer()), outcome: "ok" };
      }
      const answer: unknown = await response.json();
      if (status === 200) await mirror.take(call, answer);
      const { errcode } = z.object({ errcode: z.string().default("ok") }).parse(answer);
      const body = JSON.stringify(stampedBy(mirror.timeOf, answer));
      return { ...told, body, outcome: errcode };
    }
    const sync = createRelayedSync({ forward, polls, news: mirror.news });
    async function answer(call: ArrivedCall): Promise<CallAnswer> {
      const user = userOf(call.token);
      const isPoll = call.place.name === "sync" && call.url.searchParams.has("since");
      return isPoll && user !== undefined ? await sync(user, call) : await forward(call);
    }
    const network: Network = createNetwork({ clock, userOf, answer });
    await network.start();
    const { log } = network;

    async function callAs(user: string, method: string, path: string, given: Json): Promise<Json> {
      const [device] = model.accounts.get(user)?.devices.values() ?? [];
      const [token] = device?.tokens ?? [];
      if (token === undefined) throw new Error(`${user} is not logged in.`);
      const told = await ask(`${network.url}/_matrix/client/v3${path}`, method, token, given);
      return jsonSchema.parse(told);
    }
    return {
      ...createAssertions(log, model),
      ...createPeopleByCalls(callAs),
      ...network,
      ...{ name: mirror.name, url: network.url, model, calls: log.calls, caughtUp: polls.caughtUp },
      async addUser(name) {
        await synapse.register(name, password);
        return mirror.addUser(name);
      },
      async seclude(user) {
        const { access_token: token } = await synapse.login(user, password, "ONCE");
        const path = `/user/${encodeURIComponent(user)}/account_data/m.invite_permission_config`;
        const given = { default_action: "block" };
        await ask(`${synapse.url}/_matrix/client/v3${path}`, "PUT", token, given);
      },
      async revoke(user) {
        await callAs(user, "POST", "/logout/all", {});
        return undefined;
      },
      seen: (user, room, thread, opened) => seenMessages(model, user, room, thread, opened),
      async stop() {
        await network.stop();
        await synapse.stop();
      },
    };
  };
}

/** Makes a call that must be taken. */
async function ask(url: string, method: string, token: string, given?: Json): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(given && { body: JSON.stringify(given) }),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return await response.json();
}
