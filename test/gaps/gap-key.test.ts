import { describe, expect, it } from "vitest";
import { groupKeyOf } from "../../src/gaps/gap-key.ts";
import { normalQuestion } from "../../src/search/normal-question.ts";

const secret = "00".repeat(32);

describe("two spellings of a question", () => {
  it.each([
    [
      "punctuation, case, manners",
      "restart the flux capacitor",
      "Restart flux-capacitor, please!!",
    ],
    ["stems", "restarting flux capacitors", "Restarted the flux capacitor"],
    ["compatible letters", "restart ﬂux ｃapacitor", "restart flux capacitor"],
    ["accents", "book the café", "book the cafe"],
    ["spaces and lines", "restart\n  flux\tcapacitor", "restart flux capacitor"],
    [
      "grammar",
      "how do I restart my flux capacitor?",
      "what is the way to restart a flux capacitor",
    ],
    ["a hump", "restart fluxCapacitor", "restart flux capacitor"],
  ])("are one: %s", (_what, one, other) => {
    expect(normalQuestion(one)).toBe(normalQuestion(other));
    expect(groupKeyOf(secret, undefined, one)).toBe(groupKeyOf(secret, undefined, other));
  });

  it.each([
    ["another word", "restart the flux capacitor", "restart the warp capacitor"],
    ["the order", "copy staging to prod", "copy prod to staging"],
    ["off and on", "turn off the alarm", "turn on the alarm"],
    ["not", "why does the build not run", "why does the build run"],
    ["who and where", "who has the key", "where is the key"],
    ["only grammar", "who are they", "where are you"],
  ])("are two that differ in %s", (_what, one, other) => {
    expect(normalQuestion(one)).not.toBe(normalQuestion(other));
  });

  it("is never empty while there is a word", () => {
    expect(normalQuestion("what is it?")).toBe("what is it");
  });
});

describe("the key of a group", () => {
  it("is the structured one where there is one, whatever the words", () => {
    const keyOf = (question: string) => groupKeyOf(secret, "restart|payments-api", question);
    expect(keyOf("restart payments")).toBe("key:restart|payments-api");
    expect(keyOf("bounce the payments api")).toBe(keyOf("restart payments"));
  });

  it("says nothing of the question, and is another one elsewhere", () => {
    const key = groupKeyOf(secret, undefined, "restart flux");
    expect(key).toMatch(/^question:[0-9a-f]{32}$/);
    expect(groupKeyOf("11".repeat(32), undefined, "restart flux")).not.toBe(key);
  });
});
