import { describe, expect, it } from "vitest";
import { createIndex } from "../../src/search/create-index.ts";
import { readableQuestion } from "../../src/search/query.ts";
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

describe("a short word of a question", () => {
  const short = createIndex([
    searchableOf({ id: "vpn", title: "Set up the VPN", body: ["Ask for a jwt of the team."] }),
    searchableOf({ id: "wifi", title: "Guests", questions: ["is there wifi"], keywords: ["wlan"] }),
    searchableOf({ id: "cron", title: "Cron jobs" }),
    searchableOf({ id: "corn", title: "Corn" }),
    searchableOf({ id: "sign", title: "Sign a contract" }),
    searchableOf({ id: "secret", title: "Project zork" }),
  ]);
  const read = (word: string) =>
    short.search(word, { allows: (id) => id !== "secret" }).explanation.words;

  it.each([
    ["of a title", "vnp", "vpn"],
    ["of a question", "wfi", "wifi"],
    ["of a keyword", "waln", "wlan"],
    ["in capitals", "VNP", "vpn"],
    ["with a letter twice", "vpnn", "vpn"],
  ])("is misspelt when it is a slip of one word %s", (_where, word, of) => {
    expect(read(word)).toEqual([{ word: word.toLowerCase(), taken: "misspelt", of }]);
  });

  it.each([
    ["it has another letter", "vpm"],
    ["two words may be meant", "crn"],
    ["it is an English word", "sing"],
    ["the word stands in running text alone", "jtw"],
    ["only an entry that is hidden has the word", "zrok"],
    ["of two letters too many may be meant", "vn"],
  ])("is unknown when %s", (_reason, word) => {
    expect(read(word)).toEqual([{ word, taken: "unknown" }]);
  });

  it("is never the only word that an answer rests on", () => {
    const sure = createIndex([searchableOf({ id: "vpn", title: "VPN" })], {
      answer: 0,
      choices: 0,
      margin: 0,
    });
    expect(askAll(sure, "vnp")).toMatchObject({
      outcome: "choices",
      explanation: { decided: { rule: "guessed", words: ["vnp"] } },
    });
  });
});

describe("a name with a sign in it", () => {
  const signed = createIndex([
    searchableOf({ id: "training", title: "Courses and conferences", keywords: ["t&t"] }),
    searchableOf({ id: "phones", title: "Mobile contracts", keywords: ["AT&T"] }),
    searchableOf({ id: "library", title: "Build the native library", keywords: ["c++"] }),
    searchableOf({ id: "tests", title: "Unit tests of the client", keywords: ["C#"] }),
    searchableOf({ id: "client", title: "Run the desktop client", keywords: [".NET"] }),
    searchableOf({ id: "room", title: "Meet at the net cafe" }),
    searchableOf({ id: "variants", title: "Compare two variants", keywords: ["a/b"] }),
  ]);

  it.each([
    ["what is t&t", "training"],
    ["T & T", "training"],
    ["at&t", "phones"],
    ["is there c++?", "library"],
    ["(C++)", "library"],
    ["c#", "tests"],
    ["where is .net", "client"],
    ["dotnet", "client"],
    ["how does a/b work", "variants"],
    ["meet at the net", "room"],
  ])("is found as people write it: %s", (question, id) => {
    expect(idsOf(askAll(signed, question))[0]).toBe(id);
  });

  it("is read by its letters alone where no entry has it", () => {
    expect(readingOf("c++ errors")).toEqual(readingOf("c errors"));
  });
});

describe("a long question", () => {
  const wordsOf = (count: number, word: string) => Array.from({ length: count }, () => word);

  it("is read whole up to 128 words, and else its first and its last 64", () => {
    const ends = (count: number) =>
      readingOf([...wordsOf(64, "ax"), ...wordsOf(count, "m"), ...wordsOf(64, "zx")].join(" "));
    expect(ends(0)).toHaveLength(128);
    expect(ends(1)).toEqual(ends(0));
    expect(ends(500)).toEqual(ends(0));
  });

  it("is cut within what is written in one piece, too", () => {
    expect(readingOf("aB".repeat(900))).toHaveLength(128);
  });

  it.each([
    ["at its start", (log: string) => `restart payments-api ${log}`],
    ["at its end", (log: string) => `${log} restart payments-api`],
  ])("has what stands %s of 50,000 characters", (_where, written) => {
    const known = readingOf(written("qx7 ".repeat(12_500))).filter(
      ({ taken }) => taken === "known",
    );
    expect(known.map(({ word }) => word)).toEqual(expect.arrayContaining(["restart", "payments"]));
  });

  it.each([
    ["2,000 characters are read whole", "ab ".repeat(666), "ab ".repeat(666)],
    [
      "of more the first and the last 1,000",
      `${"a".repeat(1_500)}${"b".repeat(1_500)}`,
      `${"a".repeat(1_000)} ${"b".repeat(1_000)}`,
    ],
    [
      "words that are cut in two are left out",
      `${"word ".repeat(199)}start-${"x".repeat(1_000)}-end ${"word ".repeat(199)}`,
      `${"word ".repeat(199).trim()} ${"word ".repeat(199)}`,
    ],
  ])("loses its middle: %s", (_reason, question, read) => {
    expect(readableQuestion(question)).toBe(read);
  });
});
