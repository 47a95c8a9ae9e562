import { describe, expect, it } from "vitest";
import { startOffice } from "./office.ts";

describe("people on the mini homeserver", () => {
  it("see messages in their newest version, with who is called and what was reacted", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ama, ops } = office;
    const question = server.mention(ada, ops, ama, "who is on call?");
    server.react(bob, question, "👀");
    server.react(ada, question, "👀");
    server.unreact(bob, question, "👀");
    server.edit(ada, question, "who was on call?");
    server.edit(bob, question, "not mine to edit");
    expect(server.seen(bob, ops)).toMatchObject([
      {
        by: ada,
        kind: "m.text",
        text: "who was on call?",
        mentions: [],
        edited: true,
        redacted: false,
        reactions: { "👀": [ada] },
      },
    ]);
    const call = server.mention(ada, ops, ama, "help");
    expect(server.seen(bob, ops).at(-1)).toMatchObject({
      id: call.id,
      text: "ama: help",
      html: '<a href="https://matrix.to/#/%40ama%3Amini.test">ama</a>: help',
      mentions: [ama],
    });
    server.say(ada, ops, "everybody", { mentions: "room", kind: "m.notice" });
    expect(server.seen(bob, ops).at(-1)).toMatchObject({ kind: "m.notice", mentionsRoom: true });
  });

  it("see threads apart, and of a redacted message only that it was there", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const root = server.say(ada, ops, "root");
    const first = server.say(bob, ops, "first", { thread: root.id });
    const second = server.say(ada, ops, "second", { thread: root.id, replyTo: first.id });
    server.redact(bob, first);
    expect(server.seen(ada, ops).map(({ text }) => text)).toEqual(["root"]);
    expect(server.seen(ada, ops, root.id)).toMatchObject([
      { text: "root" },
      { text: "", redacted: true },
      { text: "second", id: second.id, repliesTo: first.id },
    ]);
    expect(() => server.redact(bob, root)).toThrow("permission to redact");
    server.redact(ada, root, "wrong room");
    expect(server.seen(bob, ops)).toMatchObject([{ text: "", redacted: true }]);
  });

  it("see nothing of a room they were never in, and nothing after they left", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ops } = office;
    const { id: cyd } = server.addUser("cyd");
    server.say(ada, ops, "before");
    server.leave(bob, ops);
    server.say(ada, ops, "after");
    const texts = (user: string) => server.seen(user, ops).map(({ text }) => text);
    expect([texts(bob), texts(cyd)]).toEqual([["before"], []]);
    expect(() => server.say(bob, ops, "still here")).toThrow("not in room");
  });

  it("find the successor of an upgraded room, into which they are let when they are invited", async () => {
    await using office = await startOffice();
    const { server, ada, bob, ama, ops } = office;
    const { id: next } = server.upgrade(ada, ops);
    expect(() => server.join(bob, next)).toThrow("not invited");
    server.invite(ada, next, bob);
    server.join(bob, next);
    server.say(bob, next, "here we are");
    expect(server.seen(ada, next)).toMatchObject([{ text: "here we are" }]);
    const client = await office.client(ama);
    const { body } = await client.call("GET", `/client/v3/rooms/${ops}/state/m.room.tombstone`);
    expect(body).toMatchObject({ replacement_room: next });
  });

  it("see a picture that is not encrypted byte by byte, and write no clear text where all is", async () => {
    await using office = await startOffice();
    const { server, ada, ama, ops } = office;
    const client = await office.client(ama);
    const upload = await fetch(`${server.url}/_matrix/media/v3/upload`, {
      method: "POST",
      headers: { authorization: `Bearer ${client.token}`, "content-type": "image/png" },
      body: new Uint8Array([0, 255, 13, 10]),
    });
    const answer: unknown = await upload.json();
    await client.call("PUT", `/client/v3/rooms/${ops}/send/m.room.message/p`, {
      msgtype: "m.image",
      body: "a code",
      filename: "code.png",
      "m.mentions": {},
      url: Object(answer).content_uri,
    });
    expect(server.seen(ada, ops)).toMatchObject([
      {
        kind: "m.image",
        text: "a code",
        file: { name: "code.png", type: "image/png", bytes: Buffer.from([0, 255, 13, 10]) },
      },
    ]);
    const { id: vault } = server.openDirectRoom(ada, ama, { encrypted: true });
    expect(() => server.say(ada, vault, "psst")).toThrow("is encrypted");
  });
});
