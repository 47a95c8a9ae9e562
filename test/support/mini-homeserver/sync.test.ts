import { describe, expect, it } from "vitest";
import { partOf, textsOf, timelineOf } from "./answers.ts";
import { startOffice } from "./office.ts";

const lazily = JSON.stringify({ room: { state: { lazy_load_members: true } } });

describe("a sync", () => {
  it("starts with the rooms somebody is in, and tells no more once nothing happens", async () => {
    await using office = await startOffice();
    const { server, ada, ops } = office;
    server.say(ada, ops, "hello");
    const client = await office.client(ada);
    const first = await client.sync();
    expect(first).toMatchObject({
      rooms: { join: { [ops]: { timeline: { limited: true, events: { length: 10 } } } } },
      device_one_time_keys_count: { signed_curve25519: 0 },
    });
    expect(await client.sync(String(first.next_batch))).toMatchObject({ rooms: {} });
  });

  it("waits until something happens, and then answers at once", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const client = await office.client(ada);
    const { next_batch } = await client.sync();
    const waiting = client.sync(String(next_batch), { timeout: "30000" });
    await server.caughtUp(ada);
    const { id } = server.say(bob, ops, "news");
    const timeline = { limited: false, events: [{ event_id: id, content: { body: "news" } }] };
    expect(await waiting).toMatchObject({ rooms: { join: { [ops]: { timeline } } } });
  });

  it("is answered with nothing when its time is over", async () => {
    await using office = await startOffice();
    const { server, ada } = office;
    const client = await office.client(ada);
    const { next_batch } = await client.sync();
    const waiting = client.sync(String(next_batch), { timeout: "30000" });
    await server.caughtUp(ada);
    server.endPolls();
    expect(await waiting).toMatchObject({ next_batch, rooms: {} });
  });

  it("brings ten events of a room, and says where the gap before them is", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const client = await office.client(ada);
    const { next_batch } = await client.sync();
    const texts = Array.from({ length: 25 }, (_, index) => `${index}`);
    for (const text of texts) server.say(bob, ops, text);
    const { body: filled } = await client.call(
      "GET",
      `/client/v3/sync?since=${next_batch}&filter={"room":{"timeline":{"limit":100}}}`,
    );
    expect(timelineOf(filled, ops)).toEqual({ limited: false, texts });

    const gappy = await client.sync(String(next_batch));
    expect(timelineOf(gappy, ops)).toEqual({ limited: true, texts: texts.slice(15) });
    const from = partOf(gappy, ops).timeline.prev_batch;
    const back = `/client/v3/rooms/${ops}/messages?dir=b&from=${from}&to=${next_batch}&limit=10`;
    const { body: page } = await client.call("GET", back);
    expect(textsOf(page.chunk)).toEqual(texts.slice(5, 15).toReversed());
    const { body: rest } = await client.call("GET", back.replace(from, String(page.end)));
    expect(textsOf(rest.chunk)).toEqual(texts.slice(0, 5).toReversed());
    const { body: forth } = await client.call(
      "GET",
      `/client/v3/rooms/${ops}/messages?dir=f&from=${next_batch}&limit=3`,
    );
    expect(textsOf(forth.chunk)).toEqual(texts.slice(0, 3));
    expect(await client.call("GET", back.replace(from, String(rest.end)))).toMatchObject({
      body: { chunk: [] },
    });
  });

  it("tells in a gap what became of the room, and of its members those who speak", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const client = await office.client(ada);
    const { next_batch } = await client.sync(undefined, { filter: lazily });
    await client.call("PUT", `/client/v3/rooms/${ops}/state/m.room.topic`, { topic: "quiet" });
    for (let told = 0; told < 12; told += 1) server.say(bob, ops, "noise");
    const { state, summary } = partOf(
      await client.sync(String(next_batch), { filter: lazily }),
      ops,
    );
    expect(state.events.map(({ type, state_key }) => `${type} ${state_key}`)).toEqual([
      "m.room.topic ",
      `m.room.member ${bob}`,
    ]);
    expect(summary).toMatchObject({ "m.joined_member_count": 3 });
  });

  it("tells of an invite what the room is, then of the room, and of leaving it", async () => {
    await using office = await startOffice();
    const { server, ada, bob } = office;
    const { id: room } = server.openRoom("secret", [bob], { encrypted: true });
    const client = await office.client(ada);
    const before = await client.sync();
    server.invite(bob, room, ada);
    const invited = await client.sync(String(before.next_batch));
    const { events } = partOf(invited, room, "invite").invite_state;
    expect(events.at(-1)).toMatchObject({ content: { membership: "invite" }, sender: bob });
    expect(events.map(({ type }) => type)).toContain("m.room.encryption");

    await client.call("POST", `/client/v3/join/${room}`, {});
    const joined = await client.sync(String(invited.next_batch));
    expect(joined).toMatchObject({ device_lists: { changed: [bob, ada] } });
    expect(partOf(joined, room).timeline.events).toHaveLength(10);
    server.kick(bob, room, ada);
    server.say(bob, server.openRoom("other", [bob]).id, "unheard");
    const left = await client.sync(String(joined.next_batch));
    expect(partOf(left, room, "leave").timeline.events).toMatchObject([
      { content: { membership: "leave" }, sender: bob },
    ]);
    expect((await client.sync(String(left.next_batch))).rooms).toEqual({});
  });

  it("keeps a message to a device until the token shows that it came", async () => {
    await using office = await startOffice();
    const { ada, bob } = office;
    const [sender, client] = [await office.client(bob), await office.client(ada)];
    const { next_batch: since } = await client.sync();
    const send = () =>
      sender.call("PUT", "/client/v3/sendToDevice/m.test/once", {
        messages: { [ada]: { DEVICE: { n: 1 }, OTHER: { n: 2 } } },
      });
    await send();
    await send();
    const events = [{ type: "m.test", sender: bob, content: { n: 1 } }];
    const first = await client.sync(String(since));
    expect(first).toMatchObject({ to_device: { events } });
    expect(await client.sync(String(since))).toMatchObject({ to_device: { events } });
    expect(await client.sync(String(first.next_batch))).toMatchObject({
      to_device: { events: [] },
    });
    expect(await client.sync(String(since))).toMatchObject({ to_device: { events: [] } });
  });

  it("says whose keys changed, and whose are no business any more", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const [client, other] = [await office.client(ada), await office.client(bob)];
    const { next_batch: since } = await client.sync();
    await other.call("POST", "/client/v3/keys/upload", { device_keys: { user_id: bob } });
    expect(await client.sync(String(since))).toMatchObject({ device_lists: { changed: [bob] } });
    const cyd = server.addUser("cyd").id;
    server.invite(ada, ops, cyd);
    server.join(cyd, ops);
    server.leave(bob, ops);
    expect(await client.sync(String(since))).toMatchObject({
      device_lists: { changed: [cyd], left: [bob] },
    });
    const changes = await client.call("GET", `/client/v3/keys/changes?from=${since}&to=s9`);
    expect(changes.body).toEqual({ changed: [cyd], left: [bob] });
  });

  it("carries typing, receipts and account data, each once", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const [client, other] = [await office.client(ada), await office.client(bob)];
    const { id } = server.say(ada, ops, "read me");
    const { next_batch: since } = await client.sync();
    const room = `/client/v3/rooms/${ops}`;
    await other.call("PUT", `${room}/typing/${bob}`, { typing: true, timeout: 20_000 });
    await other.call("POST", `${room}/receipt/m.read/${id}`, { thread_id: "main" });
    await client.call("PUT", `/client/v3/user/${ada}/account_data/m.direct`, { [bob]: [ops] });
    const next = await client.sync(String(since));
    expect(partOf(next, ops).ephemeral.events).toEqual([
      { type: "m.typing", content: { user_ids: [bob] } },
      {
        type: "m.receipt",
        content: { [id]: { "m.read": { [bob]: { ts: 1_772_442_000_000, thread_id: "main" } } } },
      },
    ]);
    expect(next.account_data).toEqual({
      events: [{ type: "m.direct", content: { [bob]: [ops] } }],
    });
    expect(await client.sync(String(next.next_batch))).toMatchObject({
      rooms: {},
      account_data: { events: [] },
    });
  });

  it("lets a filter keep out what nobody needs", async () => {
    await using office = await startOffice();
    const { ada, bob, ops } = office;
    const [client, other] = [await office.client(ada), await office.client(bob)];
    const filter = { room: { ephemeral: { not_types: ["m.*"] } } };
    const { body } = await client.call("POST", `/client/v3/user/${ada}/filter`, filter);
    const { next_batch } = await client.sync();
    await other.call("PUT", `/client/v3/rooms/${ops}/typing/${bob}`, { typing: true });
    const query = { filter: String(body.filter_id) };
    expect((await client.sync(String(next_batch), query)).rooms).toEqual({});
    expect(await client.sync(String(next_batch), { filter: "7" })).toMatchObject({
      errcode: "M_INVALID_PARAM",
    });
    expect(await client.sync("nonsense")).toMatchObject({ errcode: "M_UNKNOWN" });
  });
});
