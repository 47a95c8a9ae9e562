import { describe, expect, it } from "vitest";
import type { Known } from "../../../../src/adapters/matrix/in/known.ts";
import { mapEvent } from "../../../../src/adapters/matrix/in/map-event.ts";
import type { RoomEvent } from "../../../../src/adapters/matrix/in/room-event.ts";
import { inboxItemSchema, mostText } from "../../../../src/chat/inbox-item.ts";
import { isBareCommand } from "../../../../src/talk/bare-command.ts";
import {
  ana,
  bo,
  direct,
  editOf,
  event,
  having,
  inThread,
  known,
  mentioning,
  message,
  nine,
  offer,
  offered,
  ops,
  own,
  pill,
  replyTo,
} from "./events.ts";

const itemOf = (said: RoomEvent, given: Partial<Known> = {}) =>
  mapEvent(said, { ...known, ...given });
const ours = message("here it is", {}, { id: "$ours", sender: own.user });
const theirs = message("it is down", {}, { id: "$theirs", sender: bo });
const calling = (text: string) => ({ formatted_body: text, ...mentioning(own.user) });
const principal = (user: string) => ({ platform: "matrix", workspace: "example.org", user });

describe("a message", () => {
  it("becomes what the bot knows of a message, in the shape that is stored", () => {
    const item = itemOf(message("how do I deploy?"));

    expect(item).toEqual({
      kind: "message",
      dedupKey: "m:$e1",
      message: { ...ops, message: "$e1" },
      roomKind: "room",
      encrypted: true,
      shared: false,
      author: { principal: principal(ana), displayName: "Ana", isBot: false },
      addressed: "none",
      text: "how do I deploy?",
      truncated: false,
      mentions: [],
      sentAt: nine,
      receivedAt: nine.add({ seconds: 1 }),
      replay: false,
    });
    expect(() => inboxItemSchema.encode(item as never)).not.toThrow();
  });

  it.each<[string, RoomEvent, Partial<Known>]>([
    ["our own", message("hello", {}, { sender: own.user }), {}],
    ["a notice", message("hello", { msgtype: "m.notice" }), {}],
    ["an emote", message("waves", { msgtype: "m.emote" }), {}],
    ["a place", message("here", { msgtype: "m.location" }), {}],
    ["a wish to be verified", message("verify", { msgtype: "m.key.verification.request" }), {}],
    ["a redacted one", event("m.room.message", {}), {}],
    ["a sticker", event("m.sticker", { body: "hello" }), {}],
    ["a state of the room", event("m.room.topic", { topic: "ama" }, { stateKey: "" }), {}],
    ["what claims to be a state", message("hello", {}, { stateKey: "" }), {}],
    ["one in a space", message("hello"), { room: { ...known.room, isSpace: true } }],
    [
      "one from before we came in",
      message("hello", {}, { sentAt: nine.subtract({ hours: 1, milliseconds: 1 }) }),
      {},
    ],
  ])("that is %s is nothing", (_which, said, given) => {
    expect(itemOf(said, given)).toBeUndefined();
  });

  it("from the instant when we came in is one", () => {
    const item = itemOf(message("hello", {}, { sentAt: nine.subtract({ hours: 1 }) }));

    expect(item).toMatchObject({ text: "hello" });
  });

  it("of another program says so, and manners decide", () => {
    const item = itemOf(message("hello", {}, { sender: "@robot:example.org" }));

    expect(item).toMatchObject({ author: { isBot: true } });
  });

  it.each([
    ["direct, of two", { isDirect: true, members: 2 }, "dm", "dm"],
    ["direct, before the other one has joined", { isDirect: true, members: 1 }, "dm", "dm"],
    ["marked as direct, with a third in it", { isDirect: true, members: 3 }, "group", "none"],
    ["of a few", { members: 3 }, "room", "none"],
  ] as const)("in a room that is %s is addressed as it is", (_which, room, roomKind, addressed) => {
    const item = itemOf(message("it is down"), { room: { ...known.room, ...room } });

    expect(item).toMatchObject({ roomKind, addressed });
  });

  it.each([
    ["in a room of one server", ana, false, false],
    ["in a room with people of another server", ana, true, true],
    ["of somebody of another server", "@eve:elsewhere.example", false, true],
  ])("%s tells whether outsiders read it", (_which, sender, isShared, shared) => {
    const item = itemOf(message("hello", {}, { sender }), {
      room: { ...known.room, shared: isShared },
    });

    expect(item).toMatchObject({ shared });
  });
});

