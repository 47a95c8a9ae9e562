import { describe, expect, it } from "vitest";
import { mostPageBytes, readPageText } from "../../src/knowledge/page-text.ts";
import { printProblem } from "../../src/knowledge/problem.ts";

const read = (bytes: Uint8Array | string) => {
  const result = readPageText(Buffer.from(bytes), "a.md");
  return "problem" in result ? printProblem(result.problem) : result.text;
};

describe("a page's bytes", () => {
  it.each([
    ["UTF-8", "Grüße 接続 \u{1F600}", "Grüße 接続 \u{1F600}"],
    ["with a byte-order mark", "\uFEFFa", "a"],
    ["with other systems' line ends", "a\r\nb\rc\n", "a\nb\nc\n"],
    ["with marks for writing from right to left", "שלום\u200F!\u200E", "שלום\u200F!\u200E"],
    ["none", "", ""],
    ["with a tab and an escape", "a\tb\u001B[0m", "a\tb\u001B[0m"],
  ])("are text: %s", (_what, bytes, text) => expect(read(bytes)).toBe(text));

  it.each([
    ["Latin-1", Buffer.from("Grüße", "latin1"), "a.md:1:1 K006 The file is not UTF-8"],
    ["UTF-16", Buffer.from("\uFEFFab", "utf16le"), "a.md:1:1 K006 The file is not UTF-8"],
    ["a cut character", Buffer.from("é").subarray(0, 1), "a.md:1:1 K006 The file is not UTF-8"],
    ["a NUL", "a\nbc\0d", "a.md:2:3 K006 The file holds U+0000"],
    ["a bidirectional override", "a\r\n\r\nb\u202Ec", "a.md:3:2 K006 The file holds U+202E"],
    ["a bidirectional embedding", "\u202Ac", "a.md:1:1 K006 The file holds U+202A"],
    ["a bidirectional isolate", "ab\u2066", "a.md:1:3 K006 The file holds U+2066"],
    ["its end", "\u2069", "a.md:1:1 K006 The file holds U+2069"],
    ["1 byte too many", "a".repeat(mostPageBytes + 1), "a.md:1:1 K006 The file has 201 kB"],
  ])("are refused with their place: %s", (_what, bytes, start) =>
    expect(read(bytes)).toContain(start),
  );

  it("may be as many as 200,000", () => {
    expect(mostPageBytes).toBe(200_000);
    expect(read("a".repeat(mostPageBytes))).toHaveLength(mostPageBytes);
  });
});
