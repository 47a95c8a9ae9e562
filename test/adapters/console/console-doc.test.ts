import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consoleText } from "../../../src/adapters/console/console-doc.ts";
import { type Block, paragraph } from "../../../src/chat/doc.ts";
import { docText } from "../../../src/chat/doc-text.ts";
import { anyDoc } from "../../contract/any-doc.ts";

describe("a Doc on the console", () => {
  it("is the Doc as plain text, without colours and under them", () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        expect(consoleText(doc, false)).toBe(docText(doc));
        expect(stripVTControlCharacters(consoleText(doc, true))).toBe(docText(doc));
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, Block, string]>([
    ["a heading is bold", { heading: [{ text: "a" }] }, "\u001b[1ma\u001b[0m"],
    ["code is dim", { code: "a" }, "    \u001b[2ma\u001b[0m"],
    [
      "a danger is red",
      { callout: "danger", body: [paragraph("a")] },
      "\u001b[1;31mDanger: \u001b[0m\u001b[1;31ma\u001b[0m",
    ],
    ["plain text is plain", paragraph("a"), "a"],
  ])("has colours at a terminal: %s", (_what, block, text) => {
    expect(consoleText([block], true)).toBe(text);
  });

  it.each([false, true])("never commands the terminal, colours or not: %s", (colours) => {
    const doc = [paragraph("a\u001b[2Jb\u0007c\u009bd\te")];
    expect(consoleText(doc, colours)).toBe("a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\te");
  });
});
