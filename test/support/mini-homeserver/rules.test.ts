import { describe, expect, it } from "vitest";
import { type PlainClient, say, startOffice } from "./office.ts";

const text = (body: string) => ({ msgtype: "m.text", body, "m.mentions": {} });
const put = (client: PlainClient, room: string, type: string, transaction: string, body: object) =>
  client.call("PUT", `/client/v3/rooms/${room}/send/${type}/${transaction}`, body);

describe("the mini homeserver", () => {
  it("lets in who knows the password, on the device they name, and out again", async () => {
    await using office = await startOffice();
    const { server, ada } = office;
    const client = await office.client("ada", "PHONE");
    const again = await office.client(ada, "PHONE");
    const who = { user_id: ada, device_id: "PHONE", is_guest: false };
    const whoami = (of: PlainClient) => of.call("GET", "/client/v3/account/whoami");
    expect((await whoami(client)).body).toEqual(who);
    expect((await whoami(again)).body).toEqual(who);
    const identifier = { type: "m.id.user", user: "ada" };
    const wrong = { type: "m.login.password", identifier, password: "guess" };
    expect(await say(server, "POST", "/client/v3/login", wrong)).toEqual({
      status: 403,
      body: { errcode: "M_FORBIDDEN", error: "Invalid username or password" },
    });
    await client.call("POST", "/client/v3/logout", {});
    expect((await whoami(again)).body).toMatchObject({ errcode: "M_UNKNOWN_TOKEN" });
  });

  it("refuses what Synapse refuses of an event", async () => {
    await using office = await startOffice();
    const { server, ada, ama, ops } = office;
    const { id: other } = server.openRoom("other", [ada]);
    const client = await office.client(ama);
    const refused = async (
      transaction: string,
      body: object,
      room = ops,
      type = "m.room.message",
    ) => {
      const said = await put(client, room, type, transaction, body);
      return `${said.status} ${said.body.errcode} ${said.body.error}`;
    };
    expect(await refused("a", text("x"), other)).toMatch(/^403 M_FORBIDDEN User .* not in room/);
    expect(await refused("b", text("x".repeat(65_000)))).toBe("413 M_TOO_LARGE event too large");
    expect((await put(client, ops, "m.room.message", "c", text("x".repeat(64_000)))).status).toBe(
      200,
    );
    expect(await refused("d", { "m.mentions": {} })).toBe("400 M_UNKNOWN 'body' not in content");
    expect(await refused("e", { ...text("x"), n: 0.5 })).toBe(
      "400 M_BAD_JSON Bad JSON value: float",
    );
    const { id: root } = server.say(ada, ops, "root");
    const { id: reply } = server.say(ada, ops, "reply", { thread: root });
    const inThread = (event_id: string) => ({
      ...text("x"),
      "m.relates_to": {
        ...{ rel_type: "m.thread", event_id, is_falling_back: true },
        "m.in_reply_to": { event_id },
      },
    });
    expect(await refused("f", inThread(reply))).toMatch(/Cannot start threads from an event/);
    expect(await refused("g", inThread("$nowhere"))).toMatch(
      /Can't send relation to unknown event/,
    );
    const like = { "m.relates_to": { rel_type: "m.annotation", event_id: root, key: "👍" } };
    expect((await put(client, ops, "m.reaction", "h", like)).status).toBe(200);
    expect(await refused("i", like, ops, "m.reaction")).toMatch(/^400 M_DUPLICATE_ANNOTATION/);
  });

  it("tells a device only of its own events under which name it sent them", async () => {
    await using office = await startOffice();
    const { ada, ama, ops } = office;
    const [client, other] = [await office.client(ama), await office.client(ada)];
    const { body } = await put(client, ops, "m.room.message", "mine", text("x"));
    const read = (of: PlainClient) =>
      of.call("GET", `/client/v3/rooms/${ops}/event/${body.event_id}`);
    expect((await read(client)).body).toMatchObject({ unsigned: { transaction_id: "mine" } });
    expect((await read(other)).body).not.toHaveProperty("unsigned.transaction_id");
    const page = await client.call("GET", `/client/v3/rooms/${ops}/messages?dir=b&limit=1`);
    expect(page.body).toMatchObject({ chunk: [{ unsigned: { transaction_id: "mine" } }] });
  });

  it("lets somebody redact their own, and others' only with the power for it", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const [maker, member] = [await office.client(ada), await office.client(bob)];
    const { id } = server.say(ada, ops, "hers");
    const redact = (of: PlainClient, event: string) =>
      of.call("PUT", `/client/v3/rooms/${ops}/redact/${event}/${event}`, {});
    expect((await redact(member, id)).body).toMatchObject({ errcode: "M_FORBIDDEN" });
    expect((await redact(maker, server.say(bob, ops, "his").id)).status).toBe(200);
    const { body } = await redact(maker, id);
    const event = await member.call("GET", `/client/v3/rooms/${ops}/event/${id}`);
    expect(event.body).toMatchObject({
      content: {},
      unsigned: { redacted_because: { event_id: body.event_id, redacts: id } },
    });
    expect(await redact(maker, "$nowhere")).toMatchObject({ status: 404 });
  });

  it("bundles an edit and a thread with the event they belong to", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const client = await office.client(ada);
    const root = server.say(bob, ops, "root");
    const edit = server.edit(bob, root, "better");
    const reply = server.say(ada, ops, "reply", { thread: root.id });
    const event = await client.call("GET", `/client/v3/rooms/${ops}/event/${root.id}`);
    expect(event.body).toMatchObject({
      content: { body: "root" },
      unsigned: {
        "m.relations": {
          "m.replace": { event_id: edit.id },
          "m.thread": { count: 1, latest_event: { event_id: reply.id } },
        },
      },
    });
    const relations = `/client/v1/rooms/${ops}/relations/${root.id}`;
    expect((await client.call("GET", `${relations}/m.thread?limit=1`)).body).toMatchObject({
      chunk: [{ event_id: reply.id }],
    });
    const first = await client.call("GET", `${relations}?limit=1`);
    expect(first.body).toMatchObject({ chunk: [{ event_id: reply.id }] });
    const next = await client.call("GET", `${relations}?from=${first.body.next_batch}`);
    expect(next.body).toMatchObject({ chunk: [{ event_id: edit.id }] });
    const context = await client.call("GET", `/client/v3/rooms/${ops}/context/${edit.id}?limit=2`);
    expect(context.body).toMatchObject({
      events_before: [{ event_id: root.id }],
      event: { event_id: edit.id },
      events_after: [{ event_id: reply.id }],
    });
  });

  it("opens rooms whose ids name no server, and lets in who is invited or finds a public one", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ama, ops } = office;
    const [maker, guest] = [await office.client(ada), await office.client(ama)];
    const encryption = { type: "m.room.encryption", state_key: "", content: { algorithm: "x" } };
    const { body } = await maker.call("POST", "/client/v3/createRoom", {
      preset: "trusted_private_chat",
      is_direct: true,
      invite: [ama],
      initial_state: [encryption],
    });
    const room = String(body.room_id);
    expect(room).toMatch(/^![\w-]{43}$/);
    const invited = { membership: "invite", is_direct: true, displayname: "ama" };
    const member = `/client/v3/rooms/${room}/state/m.room.member/${encodeURIComponent(ama)}`;
    expect((await maker.call("GET", member)).body).toEqual(invited);
    expect((await guest.call("POST", `/client/v3/rooms/${room}/join`, {})).status).toBe(200);
    const { body: members } = await guest.call("GET", `/client/v3/rooms/${room}/joined_members`);
    expect(Object.keys(Object(members.joined))).toEqual([ada, ama]);

    const { id: secret } = server.openRoom("secret", [bob]);
    const { id: open } = server.openRoom("open", [bob], { public: true, alias: "open" });
    const join = async (name: string) =>
      (await guest.call("POST", `/client/v3/join/${encodeURIComponent(name)}?via=a.example`, {}))
        .body;
    expect(await join(secret)).toMatchObject({ error: "You are not invited to this room." });
    expect(await join("#open:mini.test")).toEqual({ room_id: open });
    expect(await join("#none:mini.test")).toMatchObject({ errcode: "M_NOT_FOUND" });
    expect((await guest.call("GET", "/client/v3/directory/room/%23open:mini.test")).body).toEqual({
      room_id: open,
      servers: ["mini.test"],
    });
    const act = async (what: string, of = ops, body = {}) =>
      (await guest.call("POST", `/client/v3/rooms/${of}/${what}`, body)).status;
    expect(await act("kick", ops, { user_id: bob })).toBe(403);
    expect(await act("invite", ops, { user_id: bob })).toBe(403);
    expect(await act("forget")).toBe(400);
    expect([await act("leave"), await act("forget"), await act("leave")]).toEqual([200, 200, 403]);
    expect((await guest.call("GET", "/client/v3/joined_rooms")).body).toEqual({
      joined_rooms: [room, open],
    });
  });

  it("counts a one-time key that comes back with other content, and gives each away once", async () => {
    await using office = await startOffice();
    const { server, ada, ama } = office;
    const [client, other] = [await office.client(ama), await office.client(ada)];
    const upload = (body: object) => client.call("POST", "/client/v3/keys/upload", body);
    const key = (value: string) => ({ "signed_curve25519:AAA": { key: value } });
    const fallback_keys = { "signed_curve25519:F": { key: "f", fallback: true } };
    await upload({ one_time_keys: key("one"), fallback_keys });
    expect((await upload({ one_time_keys: key("one") })).body).toEqual({
      one_time_key_counts: { signed_curve25519: 1 },
    });
    const conflict = await upload({ one_time_keys: key("two") });
    expect(conflict).toMatchObject({ status: 400, body: { errcode: "M_UNKNOWN" } });
    expect(conflict.body.error).toMatch(/^One time key signed_curve25519:AAA already exists\. Old/);
    expect(server.keyConflicts()).toBe(1);

    const claim = async () => {
      const one_time_keys = { [ama]: { DEVICE: "signed_curve25519", NONE: "signed_curve25519" } };
      const { body } = await other.call("POST", "/client/v3/keys/claim", { one_time_keys });
      return body.one_time_keys;
    };
    const unused = async () => (await client.sync()).device_unused_fallback_key_types;
    expect(await claim()).toEqual({ [ama]: { DEVICE: key("one") } });
    expect(await unused()).toEqual(["signed_curve25519"]);
    expect(await claim()).toEqual({ [ama]: { DEVICE: fallback_keys } });
    expect(await claim()).toEqual({ [ama]: { DEVICE: fallback_keys } });
    expect(await unused()).toEqual([]);
  });

  it("keeps a backup of room keys, and takes into it only what is better", async () => {
    await using office = await startOffice();
    const client = await office.client(office.ama);
    const keys = "/client/v3/room_keys";
    const missing = { status: 404, body: { errcode: "M_NOT_FOUND", error: "No backup found" } };
    expect(await client.call("GET", `${keys}/version`)).toEqual(missing);
    const made = { algorithm: "m.megolm_backup.v1.curve25519-aes-sha2", auth_data: {} };
    const { body } = await client.call("POST", `${keys}/version`, made);
    const session = (first_message_index: number) => ({
      ...{ first_message_index, forwarded_count: 0, is_verified: true, session_data: {} },
    });
    const keep = (index: number) =>
      client.call("PUT", `${keys}/keys?version=${body.version}`, {
        rooms: { "!room": { sessions: { one: session(index) } } },
      });
    expect((await keep(4)).body).toEqual({ count: 1, etag: "1" });
    expect((await keep(7)).body).toEqual({ count: 1, etag: "1" });
    expect((await keep(2)).body).toEqual({ count: 1, etag: "2" });
    const one = await client.call("GET", `${keys}/keys/!room/one?version=1`);
    expect(one.body).toEqual(session(2));
    await client.call("POST", `${keys}/version`, made);
    expect(await keep(0)).toMatchObject({ status: 403, body: { current_version: "2" } });
  });

  it("keeps files for who has a token, and only where they are today", async () => {
    await using office = await startOffice();
    const { server } = office;
    const client = await office.client(office.ama);
    const { body } = await client.call("POST", "/media/v3/upload", { any: "file" });
    const name = String(body.content_uri).replace("mxc://", "");
    const path = `/client/v1/media/download/${name}`;
    expect((await client.call("GET", path)).body).toEqual({ any: "file" });
    expect(await say(server, "GET", path)).toMatchObject({ status: 401 });
    expect(await client.call("GET", `/media/v3/download/${name}`)).toMatchObject({ status: 404 });
    expect(server.breaches()).toEqual([
      "download by somebody: 401 M_MISSING_TOKEN Missing access token",
      expect.stringMatching(/^old download by @ama:mini.test/),
    ]);
  });

  it("writes down what no client may send, although a homeserver takes it", async () => {
    await using office = await startOffice();
    const { server, ada, ama, ops } = office;
    const { id: vault } = server.openRoom("vault", [ada, ama], { encrypted: true });
    const client = await office.client(ama);
    await put(client, ops, "m.room.message", "a", text("fine"));
    const { body } = await put(client, vault, "m.room.encrypted", "b", { algorithm: "m.megolm" });
    const seen = { rel_type: "m.annotation", event_id: body.event_id, key: "👀" };
    await put(client, vault, "m.reaction", "c", { "m.relates_to": seen });
    await client.call("GET", "/client/unstable/org.matrix.msc4143/rtc/transports");
    expect(server.faultsAtEnd()).toEqual([]);
    await put(client, vault, "m.room.message", "d", text("secret"));
    await client.call("GET", "/client/v3/nonsense");
    await client.call("DELETE", "/client/v3/account/whoami");
    expect(server.faultsAtEnd()).toEqual([
      "send by @ama:mini.test: m.room.message went in the clear into an encrypted room",
      "GET /_matrix/client/v3/nonsense by @ama:mini.test: 404 M_UNRECOGNIZED Unrecognized request",
      "DELETE /_matrix/client/v3/account/whoami by @ama:mini.test: 405 M_UNRECOGNIZED Unrecognized request",
    ]);
  });

  it("calls somebody by a new name in every room", async () => {
    await using office = await startOffice();
    const { ada, ama, ops } = office;
    const [client, other] = [await office.client(ama), await office.client(ada)];
    const name = (of: PlainClient, user: string) =>
      of.call("PUT", `/client/v3/profile/${user}/displayname`, { displayname: "AMA" });
    expect((await name(client, ada)).body).toMatchObject({ errcode: "M_FORBIDDEN" });
    await name(client, ama);
    const member = await other.call("GET", `/client/v3/rooms/${ops}/state/m.room.member/${ama}`);
    expect(member.body).toEqual({ membership: "join", displayname: "AMA" });
    expect((await other.call("GET", `/client/v3/profile/${ama}`)).body).toEqual({
      displayname: "AMA",
    });
  });
});
