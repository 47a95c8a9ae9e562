import { describe, expect, it } from "vitest";
import { isListed, parseGapId, printGapId } from "../../src/gaps/gap.ts";
import { gapOf } from "./gap-of.ts";

describe("the number of a gap", () => {
  it.each([
    ["G-12", 12],
    ["g-12", 12],
    ["G12", 12],
    ["12", 12],
    [" G-1 ", 1],
    ["G-999999999", 999_999_999],
  ])("is read from %j", (text, id) => {
    expect(parseGapId(text)).toBe(id);
  });

  it.each(["", "G-", "G-0", "G-01", "G--1", "-1", "1.5", "G-1x", "H-1", "G-1000000000"])(
    "is not read from %j",
    (text) => {
      expect(parseGapId(text)).toBeUndefined();
    },
  );

  it("is printed as it is read", () => {
    expect(parseGapId(printGapId(31))).toBe(31);
  });
});

describe("a gap", () => {
  it.each([
    ["one person asked", 1, 1, true],
    ["a program asked once", 0, 1, false],
    ["programs asked twice", 0, 2, true],
  ])("is listed or not: %s", (_reason, people, asks, listed) => {
    expect(isListed(gapOf({ people, asks }))).toBe(listed);
  });
});
