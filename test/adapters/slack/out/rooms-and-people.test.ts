import { describe, expect, it } from "vitest";
import { requiredScopes } from "../../../../src/adapters/slack/manifest-scopes.ts";
import { saying } from "../../../contract/core-bench.ts";
import { openSlackBench } from "./slack-bench.ts";

describe("a room of Slack", () => {
  it("can do more or less by its scopes and its kind", async () => {
    const { slack, platform, ops, room, ada, bob } = await openSlackBench();
    const shared = slack.addRoom("shared", [ada, bob], { shared: true });
    const direct = slack.directRoom(ada);
    const able = { buttons: "native", forms: "modal", threads: true, edit: true, encrypted: false };
    expect(await platform.capabilities(ops)).toMatchObject({
      ...able,
      ...{ shared: false, hearsAll: true, canCatchUp: true, maxText: 12_000 },
    });
    expect(await platform.capabilities(room(shared.id))).toMatchObject({ ...able, shared: true });
    expect(await platform.capabilities(room(direct.id))).toMatchObject({
      shared: false,
      hearsAll: true,
    });
  });

  it("cannot be written in where the bot is not, and is not heard", async () => {
    const { slack, platform, ops, room, ada, bob } = await openSlackBench();
    const notIn = [
      slack.addRoom("open", [ada], { hasBot: false }),
      slack.addRoom("closed", [ada], { kind: "private", hasBot: false }),
    ].map(({ id }) => room(id));
    const theirs = slack.addRoom("", [ada, bob], { kind: "im", hasBot: false });
    const given = { ...room(theirs.id), thread: "c:1.trigger" };
    for (const where of [...notIn, given]) {
      expect(await platform.capabilities(where)).toMatchObject({ canPost: false, hearsAll: false });
    }
    const ours = room(slack.directRoom(ada).id);
    for (const where of [ops, ours]) {
      expect(await platform.capabilities(where)).toMatchObject({ canPost: true, hearsAll: true });
    }
  });

  it("counts as shared, and is not heard, where nobody can tell", async () => {
    const { slack, platform, ops, room, ada } = await openSlackBench({
      scopes: [...requiredScopes],
    });
    expect(await platform.capabilities(ops)).toMatchObject({
      ...{ shared: true, hearsAll: false, canCatchUp: false },
    });
    const direct = room(slack.directRoom(ada).id);
    expect(await platform.capabilities(direct)).toMatchObject({ shared: false, hearsAll: true });
    expect(slack.calls("conversations.info")).toEqual([]);
  });

  it("is found by its name, if the bot is in it", async () => {
    const { slack, platform, ops, ada } = await openSlackBench();
    slack.addRoom("elsewhere", [ada], { hasBot: false });
    expect(await platform.roomNamed?.("#ops")).toEqual(ops);
    expect(await platform.roomNamed?.("ops")).toEqual(ops);
    expect(await platform.roomNamed?.("#elsewhere")).toBeUndefined();
    expect(await platform.roomNamed?.("#nowhere")).toBeUndefined();
  });

  it("is not found by its name without the scope for that", async () => {
    const { slack, platform } = await openSlackBench({ scopes: [...requiredScopes] });
    expect(await platform.roomNamed?.("#ops")).toBeUndefined();
    expect(slack.calls("conversations.list")).toEqual([]);
  });

  it("gives the lines of a thread, oldest first and as they read, the newest where they are too many", async () => {
    const { slack, platform, ops, ada, bob } = await openSlackBench();
    const { ts } = slack.say(ada, ops.room, `ask <@${bob}> &amp; me`);
    const thread = { ...ops, thread: ts };
    await platform.send(saying(thread, "I am at it"), "n1");
    slack.say(bob, ops.room, "no idea", { thread: ts });
    expect(await platform.readThread(thread, 20)).toMatchObject([
      { fromBot: false, text: "ask @bob & me" },
      { fromBot: true, text: "I am at it" },
      { fromBot: false, text: "no idea" },
    ]);
    expect(await platform.readThread(thread, 1)).toMatchObject([{ text: "no idea" }]);
    expect(await platform.readThread(ops, 20)).toMatchObject([{ text: "ask @bob & me" }]);
  });
});

describe("a message of ours in Slack", () => {
  it("has an address, unless it is gone or never was", async () => {
    const { platform, ops } = await openSlackBench();
    const outcome = await platform.send(saying(ops, "text"), "n1");
    if (!("sent" in outcome)) throw new Error("It was not sent.");
    const { message } = outcome.sent;
    expect(await platform.linkTo(outcome.sent)).toBe(
      `https://fake.slack.com/archives/${ops.room}/p${message.replace(".", "")}`,
    );
    expect(await platform.linkTo({ ...ops, message: "c:1" })).toBeUndefined();
    await platform.remove(outcome.sent);
    expect(await platform.linkTo(outcome.sent)).toBeUndefined();
  });
});

describe("somebody in Slack", () => {
  it("has one direct room, asked for once, or none", async () => {
    const { slack, platform, room, person, ada } = await openSlackBench();
    const { id: gone } = slack.addUser("gone", { deleted: true });
    const direct = room(slack.directRoom(ada).id);
    expect(await platform.directRoom(person(ada))).toEqual(direct);
    expect(await platform.directRoom(person(ada))).toEqual(direct);
    expect(slack.calls("conversations.open")).toHaveLength(1);
    expect(await platform.directRoom(person(gone))).toBeUndefined();
  });

  it("is known by name, and as an outsider where they are one or nobody can tell", async () => {
    const { slack, items, ops, ada, bob, quiet } = await openSlackBench();
    const { id: guest } = slack.addUser("guest", { isStranger: true });
    slack.join(guest, ops.room);
    slack.mention(ada, ops.room, "a");
    slack.mention(guest, ops.room, "b");
    await quiet();
    slack.failAlways("users.info", { kind: "server-error" });
    slack.mention(bob, ops.room, "c");
    await quiet();
    const said = items.filter(({ kind }) => kind === "message");
    const keys = new Set(said.map(({ dedupKey }) => dedupKey));
    expect(keys.size).toBe(3);
    expect(said).toContainEqual(
      expect.objectContaining({
        text: "a",
        shared: false,
        author: expect.objectContaining({ displayName: "ada" }),
      }),
    );
    expect(said).toContainEqual(expect.objectContaining({ text: "b", shared: true }));
    expect(said).toContainEqual(expect.objectContaining({ text: "c", shared: true }));
  });

  it("presses what an emoji stands for by reacting with it", async () => {
    const { slack, platform, ops, items, ada, quiet } = await openSlackBench();
    const ack = { id: "ack", label: "Ack", style: "plain", value: "p1", emoji: "✅" } as const;
    const actions = [{ ...ack, allowed: "anyone", once: false, words: [] } as const];
    const outcome = await platform.send(saying(ops, "page", { actions }), "n1");
    if (!("sent" in outcome)) throw new Error("It was not sent.");
    const on = { room: ops.room, ts: outcome.sent.message };
    slack.react(ada, on, "white_check_mark");
    slack.react(ada, on, "eyes");
    await quiet();
    expect(items).toMatchObject([
      { kind: "interaction", via: "reaction", action: "ack", value: "p1" },
    ]);
  });
});
