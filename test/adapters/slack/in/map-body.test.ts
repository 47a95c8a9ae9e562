import { describe, expect, it } from "vitest";
import { aboutWhat, mapBody } from "../../../../src/adapters/slack/in/map-body.ts";
import { mostText } from "../../../../src/chat/inbox-item.ts";
import {
  blockActions,
  envelope,
  known,
  message,
  messageShortcut,
  nine,
  own,
  slashCommand,
  ts,
  viewSubmission,
} from "./payloads.ts";

const map = (body: unknown, given = {}) => mapBody(body, { ...known, ...given }, nine);
const bo = { platform: "slack", workspace: own.team, user: "U0BO" };
const room = { platform: "slack", workspace: own.team, room: "C0OPS" };

/** A press in the home, of which Slack tells no message and no room. */
const onHome = (action: object, view: object) =>
  blockActions(
    { ...action },
    {
      container: { type: "view", view_id: "V0HOME" },
      channel: undefined,
      message: undefined,
      view: { id: "V0HOME", type: "home", ...view },
    },
  );

describe("a press", () => {
  it("carries the key of what it does, and is told by its place, presser and instant", () => {
    expect(map(blockActions())).toEqual({
      as: "item",
      item: {
        kind: "interaction",
        dedupKey: `i:C0OPS:${ts}:U0BO:1795597205.123456`,
        action: "ack",
        value: "press-1",
        actor: bo,
        on: { ...room, thread: "1795597100.000100", message: ts },
        at: Temporal.Instant.from("2026-11-25T09:00:05.123Z"),
        via: "button",
        undone: false,
      },
      handle: { triggerId: "13345224609.738474920.8088930838d88f008e0" },
      opensForm: false,
    });
  });

  it("on what opens a form says so, and its action is named without it", () => {
    expect(map(blockActions({ action_id: "page-form:form" }))).toMatchObject({
      opensForm: true,
      item: { action: "page-form" },
    });
  });

  it("in a menu carries what was chosen", () => {
    const chosen = { value: undefined, selected_option: { value: "press-2" } };

    expect(map(blockActions(chosen))).toMatchObject({ item: { value: "press-2" } });
  });

  it.each([
    ["D0BO", '{"instance":"home","room":"D0BO"}'],
    ["U0BO", ""],
  ])("on the home is placed where its reader talks to us: %s", (direct, metadata) => {
    const key = "i:home:U0BO:1795597205.123456";

    expect(map(onHome({}, { private_metadata: metadata }))).toMatchObject({
      item: {
        kind: "interaction",
        dedupKey: key,
        on: { room: direct, message: key },
        value: "press-1",
      },
      handle: { triggerId: "13345224609.738474920.8088930838d88f008e0" },
    });
  });

  it("on a link is nothing", () => {
    expect(map(blockActions({ value: undefined }))).toEqual({ as: "nothing" });
  });
});

describe("what somebody sends from the home", () => {
  const key = "i:home:U0BO:1795597205.123456";
  const sent = (value: string | null, given = {}) =>
    map(
      onHome(
        { action_id: "question:ask", value: "question" },
        {
          private_metadata: '{"instance":"home","room":"D0BO"}',
          state: { values: { question: { question: { type: "plain_text_input", value } } } },
        },
      ),
      given,
    );

  it("is a message to us, as it was typed", () => {
    expect(sent(" what is &lt; in u\u0308 <@U0ANA>? ")).toEqual({
      as: "item",
      item: {
        kind: "message",
        dedupKey: key,
        message: { ...room, room: "D0BO", message: key },
        roomKind: "dm",
        encrypted: false,
        shared: false,
        author: { principal: bo, displayName: "Bo", isBot: false },
        addressed: "dm",
        text: "what is &lt; in \u00fc <@U0ANA>?",
        truncated: false,
        mentions: [],
        sentAt: Temporal.Instant.from("2026-11-25T09:00:05.123Z"),
        receivedAt: Temporal.Instant.from("2026-11-25T09:00:05.123Z"),
        replay: false,
      },
    });
  });

  it.each([null, " "])("asks what there is to say when nothing was typed: %j", (typed) => {
    expect(sent(typed)).toMatchObject({ item: { text: "help" } });
  });

  it("is cut where it is too long, and says so", () => {
    const { item } = sent("a".repeat(mostText + 1)) as never;

    expect(item).toMatchObject({ truncated: true, text: "a".repeat(mostText) });
  });

  it("is shared where a guest sends it", () => {
    expect(sent("hi", { isOutsider: () => true })).toMatchObject({ item: { shared: true } });
  });
});

