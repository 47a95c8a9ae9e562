import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitsOf } from "../../src/search/searchable.ts";
import { searchableOf } from "./searchable-of.ts";

/** Paragraphs of so many words, each word another one. */
function paragraphsOf(lengths: readonly number[]): readonly string[] {
  let next = 0;
  return lengths.map((length) => Array.from({ length }, () => `w${next++}`).join(" "));
}

const passagesOf = (body: readonly string[]): readonly string[] =>
  unitsOf(searchableOf({ id: "vpn", body }))
    .filter(({ kind }) => kind === "passage")
    .map(({ text }) => text);
const lengthsOf = (body: readonly string[]) =>
  passagesOf(body).map((text) => text.split(" ").length);

describe("the texts of an entry", () => {
  it("are its title, each question, each keyword, each heading and its passages", () => {
    const entry = searchableOf({
      id: "vpn",
      title: "Set up the VPN",
      questions: ["how do I get on the vpn", "vpn does not connect"],
      keywords: ["wireguard", "tunnel"],
      headings: ["Laptop", "Phone"],
      body: ["Take the profile", "and import it."],
    });
    expect(unitsOf(entry)).toEqual([
      { kind: "title", text: "Set up the VPN" },
      { kind: "question", text: "how do I get on the vpn" },
      { kind: "question", text: "vpn does not connect" },
      { kind: "keywords", text: "wireguard" },
      { kind: "keywords", text: "tunnel" },
      { kind: "heading", text: "Laptop" },
      { kind: "heading", text: "Phone" },
      { kind: "passage", text: "Take the profile and import it." },
    ]);
  });

  it("have keywords with a sign as they are said, too", () => {
    const entry = searchableOf({ id: "library", keywords: ["c++", "cmake"] });
    expect(unitsOf(entry).find(({ kind }) => kind === "keywords")?.text).toBe("c++ cplusplus");
  });

  it("are its title alone when there is nothing else", () => {
    expect(unitsOf(searchableOf({ id: "vpn", title: "VPN" }))).toEqual([
      { kind: "title", text: "VPN" },
    ]);
  });
});

describe("a passage", () => {
  it.each([
    ["no text", [], []],
    ["empty paragraphs", [0, 0], []],
    ["one short paragraph", [10], [10]],
    ["short ones are joined", [10, 20], [30]],
    ["joined up to 60 words", [30, 30], [60]],
    ["one word more begins another", [30, 31], [30, 31]],
    ["59 words wait for more", [59, 1, 5], [60, 5]],
    ["60 words are full", [60, 5], [60, 5]],
    ["61 words are cut", [61], [60, 1]],
    ["the rest is joined with what follows", [61, 5], [60, 6]],
    ["120 words are two", [120], [60, 60]],
    ["a long one begins afresh after a short one", [10, 55], [10, 55]],
  ])("has about 60 words: %s", (_reason, paragraphs, lengths) => {
    expect(lengthsOf(paragraphsOf(paragraphs))).toEqual(lengths);
  });

  it("never loses a word, nor the order of words, and is never longer than 60", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(150), { maxLength: 6 }), (lengths) => {
        const body = paragraphsOf(lengths);
        const all = body
          .join(" ")
          .split(" ")
          .filter((word) => word !== "");
        expect(
          passagesOf(body)
            .join(" ")
            .split(" ")
            .filter((word) => word !== ""),
        ).toEqual(all);
        expect(Math.max(0, ...lengthsOf(body))).toBeLessThanOrEqual(60);
      }),
    );
  });
});
