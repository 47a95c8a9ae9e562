import { describe, expect, it } from "vitest";
import { docText } from "../../../src/chat/doc-text.ts";
import { mayPress, pressDecision } from "../../../src/chat/manners/pressing.ts";

const ana = { principal: "slack-ana", person: "ana", roles: [] };
const bo = { principal: "slack-bo", person: "bo", roles: ["oncall"] };
const nobody = { principal: "slack-x", person: undefined, roles: [] };

describe("who may press", () => {
  it.each([
    ["anybody", "anyone", nobody, true],
    ["the asker", "asker", ana, true],
    ["the asker by another account", "asker", { ...ana, principal: "matrix-ana" }, true],
    ["not another than the asker", "asker", bo, false],
    ["somebody listed", { people: ["bo"] }, bo, true],
    ["nobody unlisted", { people: ["bo"] }, ana, false],
    ["nobody of an empty list", { people: [] }, ana, false],
    ["nobody unknown of a list", { people: ["undefined"] }, nobody, false],
    ["a role", { role: "oncall" }, bo, true],
    ["nobody without the role", { role: "oncall" }, ana, false],
  ] as const)("M17 is %s", (_, allowed, presser, expected) => {
    expect(mayPress(allowed, presser, ana)).toBe(expected);
  });
  it("M17 is not an unknown account for a question of another, nor anybody where nobody asked", () => {
    expect(mayPress("asker", nobody, { principal: "slack-y", person: undefined })).toBe(false);
    expect(mayPress("asker", ana, undefined)).toBe(false);
  });
});

describe("a press", () => {
  const action = { allowed: { people: ["ana", "bo"] }, once: true };
  const first = { name: "Bo", principal: "slack-bo", time: "14:05" };
  const given = { action, presser: ana, asker: ana, first: undefined, undone: false };
  it("M17 counts the first time", () => {
    expect(pressDecision(given)).toEqual({ press: "counts" });
  });
  it("M17 the second hears who and when, also if it was they", () => {
    const told = (presser: typeof ana | typeof bo) => {
      const decision = pressDecision({ ...given, presser, first });
      return "doc" in decision ? docText(decision.doc) : decision.press;
    };
    expect(told(ana)).toBe("Bo did that at 14:05; it counts once.");
    expect(told(bo)).toBe("You did that at 14:05; it counts once.");
  });
  it("M17 counts every time where that is meant", () => {
    expect(pressDecision({ ...given, action: { ...action, once: false }, first })).toEqual({
      press: "counts",
    });
  });
  it.each([
    [{ people: [] }, "Nobody may press that."],
    [{ people: ["bo"] }, "Only bo may press that. You are not among them."],
    [{ role: "oncall" }, "Only people with the role oncall may press that."],
  ])("M17 tells whoever may not who may", (allowed, expected) => {
    const decision = pressDecision({ ...given, action: { allowed, once: true } });
    expect("doc" in decision && docText(decision.doc)).toContain(expected);
  });
  it("M17 taken back takes back a vote, and nothing that is decided", () => {
    const undone = { ...given, undone: true };
    const silent = { press: "silent", outcome: "silent:M17" };
    expect(pressDecision(undone)).toEqual(silent);
    expect(pressDecision({ ...undone, presser: nobody })).toEqual(silent);
    expect(pressDecision({ ...undone, action: { allowed: "anyone", once: false } })).toEqual({
      press: "taken-back",
    });
  });
});
