import { describe, expect, it } from "vitest";
import { actionLabel } from "../../src/chat/action.ts";

describe("the label of an action", () => {
  it.each([
    [75, "x".repeat(75)],
    [76, `${"x".repeat(74)}…`],
  ])("of %i characters has at most 75", (length, label) => {
    expect(actionLabel("x".repeat(length))).toBe(label);
  });

  it("is not cut within a character", () => {
    expect(actionLabel(`${"x".repeat(73)}😀😀`).isWellFormed()).toBe(true);
  });
});
