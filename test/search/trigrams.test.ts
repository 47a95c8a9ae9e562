import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trigramCosine, trigramsOf } from "../../src/search/trigrams.ts";

const likeness = (a: readonly string[], b: readonly string[]) =>
  trigramCosine(trigramsOf(a), trigramsOf(b));

const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 }), {
  maxLength: 6,
});

describe("the trigrams of words", () => {
  it("reach over the ends of each word, and never from one to the next", () => {
    expect([...trigramsOf(["vpn", "db"]).counts.keys()]).toEqual([
      " vp",
      "vpn",
      "pn ",
      " db",
      "db ",
    ]);
  });

  it("are counted", () => {
    expect(trigramsOf(["aaaa"]).counts.get("aaa")).toBe(2);
  });

  it.each([
    ["no words", []],
    ["an empty word", [""]],
  ])("are none for %s", (_what, none) => {
    expect(trigramsOf(none).counts.size).toBe(0);
  });

  it.each([
    ["one long word", ["x".repeat(50_000)]],
    ["many words", Array.from({ length: 50_000 }, () => "x")],
  ])("count up to 1,000: %s", (_what, long) => {
    const counted = [...trigramsOf(long).counts.values()].reduce((sum, one) => sum + one, 0);
    expect(counted).toBe(1_000);
  });

  it("are one for a word of one letter", () => {
    expect([...trigramsOf(["a"]).counts]).toEqual([[" a ", 1]]);
  });
});

describe("how alike two texts are by their letters", () => {
  it.each([
    ["the same", ["restart"], ["restart"], 1],
    ["the same words in another order", ["a", "bc"], ["bc", "a"], 1],
    ["nothing in common", ["vpn"], ["redis"], 0],
    ["nothing at all", [], [], 0],
    ["nothing and something", [], ["vpn"], 0],
  ])("is known at its ends: %s", (_reason, a, b, cosine) => {
    expect(likeness(a, b)).toBe(cosine);
  });

  it("is more for a slip than for another word", () => {
    expect(likeness(["restrat"], ["restart"])).toBeGreaterThan(likeness(["reset"], ["restart"]));
    expect(likeness(["restarting"], ["restart"])).toBeGreaterThan(likeness(["start"], ["restart"]));
  });

  it("lies between 0 and 1, the same in both directions", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const cosine = likeness(a, b);
        expect(cosine).toBeGreaterThanOrEqual(0);
        expect(cosine).toBeLessThanOrEqual(1);
        expect(likeness(b, a)).toBe(cosine);
      }),
    );
  });

  it("is 1 for a text and itself, however often it is repeated", () => {
    fc.assert(
      fc.property(words, (text) => {
        fc.pre(text.some((word) => word !== ""));
        expect(likeness(text, text)).toBe(1);
        expect(likeness(text, [...text, ...text])).toBe(1);
      }),
    );
  });
});
