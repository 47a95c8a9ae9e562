import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fittedLines, phraseLines, textLines } from "../../src/wifi/text-lines.ts";
import { lettersOf, textWidth } from "../../src/wifi/text-width.ts";

describe("lines of text", () => {
  it("break between words, and inside a word that is wider than a line", () => {
    expect(textLines("one two three", "mono", 5)).toEqual(["one two ", "three"]);
    expect(textLines("a supercalifragilistic b", "mono", 5)).toEqual([
      "a ",
      "supercal",
      "ifragili",
      "stic b",
    ]);
  });

  it("are together the text, and none is wider than it may be", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 4, max: 20 }), (text, em) => {
        const lines = textLines(text, "sans", em);
        expect(lines.join("")).toBe(text);
        for (const line of lines.filter((one) => lettersOf(one).length > 1)) {
          expect(textWidth(line.trimEnd(), "sans")).toBeLessThanOrEqual(em + 1e-9);
        }
      }),
    );
  });

  it("hold whole phrases where they can", () => {
    expect(phraseLines(["one two", "three", "four"], "mono", 10)).toEqual([
      "one two · three ",
      "four",
    ]);
  });

  it("are as few as the least size allows, at the largest size at which they fit", () => {
    const room = { width: 100, most: 20, least: 10 };
    expect(fittedLines("short", "mono", room)).toEqual({ size: 20, lines: ["short"] });
    const { size, lines } = fittedLines("W".repeat(20), "mono", room);
    expect(lines).toEqual(["W".repeat(10), "W".repeat(10)]);
    expect(size).toBeGreaterThan(14);
  });
});
