import { describe, expect, it } from "vitest";
import { typedNumber } from "../../src/chat/typed-number.ts";

describe("a number that is typed", () => {
  it.each([
    ["2", 2],
    [" 2. ", 2],
    ["#2", 2],
    ["(2)", 2],
    ["[2]", 2],
    ["2\uFE0F\u20E3", 2],
    ["10", 10],
    ["999", 999],
    ["1000", undefined],
    ["0", undefined],
    ["02", undefined],
    ["-2", undefined],
    ["2 3", undefined],
    ["2nd", undefined],
    ["", undefined],
  ])("reads %j as %s", (text, number) => {
    expect(typedNumber(text)).toBe(number);
  });
});