describe("a form", () => {
  it("carries its values by their fields, whatever they were filled in with", () => {
    const values = {
      text: { input: { type: "plain_text_input", value: "u\u0308ber" } },
      whom: { input: { type: "static_select", selected_option: { value: "payments" } } },
      who: { input: { type: "users_select", selected_user: "U0ANA" } },
      day: { input: { type: "datepicker", selected_date: "2026-11-26" } },
      empty: { input: { type: "plain_text_input", value: null } },
    };

    expect(map(viewSubmission(values))).toEqual({
      as: "form",
      item: {
        kind: "form",
        dedupKey: "v:V0FORM",
        form: "page",
        instance: "page:7",
        actor: bo,
        values: { text: "\u00fcber", whom: "payments", who: "U0ANA", day: "2026-11-26", empty: "" },
        from: room,
        at: nine,
      },
    });
  });

  it("that belongs to nothing we know is shown so", () => {
    const values = { text: { input: { value: "a" } } };

    expect(map(viewSubmission(values, "page:7"))).toMatchObject({ as: "lost-form", field: "text" });
  });
});

describe("a slash command", () => {
  it.each([
    ["/ama", "how do I deploy?", "how do I deploy?"],
    ["/ama", "", "help"],
    ["/page", "payments checkout is down", "page payments checkout is down"],
    ["/page", "", "page"],
    ["/oncall", "payments", "oncall payments"],
    ["/oncall", "", "oncall"],
    ["/page", "<@U0ANA|ana> a &lt; b", "page @Ana a < b"],
  ])("%s %s is a message to us", (command, text, said) => {
    expect(map(slashCommand(command, text))).toMatchObject({
      as: "item",
      item: {
        dedupKey: "c:77.88.99",
        message: { ...room, message: "c:77.88.99" },
        addressed: "command",
        roomKind: "room",
        text: said,
        author: { principal: bo, displayName: "Bo" },
        sentAt: nine,
      },
      handle: { triggerId: "77.88.99" },
      given: {
        command: "c:77.88.99",
        user: "U0BO",
        responseUrl: "https://hooks.example/commands/T0OURS/1",
      },
      saying: "Working on it…",
    });
  });

  it.each([
    [{ channel_id: "D0BO", channel_name: "directmessage" }, "dm"],
    [{ channel_name: "mpdm-ana--bo--ama-1" }, "group"],
    [{ channel_name: "privategroup" }, "room"],
  ])("knows its room: %o", (where, roomKind) => {
    expect(map(slashCommand("/ama", "hi", where))).toMatchObject({ item: { roomKind } });
  });

  it("knows a direct room of two others, which is not ours", () => {
    const where = { channel_id: "D0ANABO", channel_name: "directmessage" };
    const given = { isOurDirectRoom: () => false };
    expect(map(slashCommand("/ama", "hi", where), given)).toMatchObject({
      item: { roomKind: "group" },
    });
  });

  it.each([
    ["a guest", {}, { isOutsider: () => true }],
    ["somebody of another team", { team_id: "T0OTHER" }, {}],
    ["anybody in a shared room", {}, { isSharedRoom: () => true }],
  ])("of %s is shared", (_who, more, given) => {
    expect(map(slashCommand("/ama", "hi", more), given)).toMatchObject({ item: { shared: true } });
  });

  it("that is not ours is nothing", () => {
    expect(map(slashCommand("/constructor", "x"))).toEqual({ as: "nothing" });
  });
});

describe("a shortcut at a message", () => {
  const said = { text: "why is <#C0PAY|payments> down?" };

  it("asks with the message's words, aside, quoting it", () => {
    expect(map(messageShortcut("ask-ama", said))).toMatchObject({
      item: {
        dedupKey: "c:44.55.66",
        message: { ...room, thread: "c:44.55.66", message: "c:44.55.66" },
        addressed: "command",
        author: { principal: bo },
        text: "why is #payments down?",
        quoted: { ...room, message: ts },
      },
      handle: { triggerId: "44.55.66" },
    });
  });

  it("logs the message's words as a gap", () => {
    expect(map(messageShortcut("log-gap", said))).toMatchObject({
      item: { text: "gap: why is #payments down?", truncated: false },
      opensForm: true,
    });
  });

  it("of the longest message is cut and says so", () => {
    const { item } = map(messageShortcut("log-gap", { text: "a".repeat(mostText) })) as never;

    expect(item).toMatchObject({ truncated: true });
    expect((item as { readonly text: string }).text).toHaveLength(mostText);
  });

  it("in a thread is answered in it", () => {
    const inThread = { ...said, thread_ts: "1795597100.000100" };

    expect(map(messageShortcut("ask-ama", inThread))).toMatchObject({
      item: { message: { thread: "c:44.55.66@1795597100.000100" } },
    });
  });

  it("that is not ours is nothing", () => {
    expect(map(messageShortcut("remind-me", said))).toEqual({ as: "nothing" });
  });
});

