import { describe, expect, it } from "vitest";
import { principalKey } from "../../../src/chat/conversation.ts";
import { docText } from "../../../src/chat/doc-text.ts";
import type { Inbound } from "../../../src/chat/inbox-item.ts";
import { type Heard, hear } from "../../../src/chat/manners/hearing.ts";
import { defaultSettings, type RoomSettings } from "../../../src/chat/room-settings.ts";
import { route } from "../../../src/chat/router.ts";
import {
  afterReply,
  afterStop,
  noThread,
  type ThreadState,
} from "../../../src/chat/thread-state.ts";
import { account, aMessage, later, nine, self } from "../a-message.ts";

const ana = principalKey(account("ana"));
const line = { at: nine, message: "m0" };
const withAna: ThreadState = afterReply(
  { ...noThread, humans: { [ana]: line } },
  { key: "k", at: nine, counts: true },
);
const withBo: ThreadState = {
  ...withAna,
  humans: { ...withAna.humans, [principalKey(account("bo"))]: line },
};

function heard(
  item: Inbound,
  more: Partial<Heard> & { readonly set?: Partial<RoomSettings> } = {},
) {
  const { set, ...rest } = more;
  const result = hear({
    item,
    routed: route(item.text, { walking: false, offered: false }),
    settings: { ...defaultSettings, ...set },
    thread: noThread,
    self,
    at: item.sentAt,
    ...rest,
  });
  return result.hear === "silent" ? result.outcome : result.hear;
}

const bot = { principal: account("B1"), displayName: "ci", isBot: true };
const goesOn = (given: Parameters<typeof aMessage>[0] = {}) =>
  aMessage({ thread: "t1", addressed: "thread", text: "and on prod?", sentAt: later(1), ...given });

describe("who speaks to us", () => {
  it.each([
    ["mention", "answer"],
    ["command", "answer"],
    ["reply", "answer"],
    ["none", "silent:M1"],
  ] as const)("M1 is heard in a room only when addressed: %s", (addressed, expected) => {
    expect(heard(aMessage({ addressed }))).toBe(expected);
  });
  it("M2 is heard in a direct message whatever it says", () => {
    expect(heard(aMessage({ roomKind: "dm", addressed: "dm" }))).toBe("answer");
    expect(heard(aMessage({ roomKind: "dm", addressed: "none", text: "hm" }))).toBe("answer");
  });
  it("M2 is heard by a slash command in every mode but off", () => {
    for (const mode of ["mention", "auto", "quiet"] as const) {
      expect(heard(aMessage({ addressed: "command" }), { set: { mode } })).toBe("answer");
    }
  });
  it("M9 is told in one private sentence that we are off, when addressed", () => {
    const item = aMessage({ addressed: "mention" });
    expect(heard(item, { set: { mode: "off" } })).toBe("refuse");
    expect(heard(aMessage(), { set: { mode: "off" } })).toBe("silent:M9");
    const result = hear({
      item,
      routed: { kind: "question", text: item.text },
      settings: { ...defaultSettings, mode: "off" },
      thread: noThread,
      self,
      at: nine,
    });
    expect("doc" in result && docText(result.doc)).toContain("switched off in this room");
  });
  it("M9 can still turn us on", () => {
    const item = aMessage({ addressed: "mention", text: "mode mention" });
    expect(heard(item, { set: { mode: "off" } })).toBe("answer");
  });
  it("M13 is not heard while it cannot be read", () => {
    const unreadable = { text: "", unreadable: "no-key-yet" } as const;
    expect(heard(aMessage({ addressed: "dm", ...unreadable }))).toBe("unreadable");
    expect(heard(aMessage({ addressed: "none", ...unreadable }))).toBe("silent:M13");
    const off = { set: { mode: "off" } } as const;
    expect(heard(aMessage({ addressed: "reply", ...unreadable }), off)).toBe("silent:M13");
  });
});

describe("programs", () => {
  it("M18 are ignored, ourselves first, even where they may ask", () => {
    expect(heard(aMessage({ author: bot, addressed: "mention" }))).toBe("silent:M18");
    const own = aMessage({ from: "ama", addressed: "mention" });
    expect(heard(own, { set: { botsMayAsk: ["ama"] } })).toBe("silent:M18");
  });
  it("M18 may ask by id, when they address us", () => {
    const set = { botsMayAsk: ["B1"], mode: "auto" } as const;
    expect(heard(aMessage({ author: bot, addressed: "mention" }), { set })).toBe("answer");
    expect(heard(aMessage({ author: bot }), { set })).toBe("silent:M4");
  });
});

