import { describe, expect, it } from "vitest";
import type { Known } from "../../../../src/adapters/slack/in/known.ts";
import { mapBody } from "../../../../src/adapters/slack/in/map-body.ts";
import { inboxItemSchema } from "../../../../src/chat/inbox-item.ts";
import { appMention, changed, envelope, known, message, nine, own, ts } from "./payloads.ts";

function itemOf(event: object, given: Partial<Known> = {}, around: object = {}) {
  const mapped = mapBody(envelope({ ...event }, { ...around }), { ...known, ...given }, nine);
  return mapped.as === "item" ? mapped.item : undefined;
}

const ours = { isOurThread: (): boolean => true };
const room = { platform: "slack", workspace: own.team, room: "C0OPS" };

describe("a message", () => {
  it("becomes what the bot knows of a message, in the shape that is stored", () => {
    const item = itemOf(message("how do I deploy?"));

    expect(item).toEqual({
      kind: "message",
      dedupKey: `m:C0OPS:${ts}`,
      message: { ...room, message: ts },
      roomKind: "room",
      encrypted: false,
      shared: false,
      author: {
        principal: { platform: "slack", workspace: own.team, user: "U0ANA" },
        displayName: "Ana",
        isBot: false,
      },
      addressed: "none",
      text: "how do I deploy?",
      truncated: false,
      mentions: [],
      sentAt: Temporal.Instant.from("2026-11-25T09:00:00Z"),
      receivedAt: nine,
      replay: false,
    });
    expect(() => inboxItemSchema.encode(item as never)).not.toThrow();
  });

  it("with a mention is one item with the event of that mention, whichever comes first", () => {
    const text = "<@U0BOT> how do I deploy?";

    expect(itemOf(appMention(text))).toEqual(itemOf(message(text)));
    expect(itemOf(message(text))).toMatchObject({
      addressed: "mention",
      dedupKey: `m:C0OPS:${ts}`,
    });
  });

  it.each([
    ["in a direct room", { channel: "D0ANA", channel_type: "im" }, {}, "dm", "dm"],
    [
      "in a direct room, with a mention",
      { channel: "D0ANA", channel_type: "im", text: "<@U0BOT>" },
      {},
      "dm",
      "dm",
    ],
    ["among a few", { channel: "G0FEW", channel_type: "mpim" }, {}, "group", "none"],
    ["in a private room", { channel_type: "group" }, {}, "room", "none"],
    [
      "in a thread of others",
      { thread_ts: "1795597100.000100", parent_user_id: "U0BO" },
      {},
      "room",
      "none",
    ],
    [
      "in a thread on a message of ours",
      { thread_ts: "1795597100.000100", parent_user_id: "U0BOT" },
      {},
      "room",
      "thread",
    ],
    [
      "in a thread that we take part in",
      { thread_ts: "1795597100.000100" },
      ours,
      "room",
      "thread",
    ],
    ["that begins such a thread", { thread_ts: ts }, ours, "room", "none"],
  ] as const)("%s is addressed as it is", (_where, more, given, roomKind, addressed) => {
    expect(itemOf(message("it is down", more), given)).toMatchObject({ roomKind, addressed });
  });

  it("that begins a thread stands on the main line, its replies in the thread", () => {
    const reply = itemOf(message("so?", { ts: "1795597300.000100", thread_ts: ts }));

    expect(itemOf(message("a", { thread_ts: ts }))).toMatchObject({
      message: { ...room, message: ts },
    });
    expect(reply).toMatchObject({ message: { thread: ts, message: "1795597300.000100" } });
  });

  it("names whom it mentions", () => {
    const { mentions } = itemOf(message("<@U0BOT> ask <@U0BO>")) as never;

    expect(mentions).toEqual([
      { platform: "slack", workspace: own.team, user: "U0BOT" },
      { platform: "slack", workspace: own.team, user: "U0BO" },
    ]);
  });

  it.each([
    ["our own", { user: "U0BOT" }],
    ["our own, by the bot's id", { bot_id: "B0BOT" }],
    ["another bot's", { bot_id: "B0OTHER", user: "U0OTHERBOT" }],
    ["a bot's of the old kind", { subtype: "bot_message", bot_id: "B0OTHER" }],
    ["Slackbot's", { user: "USLACKBOT" }],
    ["nobody's", { user: undefined }],
    ["a join", { subtype: "channel_join" }],
    ["a new topic", { subtype: "channel_topic" }],
    ["a pin", { subtype: "pinned_item" }],
    ["the copy of a reply", { subtype: "message_replied" }],
  ])("of %s is nothing", (_whose, more) => {
    expect(itemOf(message("hello", more))).toBeUndefined();
  });

  it.each(["file_share", "thread_broadcast"])("with the subtype %s is kept", (subtype) => {
    expect(itemOf(message("look", { subtype }))).toMatchObject({ text: "look" });
  });

  it.each([
    ["nothing says so", {}, {}, {}, false],
    ["its envelope says so", {}, {}, { is_ext_shared_channel: true }, true],
    ["another team is its context", {}, {}, { context_team_id: "T0OTHER" }, true],
    ["another team is authorised", {}, {}, { authorizations: [{ team_id: "T0OTHER" }] }, true],
    ["no team is authorised", {}, {}, { authorizations: null }, false],
    ["its author is of another team", { user_team: "T0OTHER" }, {}, {}, true],
    ["it came by another team", { source_team: "T0OTHER" }, {}, {}, true],
    ["its author is a guest", {}, { isOutsider: (user: string) => user === "U0ANA" }, {}, true],
    ["the room is known to be", {}, { isSharedRoom: (id: string) => id === "C0OPS" }, {}, true],
  ] as const)("is shared with outsiders or not, when %s", (_why, more, given, around, shared) => {
    expect(itemOf(message("hi", more), given, around)).toMatchObject({ shared });
  });
});

