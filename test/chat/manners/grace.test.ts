import { describe, expect, it } from "vitest";
import { principalKey } from "../../../src/chat/conversation.ts";
import { afterGrace, unaskedOutcome } from "../../../src/chat/manners/grace.ts";
import { looksLikeQuestion } from "../../../src/chat/manners/question-shape.ts";
import { noThread } from "../../../src/chat/thread-state.ts";
import { account, aMessage, later } from "../a-message.ts";

const wrote = (...lines: readonly (readonly [string, number])[]) => ({
  ...noThread,
  humans: Object.fromEntries(
    lines.map(([who, minutes]) => [
      principalKey(account(who)),
      { at: later(minutes), message: `by-${who}` },
    ]),
  ),
});

describe("after the grace", () => {
  it("M5 we are silent if a human replied, and keep the first reply", () => {
    const thread = wrote(["cy", 4], ["ana", 1], ["bo", 3]);
    expect(afterGrace(aMessage(), thread)).toEqual({
      speak: "no",
      outcome: "silent:M5",
      reply: "by-bo",
    });
  });
  it("M5 we speak if only the asker wrote, or others before", () => {
    expect(afterGrace(aMessage(), wrote(["ana", 3], ["bo", -1]))).toEqual({ speak: "if-sure" });
  });
  it("M4 we say nothing that is not a sure answer", () => {
    expect(unaskedOutcome("answer")).toBe("speak");
    for (const outcome of ["choices", "clarify", "abstain", "refuse", "error"] as const) {
      expect(unaskedOutcome(outcome)).toBe("silent:M4");
    }
  });
});

it.each([
  ["Restarting kafka now, okay?", true],
  ["how do I restart kafka on staging", true],
  ["does anyone know why the shop is slow", true],
  ["anyone know the vpn address", true],
  ["What’s the guest wifi", true],
  ["What a day that was", true],
  ["what?", false],
  ["The sync is done.", false],
  ["I know how to do it", false],
  ["", false],
])("M4 takes %s for a question: %s", (text, expected) => {
  expect(looksLikeQuestion(text)).toBe(expected);
});