describe("an auto room", () => {
  const set = { mode: "auto" } as const;
  it("M5 leaves a question to humans for the grace", () => {
    const item = aMessage();
    const result = hear({
      item,
      routed: { kind: "question", text: item.text },
      settings: { ...defaultSettings, ...set },
      thread: noThread,
      self,
      at: nine,
    });
    expect(result).toEqual({ hear: "wait", until: later(5) });
  });
  it.each([
    ["no question", aMessage({ text: "The sync is done." })],
    ["an answer to somebody", aMessage({ quoted: aMessage().message })],
    ["turned to somebody else", aMessage({ mentions: [account("bo")] })],
  ])("M4 passes over what is %s", (_, item) => {
    expect(heard(item, { set })).toBe("silent:M4");
  });
  it("M4 passes over what is not on the main line", () => {
    expect(heard(aMessage({ thread: "t1" }), { set })).toBe("silent:M6");
  });
});

describe("a follow-up", () => {
  it.each([
    [0, "answer"],
    [29.9, "answer"],
    [30, "silent:M6"],
    [31, "silent:M6"],
  ])("M6 needs no mention for 30 minutes after our reply: %d", (minutes, expected) => {
    expect(heard(goesOn({ sentAt: later(minutes) }), { thread: withAna })).toBe(expected);
  });
  it.each([
    ["a second human has written", goesOn(), withBo, {}],
    ["it is a second human's", goesOn({ from: "bo" }), withAna, {}],
    ["we have said nothing there", goesOn(), noThread, {}],
    ["it turns to somebody else", goesOn({ mentions: [account("bo")] }), withAna, {}],
    ["the room wants none", goesOn(), withAna, { followUps: "off" }],
    ["the room is quiet", goesOn(), withAna, { mode: "quiet" }],
  ] as const)("M6 needs one when %s", (_, item, thread, set) => {
    expect(heard(item, { thread, set })).toBe("silent:M6");
  });
  it("M6 with a mention is heard whoever else is there", () => {
    expect(heard(goesOn({ addressed: "mention" }), { thread: withBo })).toBe("answer");
  });
});

describe("thanks and stop", () => {
  it.each(["thanks", "Thank you!", "ok", "OK, thanks", "👍", "🎉 🎉", "✅", "🇩🇪"])(
    "M7 gets no message: %s",
    (text) => {
      expect(heard(aMessage({ addressed: "mention", text }))).toBe("silent:M7");
      expect(heard(aMessage({ roomKind: "dm", addressed: "dm", text }))).toBe("silent:M7");
    },
  );
  it.each(["", "ok so how do I restart kafka", "1", "hi", "?"])(
    "M7 is not meant for what says more: %s",
    (text) => {
      expect(heard(aMessage({ addressed: "mention", text }))).toBe("answer");
    },
  );
  it("M7 is not meant for a command, such as ✅ in a walk", () => {
    const item = goesOn({ text: "✅" });
    const routed = route(item.text, { walking: true, offered: false });
    expect(heard(item, { routed, thread: withAna })).toBe("answer");
  });
  it("M7 stop keeps us out of the thread until we are mentioned", () => {
    const thread = afterStop(withAna);
    expect(heard(goesOn(), { thread })).toBe("silent:M7");
    expect(heard(goesOn({ addressed: "mention" }), { thread })).toBe("answer");
  });
});

describe("an answer to a question of ours", () => {
  const pending = { ask: "reason-for-not-helpful", of: "a1", person: ana, until: later(10) };
  const thread = { ...withBo, pending };
  it("is a bare line of the person whom we asked, in time", () => {
    const bare = { text: "it names the old host" };
    expect(heard(goesOn(bare), { thread })).toBe("pending");
    expect(heard(goesOn({ ...bare, sentAt: later(10) }), { thread })).toBe("silent:M6");
    expect(heard(goesOn({ ...bare, from: "bo" }), { thread })).toBe("silent:M6");
    expect(heard(aMessage(bare), { thread })).toBe("silent:M1");
    expect(heard(aMessage({ ...bare, roomKind: "dm", addressed: "dm" }), { thread })).toBe(
      "pending",
    );
  });
  it.each(["why", "and on prod?", "thanks"])(
    "is not a command, a question or thanks: %s",
    (text) => {
      expect(heard(goesOn({ text }), { thread })).not.toBe("pending");
    },
  );
});