describe("a reaction", () => {
  const reaction = (more = {}, type = "reaction_added") =>
    envelope({
      type,
      user: "U0BO",
      reaction: "+1::skin-tone-2",
      item: { type: "message", channel: "C0OPS", ts },
      item_user: own.user,
      event_ts: "1795597205.000100",
      ...more,
    });
  const offering = {
    offeredBy: (_on: object, emoji: string) =>
      emoji === "+1" ? { action: "helpful", value: "press-3" } : undefined,
  };

  it("to what offers something by that emoji is a press, and taken back is taken back", () => {
    const body = reaction();

    expect(map(body, offering)).toMatchObject({
      item: {
        kind: "interaction",
        dedupKey: body.event_id,
        action: "helpful",
        value: "press-3",
        actor: bo,
        on: { ...room, message: ts },
        via: "reaction",
        undone: false,
      },
    });
    expect(map(reaction({}, "reaction_removed"), offering)).toMatchObject({
      item: { undone: true },
    });
  });

  it.each([
    ["by an emoji that stands for nothing", { reaction: "eyes" }],
    ["of our own", { user: own.user }],
    ["to what somebody else wrote", { item_user: "U0ANA" }],
    ["to a file", { item: { type: "file", file: "F1" } }],
  ])("%s is nothing", (_why, more) => {
    expect(map(reaction(more), offering)).toEqual({ as: "nothing" });
  });
});

describe("what happens to a room", () => {
  it("is told when somebody opens our home", () => {
    const opened = { type: "app_home_opened", user: "U0BO", channel: "D0BO", tab: "home" };

    expect(map(envelope(opened))).toMatchObject({
      item: { kind: "room", change: "home-opened", room: { room: "D0BO" }, by: bo, at: nine },
    });
  });

  it("is nothing when an outsider opens our home", () => {
    const opened = { type: "app_home_opened", user: "U0BO", channel: "D0BO", tab: "home" };

    expect(map(envelope(opened), { isOutsider: () => true })).toEqual({ as: "nothing" });
  });

  it.each([
    ["member_joined_channel", "joined"],
    ["member_left_channel", "left"],
  ])("is told by %s when it is about us", (type, change) => {
    const event = { type, user: own.user, channel: "C0NEW", inviter: "U0BO" };

    expect(map(envelope({ ...event, event_ts: ts }))).toMatchObject({
      item: { change, room: { room: "C0NEW" }, by: bo },
    });
    expect(map(envelope({ ...event, user: "U0ANA" }))).toEqual({ as: "nothing" });
  });
});

describe("our access", () => {
  it("is gone when the app was removed or the bot's token revoked", () => {
    const revoked = (tokens: object) => envelope({ type: "tokens_revoked", tokens });

    expect(map(envelope({ type: "app_uninstalled" }))).toMatchObject({ as: "revoked" });
    expect(map(revoked({ bot: [own.user] }))).toMatchObject({ as: "revoked" });
    expect(map(revoked({ oauth: ["U0ANA"], bot: [] }))).toEqual({ as: "nothing" });
  });
});

describe("any other payload", () => {
  it.each([
    ["an event that nobody asked for", envelope({ type: "channel_rename" })],
    ["a view that was closed", { type: "view_closed" }],
    ["a body without a type", {}],
  ])("is nothing: %s", (_what, body) => {
    expect(map(body)).toEqual({ as: "nothing" });
  });

  it("is refused when it is not as Slack documents it", () => {
    expect(() => map(envelope({ type: "message", text: 7 }))).toThrow();
  });
});

describe("whom and what a payload is about", () => {
  it.each([
    ["a message", envelope(message("<@U0BO> <@U0ANA>")), ["U0ANA", "U0BO"], "C0OPS"],
    ["a command", slashCommand("/page", "<@U0ANA|ana>"), ["U0BO", "U0ANA"], "C0OPS", "U0BO"],
    ["a press", blockActions(), ["U0BO", "U0BOT"], "C0OPS"],
    [
      "a shortcut",
      messageShortcut("ask-ama", { text: "<@U0EVE>" }),
      ["U0BO", "U0ANA", "U0EVE"],
      "C0OPS",
    ],
    ["nothing that we know", 7, [], undefined],
  ])("is told of %s", (_what, body, users, where, commander = undefined) => {
    expect(aboutWhat(body)).toEqual({ users, room: where, commander });
  });
});