describe("a message is addressed", () => {
  const called = `<p>${pill(own.user, "AMA Bot")} how?</p>`;
  const quotedPill = `<mx-reply>${pill(own.user, "AMA Bot")}</mx-reply>how?`;

  it.each<[string, RoomEvent, Partial<Known>, string, string]>([
    [
      "by the list of whom it mentions",
      message("how?", mentioning(own.user)),
      {},
      "mention",
      "how?",
    ],
    ["by a pill", message("AMA Bot how?", { formatted_body: called }), {}, "mention", "how?"],
    [
      "by a pill with its address encoded",
      message("Ama how?", { formatted_body: pill("%40ama%3Aexample.org", "Ama") }),
      {},
      "mention",
      "how?",
    ],
    [
      "by a link as in Markdown",
      message("[@ama:example.org](https://matrix.to/#/@ama:example.org) how?"),
      {},
      "mention",
      "how?",
    ],
    ["by name and colon", message("AMA Bot: how?"), {}, "mention", "how?"],
    ["by name and comma, in lower case", message("ama bot, how?"), {}, "mention", "how?"],
    ["by its local name", message("@ama how?"), {}, "mention", "how?"],
    ["by its whole id", message("@ama:example.org: how?"), {}, "mention", "how?"],
    ["not by the bare name", message("AMA Bot how?"), {}, "none", "AMA Bot how?"],
    ["not by a longer name", message("@amazing how?"), {}, "none", "@amazing how?"],
    [
      "not by an account of another server",
      message("@ama:other.example how?"),
      {},
      "none",
      "@ama:other.example how?",
    ],
    [
      "not by a pill that it quotes",
      message("how?", { formatted_body: quotedPill }),
      {},
      "none",
      "how?",
    ],
    ["not by a mention of another", message("Bo: how?", mentioning(bo)), {}, "none", "Bo: how?"],
    ["by !ama", message("!ama deploy checkout"), {}, "command", "deploy checkout"],
    ["by /ama in any case", message("/AMA help"), {}, "command", "help"],
    ["by !ama alone", message("!ama"), {}, "command", "help"],
    ["by !page", message("!page checkout is down"), {}, "command", "page checkout is down"],
    ["by !oncall", message("!oncall primary"), {}, "command", "oncall primary"],
    ["by !help", message("!help"), {}, "command", "help"],
    ["by !ack and a number", message("!ack #12"), {}, "command", "ack #12"],
    ["not by what others are told", message("!play a song"), {}, "none", "!play a song"],
    ["not by what others are told likewise", message("!add a song"), {}, "none", "!add a song"],
    ["not by a longer word", message("!amazing"), {}, "none", "!amazing"],
    ["not by a path", message("/etc/hosts is empty"), {}, "none", "/etc/hosts is empty"],
    ["by a command in a direct room, too", message("!page"), direct, "command", "page"],
    ["by a reply to us", message("so?", replyTo("$ours")), having(ours), "reply", "so?"],
    [
      "by a reply to us, where clients list whom one replies to",
      message("so?", { ...replyTo("$ours"), ...mentioning(own.user) }),
      having(ours),
      "reply",
      "so?",
    ],
    [
      "by a mention in a reply to us",
      message("AMA Bot: so?", replyTo("$ours")),
      having(ours),
      "mention",
      "so?",
    ],
    [
      "not by a reply to another",
      message("so?", replyTo("$theirs")),
      having(theirs),
      "none",
      "so?",
    ],
    ["not by a reply to what nobody knows", message("so?", replyTo("$gone")), {}, "none", "so?"],
    [
      "by a thread that we take part in",
      message("so?", inThread("$root")),
      { isOurThread: ({ thread }) => thread === "$root" },
      "thread",
      "so?",
    ],
    [
      "not by what old clients are told in a thread",
      message("so?", inThread("$root", "$ours")),
      having(ours),
      "none",
      "so?",
    ],
    [
      "by a reply to us in a thread",
      message("so?", inThread("$root", "$ours", false)),
      having(ours),
      "reply",
      "so?",
    ],
    ["as in a direct room, with a mention", message("ama: how?"), direct, "dm", "how?"],
  ])("%s", (_how, said, given, addressed, text) => {
    expect(itemOf(said, given)).toMatchObject({ addressed, text });
  });

  it("by a command that is a message of its room, and is answered there", () => {
    const item = itemOf(message("!ama help"));

    expect(item && isBareCommand(item)).toBe(false);
  });
});

