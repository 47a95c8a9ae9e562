import { describe, expect, it } from "vitest";
import { byteLength, cutToBytes } from "../../../src/oncall/notify/cut-text.ts";
import { firstLineOf, textOf, titleOf } from "../../../src/oncall/notify/notification.ts";
import { serverWords } from "../../../src/oncall/notify/server-words.ts";
import { notificationFor } from "./notifications.ts";

const bo = notificationFor("bo@example.org");

describe("the text of a notification", () => {
  it("begins with a line that leaves nothing to be looked up", () => {
    expect(firstLineOf(bo)).toBe("#12 payments: checkout is down (Ana, #ops)");
    expect(firstLineOf({ ...bo, place: undefined })).toBe("#12 payments: checkout is down (Ana)");
  });

  it("keeps names in their place, however long and in how many lines", () => {
    const long = { ...bo, from: "A\nna".repeat(50), about: "pay\tments".repeat(50) };
    expect(titleOf(long)).toMatch(/^#12 turn 3: pay mentspay .*…$/);
    expect(byteLength(firstLineOf(long))).toBeLessThan(400);
    expect(firstLineOf(long)).not.toContain("\n");
  });

  it("repeats a long first line whole below the one that was cut", () => {
    const text = `${"word ".repeat(60)}end`;
    const [first, , rest] = textOf({ ...bo, text }, 4_000).split("\n");
    expect(first).toMatch(/^#12 payments: word .*… \(Ana, #ops\)$/);
    expect(rest).toBe(text);
  });

  it.each([
    ["one byte less than it needs", 73, "… All of it: https://ama.example.org/pages/12"],
    ["what it needs", 74, "since 03:12, all regions, here…"],
  ])("is cut or not when it has %s", (_, most, ending) => {
    const text = "checkout is down\nsince 03:12, all regions, here…";
    const whole = textOf({ ...bo, text }, 4_000);
    const given = textOf({ ...bo, text }, byteLength(whole) - 74 + most);
    expect(given.split("\n").at(-1)).toBe(ending);
    expect(byteLength(given)).toBeLessThanOrEqual(byteLength(whole));
  });

  it("says where the rest is when there is no link", () => {
    const text = textOf({ ...bo, link: undefined, text: "x".repeat(1_000) }, 300);
    expect(text).toMatch(/\n… The rest is in page #12\.$/);
    expect(byteLength(text)).toBe(300);
  });

  it.each([
    ["triggered", true],
    ["reminded", true],
    ["acknowledged", false],
    ["resolved", false],
  ] as const)("says how to take a page in chat or not: it is %s", (event, says) => {
    const text = textOf({ ...bo, event, actions: [] }, 4_000);
    expect(text.includes("In chat: ack #12")).toBe(says);
  });
});

describe("a cut", () => {
  it.each([
    [3, ""],
    [4, "🔥"],
    [7, "🔥"],
    [8, "🔥🔥"],
    [0, ""],
    [-1, ""],
  ])("to %i bytes never goes through a sign", (most, text) => {
    expect(cutToBytes("🔥🔥", most)).toBe(text);
  });
});

describe("a server's words", () => {
  it.each([
    ["lines and control signs", "550 no\r\n\u0007such user", "550 no such user"],
    ["addresses", "550 <bo@example.org>: rejected", "550 <[mail]>: rejected"],
    ["links", "see https://mail.example.org/why?id=4711.", "see [link]"],
    ["what looks random", "queued as 4bF7xQ2nZk9LmT0pWvR8", "queued as [secret]"],
    ["secrets that it was given", "no hush for hush", "no [secret] for [secret]"],
  ])("are told without %s", (_, said, told) => {
    expect(serverWords(said, ["hush", undefined, ""])).toBe(told);
  });

  it("are never long", () => {
    expect(serverWords("so ".repeat(1_000), []).length).toBeLessThanOrEqual(200);
  });
});
