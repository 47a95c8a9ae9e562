import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { say, startOffice } from "./office.ts";

const send = (room: string, transaction: string) =>
  `/client/v3/rooms/${room}/send/m.room.message/${transaction}`;
const hello = { msgtype: "m.notice", body: "hello", "m.mentions": {} };

describe("the mini homeserver's faults", () => {
  it("limit one endpoint in one room, once", async () => {
    await using office = await startOffice();
    const { server, ama, ops } = office;
    const { id: other } = server.openRoom("other", [ama]);
    const client = await office.client(ama);
    server.failNext("send", { kind: "rate-limited", retryAfterMs: 4_314 }, ops);
    expect((await client.call("PUT", send(other, "a"), hello)).status).toBe(200);
    expect(await client.call("PUT", send(ops, "a"), hello)).toEqual({
      status: 429,
      body: {
        errcode: "M_LIMIT_EXCEEDED",
        error: "Too Many Requests",
        retry_after_ms: 4_314,
      },
    });
    expect((await client.call("PUT", send(ops, "a"), hello)).status).toBe(200);
    expect(server.calls("send").map(({ outcome }) => outcome)).toEqual([
      "ok",
      "rate-limited",
      "ok",
    ]);
  });

  it("break the connection before or after the event is kept", async () => {
    await using office = await startOffice();
    const { server, ada, ama, ops } = office;
    const client = await office.client(ama);
    const texts = () => server.seen(ada, ops).map(({ text }) => text);
    server.failNext("send", { kind: "broken", when: "before" });
    await expect(client.call("PUT", send(ops, "a"), hello)).rejects.toThrow("fetch failed");
    expect(texts()).toEqual([]);
    server.failNext("send", { kind: "broken", when: "after" });
    await expect(client.call("PUT", send(ops, "a"), hello)).rejects.toThrow("fetch failed");
    expect(texts()).toEqual(["hello"]);
    // The same transaction means the same event.
    const again = await client.call("PUT", send(ops, "a"), { ...hello, body: "other" });
    expect(again.body.event_id).toBe(server.seen(ada, ops)[0]?.id);
    expect(texts()).toEqual(["hello"]);
  });

  it("answer with a server error, until that ends", async () => {
    await using office = await startOffice();
    const { server, ama } = office;
    const client = await office.client(ama);
    const end = server.failAlways("whoami", { kind: "server-error", status: 502 });
    const whoami = () =>
      fetch(`${server.url}/_matrix/client/v3/account/whoami`, {
        headers: { authorization: `Bearer ${client.token}` },
      });
    expect((await whoami()).status).toBe(502);
    expect((await whoami()).status).toBe(502);
    end();
    expect((await whoami()).status).toBe(200);
  });

  it("hold a call back before it does anything, or with its answer", async () => {
    await using office = await startOffice();
    const { server, ada, ama, ops } = office;
    const client = await office.client(ama);
    const held = server.holdNext("send", "after");
    const sending = client.call("PUT", send(ops, "a"), hello);
    await held.arrived;
    expect(server.seen(ada, ops)).toHaveLength(1);
    held.release();
    expect((await sending).status).toBe(200);
  });

  it("say nothing at all, to one call or to every one", async () => {
    await using office = await startOffice();
    const { server, ama, ops } = office;
    const client = await office.client(ama);
    const { next_batch } = await client.sync();
    const waiting = client.sync(String(next_batch), { timeout: "30000" });
    await server.caughtUp(ama);
    server.failNext("send", { kind: "silent", when: "after" });
    const sending = client.call("PUT", send(ops, "a"), hello);
    // The room hears it all the same.
    expect(await waiting).toMatchObject({ rooms: { join: { [ops]: {} } } });
    const held = server.holdNext("whoami");
    const asking = client.call("GET", "/client/v3/account/whoami");
    await held.arrived;
    server.fallSilent();
    held.release();
    await setImmediate();
    server.restore();
    expect((await client.call("GET", "/client/v3/account/whoami")).status).toBe(200);
    const unanswered = Promise.allSettled([sending, asking]);
    server.cutOff();
    expect(await unanswered).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
  });

  it("cut everybody off, and let them back in to what happened meanwhile", async () => {
    await using office = await startOffice();
    const { server, ada, ama, ops } = office;
    const client = await office.client(ama);
    const { next_batch } = await client.sync();
    const waiting = client.sync(String(next_batch), { timeout: "30000" });
    await server.caughtUp(ama);
    server.cutOff();
    await expect(waiting).rejects.toThrow("fetch failed");
    await expect(client.sync(String(next_batch))).rejects.toThrow("fetch failed");
    server.say(ada, ops, "anybody?");
    server.restore();
    expect(await client.sync(String(next_batch))).toMatchObject({ rooms: { join: { [ops]: {} } } });
  });

  it("make a token worth nothing, also to a sync that waits", async () => {
    await using office = await startOffice();
    const { server, ama } = office;
    const client = await office.client(ama);
    const { next_batch } = await client.sync();
    const waiting = client.sync(String(next_batch), { timeout: "30000" });
    await server.caughtUp(ama);
    server.revoke(ama);
    await waiting;
    expect(await client.call("GET", "/client/v3/account/whoami")).toEqual({
      status: 401,
      body: {
        errcode: "M_UNKNOWN_TOKEN",
        error: "Invalid access token passed.",
        soft_logout: false,
      },
    });
  });

  it("come back at the same address after a stop, with all that was said", async () => {
    await using office = await startOffice();
    const { server, ada, ops } = office;
    const { url } = server;
    server.say(ada, ops, "before");
    await server.stop();
    await expect(say(server, "GET", "/client/versions")).rejects.toThrow("fetch failed");
    await server.start();
    expect(server.url).toBe(url);
    expect((await say(server, "GET", "/client/versions")).status).toBe(200);
    expect(server.seen(ada, ops)).toMatchObject([{ text: "before" }]);
  });
});