describe("the text of a message", () => {
  const fallback = `> <${bo}> it is down\n> since nine\n\nwhat is?`;

  it.each<[string, RoomEvent, string]>([
    [
      "without our pill at its end",
      message("how do I deploy, AMA Bot?", calling(pill(own.user, "AMA Bot"))),
      "how do I deploy?",
    ],
    [
      "with our name in its middle",
      message("is AMA Bot any good?", calling(pill(own.user, "AMA Bot"))),
      "is AMA Bot any good?",
    ],
    ["with a name at its end that nobody is called by", message("who is ama"), "who is ama"],
    ["with nothing but our pill", message("AMA Bot", calling(pill(own.user, "AMA Bot"))), ""],
    [
      "without what old clients put before a reply",
      message(fallback, replyTo("$theirs")),
      "what is?",
    ],
    [
      "with what somebody quotes in a reply",
      message("> down\nis it?", replyTo("$theirs")),
      "> down\nis it?",
    ],
    ["with the same where it is no reply", message(fallback), fallback],
    ["in composed letters", message("Zu\u0308rich"), "Zürich"],
    [
      "of a picture with words",
      message("is this right?", { msgtype: "m.image", filename: "a.png" }),
      "is this right?",
    ],
    ["of a picture without", message("a.png", { msgtype: "m.image" }), ""],
    [
      "of one who is called, by name",
      message("[Bo](https://matrix.to/#/@bo:example.org) knows"),
      "Bo knows",
    ],
    ["with links to other things", message("[a](https://a.example/b)"), "[a](https://a.example/b)"],
  ])("reads %s", (_which, said, text) => {
    expect(itemOf(said)).toMatchObject({ text });
  });

  it("is cut where it is too long, between characters", () => {
    const fits = itemOf(message("a".repeat(mostText)));
    const isLonger = itemOf(message(`${"a".repeat(mostText - 1)}😀`));

    expect(fits).toMatchObject({ truncated: false });
    expect(isLonger).toMatchObject({ truncated: true, text: `${"a".repeat(mostText - 1)}\uFFFD` });
  });

  it("names whom it mentions, each once and only accounts", () => {
    const listed = {
      "m.mentions": { user_ids: [bo, own.user, bo, "everybody", 7, null, `@${"x".repeat(300)}:a`] },
    };
    const formatted_body = pill(ana, "Ana") + pill(bo, "Bo") + pill("!ops", "ops");
    const item = itemOf(message("see you", { ...listed, formatted_body }));

    expect(item).toMatchObject({ mentions: [bo, own.user, ana].map(principal) });
  });
});

describe("the place of a message", () => {
  const oursInThread = message("here", inThread("$root"), { id: "$ours", sender: own.user });
  const theirsInThread = message("here", inThread("$root"), { id: "$theirs", sender: bo });

  it("is its thread, or the main line", () => {
    expect(itemOf(message("a", inThread("$root")))).toMatchObject({ message: { thread: "$root" } });
    expect(itemOf(message("a"))).not.toHaveProperty("message.thread");
  });

  it("of a reply on the main line is that, with what it replies to", () => {
    const item = itemOf(message("so?", replyTo("$ours")), having(ours));

    expect(item).toMatchObject({ quoted: { ...ops, message: "$ours" } });
    expect(item).not.toHaveProperty("message.thread");
    expect(item).not.toHaveProperty("quoted.thread");
  });

  it("of a reply to us in a thread is that thread, also where a client knows no threads", () => {
    const item = itemOf(message("so?", replyTo("$ours")), having(oursInThread));

    expect(item).toMatchObject({
      message: { thread: "$root", message: "$e1" },
      quoted: { thread: "$root", message: "$ours" },
    });
  });

  it("of a reply to another stays where it was written", () => {
    const item = itemOf(message("so?", replyTo("$theirs")), having(theirsInThread));

    expect(item).toMatchObject({ quoted: { thread: "$root" } });
    expect(item).not.toHaveProperty("message.thread");
  });
});

