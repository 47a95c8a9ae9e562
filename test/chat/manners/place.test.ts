import { describe, expect, it } from "vitest";
import { docText } from "../../../src/chat/doc-text.ts";
import { audienceOf, type Holds, showToEveryone } from "../../../src/chat/manners/audience.ts";
import { followUpHint } from "../../../src/chat/manners/follow-up.ts";
import { introductionOn } from "../../../src/chat/manners/introduction.ts";
import { isBroadcast, placeOf } from "../../../src/chat/manners/place.ts";
import { couldNotReach, notHere } from "../../../src/chat/manners/refusal.ts";
import { announceSetting, mayNotSet, maySet } from "../../../src/chat/manners/setting-rights.ts";
import { defaultSettings } from "../../../src/chat/room-settings.ts";
import { aMessage, nine } from "../a-message.ts";

const room = { platform: "memory", workspace: "w", room: "r" } as const;

describe("the place of a reply", () => {
  it.each([
    ["a thread on a question of the main line", aMessage(), true, { ...room, thread: "m1" }],
    ["the question's thread", aMessage({ thread: "t" }), true, { ...room, thread: "t" }],
    ["a plain line in a direct message", aMessage({ roomKind: "dm" }), true, room],
    [
      "a thread of a direct message",
      aMessage({ roomKind: "dm", thread: "t" }),
      true,
      { ...room, thread: "t" },
    ],
    ["a plain line where there are no threads", aMessage(), false, room],
  ])("M20 is %s", (_, item, threads, expected) => {
    expect(placeOf(item, { threads })).toEqual(expected);
  });
  it("M21 is the main line, too, for pages alone, where the room wants them", () => {
    expect(isBroadcast("page", defaultSettings)).toBe(true);
    expect(isBroadcast("page", { ...defaultSettings, broadcastPages: false })).toBe(false);
    expect(isBroadcast("answer", defaultSettings)).toBe(false);
  });
  it("M6 ends with a hint where an unmentioned line does not reach us", () => {
    const hint = (hearsAll: boolean, roomKind: "room" | "dm", set = {}) =>
      followUpHint({ hearsAll, roomKind, settings: { ...defaultSettings, ...set } });
    expect(hint(false, "room")).toEqual({ p: [{ text: "Mention me to go on." }] });
    expect(hint(true, "room")).toBeUndefined();
    expect(hint(false, "dm")).toBeUndefined();
    expect(hint(false, "room", { followUps: "off" })).toBeUndefined();
  });
  it("M1 an invitation earns one line, other changes none", () => {
    const change = (kind: "joined" | "left" | "upgraded") =>
      introductionOn({ kind: "room", dedupKey: "r", room, change: kind, at: nine });
    expect(change("joined")).toHaveLength(1);
    expect(change("left")).toBeUndefined();
    expect(change("upgraded")).toBeUndefined();
  });
});

describe("the settings' rights", () => {
  it("M3 only the role admin changes them, and the room is told", () => {
    expect(maySet(["editor", "oncall", "oncall-admin"])).toBe(false);
    expect(maySet([])).toBe(false);
    expect(maySet(["editor", "admin"])).toBe(true);
    expect(docText(mayNotSet("mode"))).toContain("Only an admin changes mode");
    expect(docText(announceSetting("mode", { from: "mention", to: "auto", by: "Ana" }))).toBe(
      "Ana changed mode in this room: it was mention, it is auto.",
    );
  });
});

describe("who sees an answer", () => {
  const where = { ...aMessage(), helpPrivate: true };
  const dm = { ...where, roomKind: "dm" as const };
  const decision = (holds: Holds, given: Parameters<typeof audienceOf>[1]) => {
    const found = audienceOf(holds, given);
    return found.audience === "asker" ? `asker${found.showToEveryone ? "+" : ""}` : found.audience;
  };
  it.each<[string, Holds, Parameters<typeof audienceOf>[1], string]>([
    ["what is open, everyone", "open", where, "everyone"],
    ["what is narrow, the asker alone", "narrow", where, "asker"],
    [
      "what is narrow, in a group the asker alone",
      "narrow",
      { ...where, roomKind: "group" },
      "asker",
    ],
    ["what is narrow, the line of a direct message", "narrow", dm, "everyone"],
  ])("M34 is, for %s", (_, holds, given, expected) => {
    expect(decision(holds, given)).toBe(expected);
  });
  it("M32 may be all for help, by the asker's press, and never for what is narrow", () => {
    expect(decision("help", where)).toBe("asker+");
    expect(decision("help", { ...where, helpPrivate: false })).toBe("everyone");
    expect(decision("narrow", where)).toBe("asker");
    expect(showToEveryone("v")).toMatchObject({ allowed: "asker", once: true, value: "v" });
  });
  it("M33 reads nothing of the content where no private way works", () => {
    expect(docText(couldNotReach())).toContain("I could not reach you privately");
  });
  it("M9 hears one sentence when it is not for them", () => {
    for (const reason of ["off", "outsider"] as const) {
      expect(notHere(reason)).toHaveLength(1);
    }
  });
});
