import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunksOf, signedWordsOf } from "../../src/search/tokens.ts";

const partsOf = (text: string) => chunksOf(text).map(({ parts }) => parts.map(({ word }) => word));
const wholesOf = (text: string) => chunksOf(text).map(({ whole }) => whole?.word);
const termsOf = (text: string) =>
  chunksOf(text).flatMap(({ parts }) => parts.map((one) => one.term));

describe("an identifier", () => {
  it.each([
    ["KubePodCrashLooping", ["kube", "pod", "crash", "looping"], "kubepodcrashlooping"],
    ["HTTPServer", ["http", "server"], "httpserver"],
    ["payments-api", ["payments", "api"], "paymentsapi"],
    ["node.js", ["node", "js"], "nodejs"],
    ["max_connections", ["max", "connections"], "maxconnections"],
    ["v1.2", ["v1", "2"], "v12"],
  ])("is split and kept whole: %s", (text, parts, whole) => {
    expect(partsOf(text)).toEqual([parts]);
    expect(wholesOf(text)).toEqual([whole]);
  });

  it.each([
    ["six parts are an identifier", "a-b-c-d-e-f", "abcdef"],
    ["seven are a sentence", "a-b-c-d-e-f-g", undefined],
    ["one word is its own whole", "restart", undefined],
    ["an apostrophe joins no parts", "don't", undefined],
  ])("has a whole up to six parts: %s", (_reason, text, whole) => {
    expect(wholesOf(text)).toEqual([whole]);
  });

  it.each(["payments-api", "paymentsApi", "payments_api", "payments.api", "PAYMENTS-API"])(
    "is one and the same however it is joined: %s",
    (text) => {
      expect(partsOf(text)).toEqual([["payments", "api"]]);
      expect(wholesOf(text)).toEqual(["paymentsapi"]);
    },
  );
});

describe("a word", () => {
  it.each([
    ["a straight apostrophe goes", "don't", "dont"],
    ["a curly apostrophe goes", "don’t", "dont"],
    ["marks go", "Café", "cafe"],
    ["marks written apart go", "Cafe\u0301", "cafe"],
    ["a dotted capital is a letter", "İstanbul", "istanbul"],
    ["a ligature is its letters", "ﬁle", "file"],
    ["wide digits are digits", "５００", "500"],
    ["upper case is lower case", "VPN", "vpn"],
    ["letters and digits stay together", "e2e", "e2e"],
    ["other scripts stay", "重启支付服务", "重启支付服务"],
    ["and so do theirs in lower case", "Перезапуск", "перезапуск"],
    ["punctuation at its ends goes", "«vpn»!?", "vpn"],
    ["dashes before it go", "--force", "force"],
    ["a full stop after it goes", "restart.", "restart"],
  ])("is read plainly: %s", (_reason, text, word) => {
    expect(partsOf(text)).toEqual([[word]]);
  });

  it.each([
    ["a plural of a number is the number", "500s", "500"],
    ["a number is itself", "500", "500"],
    ["other letters behind a number stay", "500ms", "500ms"],
    ["forms of a verb are one", "restarting", "restart"],
    ["forms of a noun are one", "services", "servic"],
    ["a name with digits has no other forms", "db1s", "db1s"],
  ])("is compared by its stem: %s", (_reason, text, term) => {
    expect(termsOf(text)).toEqual([term]);
  });

  it.each([64, 65, 1_000])("of %i letters is read up to its 64th", (length) => {
    expect(partsOf("x".repeat(length))).toEqual([["x".repeat(64)]]);
  });
});

describe("a word with a sign in it", () => {
  it.each([
    ["c++", ["cplusplus"]],
    ["is C# there?", ["csharp"]],
    ["(c++), .NET!", ["cplusplus", "dotnet"]],
    ["t&t and R & D.", ["tandt", "randd"]],
    ["a/b", ["aslashb"]],
    ["**c++**", ["cplusplus"]],
    ["i/o-bound", ["islashobound"]],
  ])("is said in letters: %s", (text, words) => {
    expect(signedWordsOf(text).map(({ word }) => word)).toEqual(words);
  });

  it.each([
    ["no sign", "restart payments-api"],
    ["a full stop within it, or after it", "node.js e.g. restart."],
    ["a sign between words", "jobs & queues"],
    ["a sign without letters", "++ & -- /"],
    ["an address is none", "see https://wiki.example.org/answers/vpn-setup"],
  ])("is none: %s", (_reason, text) => {
    expect(signedWordsOf(text)).toEqual([]);
  });
});

describe("a text", () => {
  it("is its words in order", () => {
    expect(partsOf("How do I restart payments-api?")).toEqual([
      ["how"],
      ["do"],
      ["i"],
      ["restart"],
      ["payments", "api"],
    ]);
  });

  it.each(["", " \n\t", "?!…", "🙏", "-- -- __"])(
    "without letters or digits has no words: %j",
    (text) => {
      expect(chunksOf(text)).toEqual([]);
    },
  );

  it("of any kind gives words that are neither empty nor capital nor too long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const tokens = chunksOf(text).flatMap(({ parts, whole }) =>
          whole ? [...parts, whole] : parts,
        );
        expect(tokens.filter(({ word }) => !/^[^A-Z\s'’]{1,64}$/.test(word))).toEqual([]);
        expect(tokens.filter(({ word, term }) => term.length > word.length)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
