import { describe, expect, it } from "vitest";
import { trimQuestion } from "../../src/answers/trim-question.ts";

/** A text of which every part is another one. */
const numbered = (length: number) =>
  Array.from({ length: Math.ceil(length / 6) }, (_, at) => String(at).padStart(6, "x"))
    .join("")
    .slice(0, length);

describe("a long question", () => {
  it.each([0, 1, 7_999, 8_000])("of %i characters is kept whole", (length) => {
    expect(trimQuestion(numbered(length))).toBe(numbered(length));
  });

  it.each([8_001, 8_002, 100_000])(
    "of %i characters keeps its first 2,000 and its last 6,000",
    (length) => {
      const text = numbered(length);
      expect(trimQuestion(text)).toBe(`${text.slice(0, 2_000)} ${text.slice(-6_000)}`);
    },
  );

  it("is as long as it is without the blanks around it", () => {
    expect(trimQuestion(`\n\n ${numbered(8_000)} \n`)).toBe(numbered(8_000));
  });
});

describe("a control character", () => {
  it.each([
    ["a line's end", "restart\npayments", "restart payments"],
    ["several", "restart\r\n\t\npayments", "restart payments"],
    ["one that nobody sees", "restart\u0000payments\u0007", "restart payments"],
    ["nothing else", "\u0000\n\t", ""],
  ])("is a blank: %s", (_reason, text, question) => {
    expect(trimQuestion(text)).toBe(question);
  });
});
