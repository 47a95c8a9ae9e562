import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/search/edit-distance.ts";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 8 });
const far = 100;

describe("the edits between two words", () => {
  it.each([
    ["the same word", "restart", "restart", 0],
    ["two empty words", "", "", 0],
    ["a letter too few", "restrt", "restart", 1],
    ["a letter too many", "resstart", "restart", 1],
    ["another letter", "rescart", "restart", 1],
    ["two neighbours swapped", "restrat", "restart", 1],
    ["the first two swapped", "erstart", "restart", 1],
    ["the last two swapped", "restatr", "restart", 1],
    ["two letters swapped over a third", "cba", "abc", 2],
    ["a swap and a letter", "rsetrt", "restart", 2],
    ["nothing and a word", "", "abc", 3],
    ["nothing in common", "abc", "xyz", 3],
    ["a swapped letter is not edited again", "ca", "abc", 3],
  ])("are counted: %s", (_reason, a, b, count) => {
    expect(editDistance(a, b, far)).toBe(count);
  });

  it.each([
    ["below the limit", 3, 2],
    ["at the limit", 2, 2],
    ["above it", 1, 2],
    ["far above it", 0, 1],
  ])(
    "are counted up to a limit, and one more stands for all others: %s",
    (_reason, most, count) => {
      expect(editDistance("rsetrt", "restart", most)).toBe(count);
    },
  );

  it("are as many in either direction", () => {
    fc.assert(
      fc.property(word, word, fc.nat(5), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(editDistance(b, a, most));
      }),
    );
  });

  it("are none if and only if the words are equal, whatever the limit", () => {
    fc.assert(
      fc.property(word, word, fc.nat(5), (a, b, most) => {
        expect(editDistance(a, b, most) === 0).toBe(a === b);
      }),
    );
  });

  it("are the same under every limit that they do not pass", () => {
    fc.assert(
      fc.property(word, word, fc.nat(8), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(editDistance(a, b, far), most + 1));
      }),
    );
  });

  it("are at most those without swaps, and at least half as many", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const plain = editsWithoutSwaps(a, b);
        expect(editDistance(a, b, far)).toBeLessThanOrEqual(plain);
        expect(editDistance(a, b, far) * 2).toBeGreaterThanOrEqual(plain);
      }),
    );
  });

  it("are one for any two neighbours that are swapped and differ", () => {
    fc.assert(
      fc.property(word, word, (before, after) => {
        expect(editDistance(`${before}xy${after}`, `${before}yx${after}`, far)).toBe(1);
      }),
    );
  });
});

/** Levenshtein's distance, straight from its definition. */
function editsWithoutSwaps(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      table[i]?.splice(j, 1, Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced));
    }
  }
  return at(a.length, b.length);
}
