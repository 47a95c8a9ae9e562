import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosine } from "../../../src/search/encoder/encoder.ts";
import { shippedEncoder } from "../../../src/search/encoder/shipped-encoder.ts";
import { createStaticEncoder } from "../../../src/search/encoder/static-encoder.ts";
import { encodedWords, piecesOf } from "../../../src/search/encoder/word-pieces.ts";

const encoder = shippedEncoder();
const table = readFileSync("src/search/encoder/encoder.bin");
const alike = (a: string, b: string): number => {
  const [one, other] = [encoder.encode(a), encoder.encode(b)];
  return one && other ? cosine(one, other) : 0;
};

describe("the encoder that comes with the program", () => {
  // The first numbers that the table's maker gives for each text.
  it.each([
    ["How do I reset my password?", [-0.10296, -0.17515, -0.01254, -0.30687]],
    ["KubePodCrashLooping", [0.02812, 0.04869, -0.11508, -0.02049]],
    ["kubectl: pod restarts again and again", [-0.00697, -0.09448, -0.14029, -0.15514]],
    ["Café WLAN: where is the pass-phrase?", [-0.26482, -0.05084, 0.02749, -0.21678]],
  ])("reads %s as its maker does", (text, expected) => {
    const vector = [...(encoder.encode(text) ?? [])].slice(0, expected.length);
    expect(vector.map((one) => Math.round(one * 1e4))).toEqual(
      expected.map((one) => Math.round(one * 1e4)),
    );
  });

  it.each([
    [0.6239, "How do I reset my password?", "I forgot my login credentials"],
    [0.8153, "KubePodCrashLooping", "kubectl: pod restarts again and again"],
    [0.0859, "How do I reset my password?", "Where can I find the payroll calendar?"],
  ])("finds %d alike: %s / %s", (expected, a, b) => {
    expect(alike(a, b)).toBeCloseTo(expected, 3);
  });

  it.each(["", "?!", "重启支付服务", "πώς;"])("knows nothing of %j", (text) => {
    expect(encoder.encode(text)).toBeUndefined();
  });

  it("gives vectors of length 1, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const vector = encoder.encode(text);
        if (vector) expect(cosine(vector, vector)).toBeCloseTo(1, 4);
      }),
    );
  });

  it("takes no notice of the order of words, nor of a long text's end", () => {
    expect(alike("restart the billing worker", "worker billing the restart")).toBeCloseTo(1, 4);
    const long = "password ".repeat(256);
    expect(alike(long, `${long} payroll calendar`)).toBeCloseTo(1, 6);
  });
});

describe("a table that is none", () => {
  const changed = (at: number, to: number) => {
    const copy = Uint8Array.from(table);
    copy[at] = to;
    return copy;
  };

  it.each([
    ["no bytes", new Uint8Array()],
    ["another file", new TextEncoder().encode("PNG, or something else altogether")],
    ["a changed beginning", changed(0, 66)],
    ["another number of rows", changed(8, 7)],
    ["half a table", table.subarray(0, table.length / 2)],
  ])("is refused: %s", (_what, bytes) => {
    expect(() => createStaticEncoder(bytes)).toThrow(/encoder's table/);
  });
});

describe("a word", () => {
  const rows = new Map([
    ["re", 0],
    ["##start", 1],
    ["##st", 2],
    ["restart", 3],
  ]);

  it.each([
    ["that the vocabulary has whole", "restart", [3]],
    ["of pieces, the longest first", "rest", [0, 2]],
    ["of which the end is no piece", "restore", []],
    ["that is too long", "re".padEnd(65, "start"), []],
  ])("is cut: one %s", (_what, word, expected) => {
    expect(piecesOf(word, rows)).toEqual(expected);
  });

  it("is found in identifiers, without its marks", () => {
    expect(encodedWords("Café HTTPServer, pass-phrase 2x")).toEqual([
      "cafe",
      "http",
      "server",
      "pass",
      "phrase",
      "2x",
    ]);
  });
});
