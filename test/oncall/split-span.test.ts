import { describe, expect, it } from "vitest";
import { splitSpan } from "../../src/oncall/split-span.ts";

const split = (line: string) => {
  const { before, span, after } = splitSpan(line.split(" "));
  return [before.join(" "), span.join(" "), after.join(" ")];
};

describe("the span in a line", () => {
  it.each([
    ["primary @bo | fri 18:00 to mon 9 | instead of @ana"],
    ["@ana | from next friday at 18:00 until the 2nd of march 2027 at 9 am | please"],
    ["primary @bo | 2026-12-01 18:00 - 2026-12-02 09:00 | with @ana"],
    ["me | for 2h |"],
    ["me | until mon 9, | thanks"],
    ["for @ana | for fri 18:00 to mon 9 |"],
    [" | tomorrow | please"],
    ["primary | tonight | with @bo"],
    ["primary | next week | with @bo"],
    ["primary @bo | |"],
    [" | this weekend |"],
  ])("is found: %s", (parts) => {
    const expected = parts.split("|").map((part) => part.trim());
    expect(split(expected.filter((part) => part !== "").join(" "))).toEqual(expected);
  });

  it.each([
    ["primary @bo | fri 18:00 to mno 9 | instead of @ana"],
    ["primary @bo | from friday 18:00 to mno 9 | with @ana"],
    ["primary | today for lunch | @bo"],
    ["primary | fri 18:00 | instead of @ana"],
    ["primary | 18:00 | @bo"],
  ])("goes on to the next name when it cannot be read whole: %s", (parts) => {
    const expected = parts.split("|").map((part) => part.trim());
    expect(split(expected.join(" "))).toEqual(expected);
  });

  it("leaves a misspelt day before the span, where it is no name", () => {
    expect(split("primary @bo firday 18:00 to mon 9")).toEqual([
      "primary @bo firday",
      "18:00 to mon 9",
      "",
    ]);
  });

  it("is looked for near the front only", () => {
    const words = [...Array(100).fill("word"), "tomorrow", "9"];
    expect(splitSpan(words).before).toHaveLength(100);
    expect(splitSpan([...Array(99).fill("word"), "tomorrow"]).span).toEqual(["tomorrow"]);
  });
});
