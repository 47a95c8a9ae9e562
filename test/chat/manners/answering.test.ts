import { describe, expect, it } from "vitest";
import { paragraph } from "../../../src/chat/doc.ts";
import { docText } from "../../../src/chat/doc-text.ts";
import { actionSaid } from "../../../src/chat/manners/choices.ts";
import { contextLines } from "../../../src/chat/manners/context-lines.ts";
import { renderFailure } from "../../../src/chat/manners/failure.ts";
import { afterBadFormat, plainDoc } from "../../../src/chat/manners/plain-fallback.ts";
import { earlierReply, renderEarlier, servedKey } from "../../../src/chat/manners/repetition.ts";
import { renderStillLooking, workingSignAfter } from "../../../src/chat/manners/working-sign.ts";
import { afterReply, noThread } from "../../../src/chat/thread-state.ts";
import { later, nine } from "../a-message.ts";

describe("an answer given before", () => {
  const served = servedKey("restart-kafka", "staging");
  const thread = afterReply(noThread, { key: "a1", at: nine, counts: true, served });
  it("M16 is pointed to in its thread, unless its text would be another", () => {
    expect(earlierReply(thread, served)).toBe("a1");
    expect(earlierReply(thread, servedKey("restart-kafka", "prod"))).toBeUndefined();
    expect(earlierReply(thread, servedKey("restart-kafka", undefined))).toBeUndefined();
    expect(earlierReply(noThread, "constructor")).toBeUndefined();
  });
  it("M16 is named, with a link where there are such", () => {
    expect(docText(renderEarlier("Restart", undefined))).toBe('That is answered above: "Restart".');
    expect(docText(renderEarlier("Restart", "https://chat/1"))).toBe(
      "That is answered above: Restart (https://chat/1).",
    );
  });
});

describe("choices", () => {
  const four = ["One", "Two", "Three", "Four"].map((label, index) => ({
    label,
    words: [String(index + 1), label.toLowerCase()],
  }));
  it.each([
    ["2", "Two"],
    [" 2. ", "Two"],
    ["#2", "Two"],
    ["(2)", "Two"],
    ["two", "Two"],
    ["5", undefined],
    ["22", undefined],
    ["", undefined],
  ])("M28 are taken by a typed number: %s", (text, label) => {
    expect(actionSaid(text, four)?.label).toBe(label);
  });
});

describe("the lines of a running thread", () => {
  const line = (text: string, minutes: number, fromBot = false) => ({
    text,
    fromBot,
    at: later(minutes),
  });
  const day = 24 * 60;
  it("M22 are context for a day, without ours, oldest first", () => {
    const lines = [
      line("new", day - 1),
      line("old", -0.1),
      line("just in time", 0),
      line("ours", 5, true),
      line(" ", 6),
      line("the question", day),
    ];
    expect(contextLines(lines, later(day))).toEqual(["just in time", "new"]);
  });
  it("M22 are the last twenty", () => {
    const lines = Array.from({ length: 25 }, (_, at) => line(`${at}`, at));
    const context = contextLines(lines, later(30));
    expect([context.length, context[0], context.at(-1)]).toEqual([20, "5", "24"]);
  });
});

describe("a slow, failed or refused answer", () => {
  it.each([
    [0, "none", 700],
    [699, "none", 1],
    [1_000, "working", 9_000],
    [9_999, "working", 1],
    [10_000, "still-looking", undefined],
  ])("M10 shows after %d ms: %s", (elapsed, sign, nextInMs) => {
    expect(workingSignAfter(elapsed)).toEqual({ sign, nextInMs });
  });
  it("M10 says after ten seconds that it goes on", () => {
    expect(docText(renderStillLooking())).toBe("Still looking.");
  });
  it("M11 is told with an error id and whose it is", () => {
    expect(docText(renderFailure("E-5f2c", "Platform team"))).toContain(
      "E-5f2c is with Platform team",
    );
  });
  it("M29 is sent as the same text, plain, once", () => {
    const rich = [paragraph("Run:"), { code: "ls" }];
    expect(docText(plainDoc(rich))).toBe(docText(rich));
    expect(afterBadFormat(false)).toBe("send-plain");
    expect(afterBadFormat(true)).toBe("give-up");
  });
});
