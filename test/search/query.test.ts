import { describe, expect, it } from "vitest";
import { createIndex } from "../../src/search/create-index.ts";
import { askAll, idsOf, searchableOf } from "./searchable-of.ts";

const index = createIndex([
  searchableOf({ id: "restart", title: "Restart payments-api", body: ["Is there a queue on it?"] }),
  searchableOf({ id: "certificate", title: "TLS certificates on db12" }),
  searchableOf({ id: "java", title: "StackOverflow errors in the JVM" }),
  searchableOf({ id: "data", title: "Data base dumps" }),
  searchableOf({ id: "http", title: "HTTP 503 errors" }),
]);

const readingOf = (question: string) => askAll(index, question).explanation.words;

describe("a word of a question", () => {
  it.each([
    ["as an entry writes it", "restart"],
    ["in another form", "restarting"],
    ["in capitals", "RESTART"],
    ["a number", "503"],
    ["a plural of a number", "503s"],
  ])("is known when an entry has it: %s", (_reason, word) => {
    expect(readingOf(word)).toEqual([{ word: word.toLowerCase(), taken: "known" }]);
  });

  it.each(["how", "whats", "the", "there", "is"])(
    "is grammar, whether or not an entry has it: %s",
    (word) => {
      expect(readingOf(word)).toEqual([{ word, taken: "grammar" }]);
    },
  );

  it.each([
    ["two neighbours swapped", "restrat", "restart"],
    ["a letter too few", "paymnts", "payments"],
    ["a letter too many", "restartt", "restart"],
    ["another letter", "errars", "errors"],
    ["two slips in a long one", "certfiactes", "certificates"],
  ])("is misspelt, and the word of the entry is named: %s", (_reason, word, of) => {
    expect(readingOf(word)).toEqual([{ word, taken: "misspelt", of }]);
  });

  it.each([
    ["nothing is near", "flurble"],
    ["two slips in a short one", "rstrta"],
    ["two slips of a word of eight letters", "paymenttss"],
    ["a slip in a word of four letters", "dats"],
    ["another first letter", "westart"],
    ["a number is another number", "504"],
    ["a name with a number is another one", "db13"],
    ["another script", "重启支付服务"],
  ])("is unknown when no entry has it or one near: %s", (_reason, word) => {
    expect(readingOf(word)).toEqual([{ word: word.toLowerCase(), taken: "unknown" }]);
  });
});

describe("a question", () => {
  it("is read word by word, in order", () => {
    expect(readingOf("How do I restrat the flurble?")).toEqual([
      { word: "how", taken: "grammar" },
      { word: "do", taken: "grammar" },
      { word: "i", taken: "grammar" },
      { word: "restrat", taken: "misspelt", of: "restart" },
      { word: "the", taken: "grammar" },
      { word: "flurble", taken: "unknown" },
    ]);
  });

  it.each(["", "  ", "?!", "🙏"])("without a word has none: %j", (question) => {
    expect(readingOf(question)).toEqual([]);
  });

  it.each([
    ["one word, where the entry writes one", "stackoverflow", "java"],
    ["two words, where the entry writes one", "stack overflow", "java"],
    ["one word, where the entry writes two", "database", "data"],
    ["two words, where the entry writes two", "data base", "data"],
    ["an identifier, as it is written", "payments-api", "restart"],
    ["an identifier in one word", "paymentsapi", "restart"],
    ["an identifier in words", "payments api", "restart"],
    ["an identifier in CamelCase", "PaymentsApi", "restart"],
  ])("finds an entry however a compound is written: %s", (_reason, question, id) => {
    const ranking = askAll(index, question);
    expect(idsOf(ranking)[0]).toBe(id);
    expect(ranking.explanation.words.map(({ taken }) => taken)).not.toContain("unknown");
  });
});