describe("an edit", () => {
  const original = message("how do I depoly?", inThread("$root"), { id: "$e1" });

  it("is a new version of its message, in its place and with a key of its own", () => {
    const item = itemOf(editOf("$e1", "ama: how do I deploy?"), having(original));

    expect(item).toMatchObject({
      dedupKey: "$edit",
      message: { thread: "$root", message: "$e1" },
      edit: { of: { thread: "$root", message: "$e1" }, revision: "$edit" },
      text: "how do I deploy?",
      addressed: "mention",
      sentAt: nine,
    });
  });

  it.each<[string, RoomEvent, Partial<Known>]>([
    ["of another's message", editOf("$theirs", "all is well"), having(theirs)],
    ["of an edit", editOf("$edit", "all is well"), having(editOf("$e1", "all is bad"))],
    ["of what nobody knows", editOf("$gone", "all is well"), {}],
    ["to a notice", editOf("$e1", "all is well", { msgtype: "m.notice" }), having(original)],
    [
      "without a new text",
      message("* a", { "m.relates_to": { rel_type: "m.replace", event_id: "$e1" } }),
      having(original),
    ],
  ])("%s is nothing", (_which, said, given) => {
    expect(itemOf(said, given)).toBeUndefined();
  });

  it("presses nothing, whatever it says", () => {
    const given = { ...having(original), newestOffer: () => offer };

    expect(itemOf(editOf("$e1", "2"), given)).toMatchObject({ kind: "message", text: "2" });
  });
});

describe("a message that cannot be read", () => {
  const sealed = (more: object = {}): RoomEvent =>
    event(
      "m.room.encrypted",
      { algorithm: "m.megolm.v1.aes-sha2", ciphertext: "A", ...more },
      { unreadable: "no-key-yet" },
    );

  it("is one without words, with another key than once it can be", () => {
    expect(itemOf(sealed(), direct)).toMatchObject({
      dedupKey: "u:$e1",
      unreadable: "no-key-yet",
      addressed: "dm",
      text: "",
    });
    expect(itemOf(message("help"), direct)).toMatchObject({ dedupKey: "m:$e1" });
  });

  it("still tells its thread and what it replies to", () => {
    expect(itemOf(sealed(inThread("$root", "$ours", false)), having(ours))).toMatchObject({
      message: { thread: "$root" },
      addressed: "reply",
    });
  });

  it("is nothing while it is an edit, or of unknown reason", () => {
    const edit = { "m.relates_to": { rel_type: "m.replace", event_id: "$e0" } };

    expect(itemOf(sealed(edit))).toBeUndefined();
    expect(itemOf({ ...sealed(), unreadable: undefined })).toBeUndefined();
  });
});

describe("something typed", () => {
  const newest = {
    newestOffer: ({ thread }: { readonly thread?: string | undefined }) =>
      thread === "$root" ? offer : undefined,
  };
  const inDirect = { ...direct, newestOffer: () => offer };

  it("presses what was offered last in its thread, and has the key of its message", () => {
    expect(itemOf(message("2", inThread("$root")), newest)).toEqual({
      kind: "interaction",
      dedupKey: "m:$e1",
      action: "choice-2",
      value: "press:choice-2",
      actor: principal(ana),
      on: offer.on,
      at: nine,
      via: "word",
      undone: false,
    });
  });

  it.each([
    ["2", "choice-2"],
    ["2.", "choice-2"],
    ["(2)", "choice-2"],
    ["#2", "choice-2"],
    ["2️⃣", "choice-2"],
    ["ama: 2", "choice-2"],
    ["5", "not-helpful"],
    ["VPN on a phone", "choice-2"],
    ["none.", "none"],
    ["+", "helpful"],
  ])("as %s presses", (text, pressed) => {
    expect(itemOf(message(text), inDirect)).toMatchObject({ action: pressed, via: "word" });
  });

  it.each(["0", "6", "02", "2 or 3", "2 hours", "²", "none of them", "👍", "!2", "!help"])(
    "as %s presses nothing",
    (text) => {
      expect(itemOf(message(text), inDirect)).toMatchObject({ kind: "message" });
    },
  );

  it.each<[string, RoomEvent, Partial<Known>]>([
    ["on the main line of a room", message("2"), { newestOffer: () => offer }],
    ["in another thread", message("2", inThread("$other")), newest],
    ["where nothing is offered", message("2"), direct],
    [
      "in reply to another",
      message("2", inThread("$root", "$theirs", false)),
      { ...newest, ...having(theirs) },
    ],
    [
      "by another program",
      message("2", inThread("$root"), { sender: "@robot:example.org" }),
      newest,
    ],
  ])("%s presses nothing", (_where, said, given) => {
    expect(itemOf(said, given)).toMatchObject({ kind: "message" });
  });

  it("in reply to what offers presses that, and not what was offered last", () => {
    const given = { ...offered, ...having({ ...ours, id: "$answer" }) };
    const last = { ...offer, on: { ...offer.on, message: "$newer" } };
    const item = itemOf(message("1", replyTo("$answer")), { ...given, newestOffer: () => last });

    expect(item).toMatchObject({ kind: "interaction", on: offer.on });
  });
});
