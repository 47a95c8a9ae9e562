import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isShortSlip, isShortWord } from "../../src/search/short-slip.ts";

describe("a slip of a short word", () => {
  it.each([
    ["two neighbours swapped", "vnp", "vpn"],
    ["the last two swapped", "gti", "git"],
    ["two swapped in the middle of four", "dsik", "disk"],
    ["an inner letter left out", "wfi", "wifi"],
    ["one of two equal letters left out", "ful", "full"],
    ["a letter doubled", "vppn", "vpn"],
    ["the last letter doubled", "vpnn", "vpn"],
    ["the first letter doubled", "vvpn", "vpn"],
  ])("is one: %s", (_reason, word, of) => {
    expect(isShortSlip(word, of)).toBe(true);
  });

  it.each([
    ["the word itself", "vpn", "vpn"],
    ["another letter in place of one", "vpm", "vpn"],
    ["a letter that is not doubled", "vpsn", "vpn"],
    ["the last letter left out", "wif", "wifi"],
    ["the first letter left out", "ifi", "wifi"],
    ["the first two swapped", "pvn", "vpn"],
    ["two swapped over a third", "vnip", "vpin"],
    ["two slips", "wffi", "wifi"],
    ["too short", "vn", "vpn"],
    ["of a word too short", "dbb", "db"],
    ["too long", "paaper", "paper"],
    ["of a word too long", "rset", "reset"],
  ])("is none: %s", (_reason, word, of) => {
    expect(isShortSlip(word, of)).toBe(false);
  });

  it("keeps the first letter, and has no letter that the word has not", () => {
    const short = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(short, short, (word, of) => {
        if (!isShortSlip(word, of)) return;
        expect(word[0]).toBe(of[0]);
        expect([...word].filter((letter) => !of.includes(letter))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a short English word", () => {
  it.each(["sing", "boot", "cat", "tie", "bob"])("is likely to be meant: %s", (word) => {
    expect(isShortWord(word)).toBe(true);
  });

  it.each(["vnp", "wfi", "gti", "dsik"])("is none: %s", (word) => {
    expect(isShortWord(word)).toBe(false);
  });
});