describe("an edited message", () => {
  const edited = { user: "U0ANA", ts: "1795597260.000000" };

  it("is a new version of the message, with a key of its own", () => {
    const item = itemOf(changed({ text: "<@U0BOT> b", edited }, { text: "a" }));

    expect(item).toMatchObject({
      dedupKey: `e:C0OPS:${ts}:1795597260.000000`,
      text: "b",
      addressed: "mention",
      message: { ...room, message: ts },
      edit: { of: { ...room, message: ts }, revision: "1795597260.000000" },
    });
  });

  it.each([
    ["whose text stays", { text: "a", edited }, { text: "a" }],
    ["by a link preview", { text: "a", attachments: [{}] }, { text: "a" }],
    ["by its first reply", { text: "a", reply_count: 1 }, { text: "a" }],
    ["of ours", { text: "b", edited, user: "U0BOT", bot_id: "B0BOT" }, { text: "a" }],
    ["of another bot", { text: "b", edited, bot_id: "B0OTHER" }, { text: "a" }],
  ])("%s is nothing", (_why, now, before) => {
    expect(itemOf(changed(now, before))).toBeUndefined();
  });

  it("is one even when Slack does not tell what it was", () => {
    const event = { ...changed({ text: "b", edited }, {}), previous_message: undefined };

    expect(itemOf(event)).toMatchObject({ edit: { revision: edited.ts } });
  });
});

describe("a deleted message", () => {
  const deleted = (previous: object | undefined) => ({
    type: "message",
    subtype: "message_deleted",
    channel: "C0OPS",
    ts: "1795597300.000100",
    deleted_ts: ts,
    previous_message: previous,
  });

  it("is withdrawn, alone or with replies, under the same key", () => {
    const before = { type: "message", user: "U0ANA", ts, text: "a" };
    const alone = itemOf(deleted(before));
    const tombstone = {
      subtype: "tombstone",
      user: "USLACKBOT",
      text: "This message was deleted.",
    };

    expect(alone).toEqual({
      kind: "withdrawn",
      dedupKey: `d:C0OPS:${ts}`,
      message: { ...room, message: ts },
      at: nine,
    });
    expect(itemOf(changed({ ...tombstone, thread_ts: ts }, { text: "a" }))).toEqual(alone);
  });

  it("in a thread is withdrawn there", () => {
    const before = { type: "message", user: "U0ANA", ts, thread_ts: "1795597100.000100" };

    expect(itemOf(deleted(before))).toMatchObject({ message: { thread: "1795597100.000100" } });
  });

  it("of which Slack tells no more than its id is withdrawn", () => {
    expect(itemOf(deleted(undefined))).toMatchObject({ kind: "withdrawn" });
  });

  it("of ours is nothing", () => {
    expect(itemOf(deleted({ ts, user: "U0BOT", bot_id: "B0BOT" }))).toBeUndefined();
  });
});
