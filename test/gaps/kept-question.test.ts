import { describe, expect, it } from "vitest";
import { keptQuestion, titleOf } from "../../src/gaps/kept-question.ts";

describe("a question that is kept", () => {
  it.each([
    ["its blanks", " restart\n\n the\tflux\r\n ", "restart the flux"],
    ["mail addresses", "unlock jane.doe@example.org", "unlock [mail]"],
    ["half a letter", "restart \ud800flux", "restart \ufffdflux"],
  ])("loses %s", (_what, question, kept) => {
    expect(keptQuestion(question)).toBe(kept);
  });

  it.each([1_999, 2_000, 2_001, 300_000])("of %i letters has at most 2,000", (length) => {
    const words = "flux ".repeat(length / 5 + 1).slice(0, length);
    expect(keptQuestion(words)).toBe(words.slice(0, 2_000).trim());
  });

  it.each(Array.from({ length: 24 }, (_, at) => 1_980 + at))(
    "has no part of an address that begins at letter %i, where it is cut",
    (start) => {
      const question = `${"flux ".repeat(500).slice(0, start - 1)} jane.doe@example.org`;
      expect(keptQuestion(question)).not.toMatch(/jane|doe/);
    },
  );
});

describe("a title", () => {
  it.each([
    [120, 120, "x"],
    [121, 120, "…"],
  ])("of %i letters has %i", (length, shown, last) => {
    const title = titleOf("x".repeat(length));
    expect([title.length, title.at(-1)]).toEqual([shown, last]);
  });
});
