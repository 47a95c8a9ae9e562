import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOnce } from "../../src/kernel/steps.ts";
import { createIndex, indexSteps } from "../../src/search/create-index.ts";
import type { Ranking } from "../../src/search/ranking.ts";
import type { Searchable } from "../../src/search/searchable.ts";
import { askAll, idsOf, searchableOf } from "./searchable-of.ts";

const office: readonly Searchable[] = [
  searchableOf({
    id: "vpn",
    title: "Set up the VPN",
    questions: ["how do I connect from home", "vpn does not connect"],
    keywords: ["wireguard"],
    body: ["Take the profile from the portal and import it on your laptop."],
  }),
  searchableOf({
    id: "wifi",
    title: "Guest WiFi at the office",
    questions: ["what is the wifi password for visitors"],
    body: ["The password hangs at the front desk and changes every week."],
  }),
  searchableOf({
    id: "printer",
    title: "Print at the office",
    questions: ["the printer does not print", "how do I print from my laptop"],
    body: ["The printer stands next to the kitchen. Paper is in the cupboard below it."],
  }),
  searchableOf({
    id: "salary",
    title: "Pay, holidays and sick leave",
    questions: ["when is payday", "how many days of vacation do I have"],
    headings: ["Sick leave"],
    body: ["Salaries are paid on the last working day of the month."],
  }),
];

const services: readonly Searchable[] = [
  searchableOf({
    id: "restart-payments",
    title: "Restart payments-api",
    questions: ["payments-api hangs, can I restart it"],
    body: ["Pods are replaced one after the other; nobody notices."],
  }),
  searchableOf({
    id: "rollback-payments",
    title: "Roll back payments-api",
    questions: ["the last deploy of payments-api was broken, go back"],
    body: ["The version before it is started again."],
  }),
  searchableOf({
    id: "restart-billing",
    title: "Restart the billing worker",
    questions: ["the invoice worker hangs"],
    body: ["Invoices pause for a minute."],
  }),
  searchableOf({
    id: "crash-loop",
    title: "KubePodCrashLooping",
    body: ["A pod dies again and again. Read its logs before anything else."],
  }),
];

const officeIndex = createIndex(office);
const servicesIndex = createIndex(services);
const first = (ranking: Ranking) => idsOf(ranking)[0];

describe("a search at the office", () => {
  it.each([
    ["by its question, word for word", "how do I connect from home", "vpn"],
    ["by one word of its title", "vpn", "vpn"],
    ["by a keyword", "wireguard", "vpn"],
    ["by words of a question in another order", "password wifi visitors", "wifi"],
    ["by another form of a word", "printing", "printer"],
    ["by its text alone", "where is the paper cupboard", "printer"],
    ["by a heading", "sick", "salary"],
    ["by one word too many", "please tell me when payday is this year", "salary"],
    ["by a slip in its one telling word", "vacaton", "salary"],
    ["by two slips in a long sentence", "the prnter does not prnit from my laptop", "printer"],
  ])("finds an entry %s", (_reason, question, id) => {
    expect(first(askAll(officeIndex, question))).toBe(id);
  });

  it("tells which words an entry has and which it lacks, and which text speaks for it", () => {
    const [hit] = askAll(officeIndex, "wifi password for the flurble").hits;
    expect(hit).toMatchObject({
      id: "wifi",
      unit: { kind: "question", text: "what is the wifi password for visitors" },
      matched: ["wifi", "password"],
      uncovered: ["flurble"],
    });
  });
});

describe("a search among services", () => {
  it.each([
    ["the verb decides between runbooks of one service", "restart payments", "restart-payments"],
    ["the other verb", "roll back payments", "rollback-payments"],
    ["the service decides between runbooks of one verb", "restart billing", "restart-billing"],
    ["an alert by its name", "KubePodCrashLooping", "crash-loop"],
    ["an alert in words", "kube pod crash looping", "crash-loop"],
    ["an alert by two of its words", "why are pods crashing", "crash-loop"],
    ["a misspelt verb", "restrat payments-api", "restart-payments"],
    ["a misspelt service", "restart paymnets-api", "restart-payments"],
  ])("finds the entry a reader expects: %s", (_reason, question, id) => {
    expect(first(askAll(servicesIndex, question))).toBe(id);
  });

  it("puts entries that have all words before those that have some, and leaves out those that have none", () => {
    const ids = idsOf(askAll(servicesIndex, "restart the billing worker"));
    expect(ids[0]).toBe("restart-billing");
    expect(ids).toContain("restart-payments");
    expect(ids).not.toContain("crash-loop");
  });
});

describe("the outcome of a search", () => {
  it.each([
    ["a question of an entry, word for word", "what is the wifi password for visitors"],
    ["a title", "Guest WiFi at the office"],
  ])("is an answer when one entry fits: %s", (_reason, question) => {
    const ranking = askAll(officeIndex, question);
    expect(ranking).toMatchObject({ outcome: "answer", choices: [] });
    expect(ranking.explanation.decided.rule).toBe("sure");
    expect(first(ranking)).toBe("wifi");
  });

  it.each([
    ["words that nobody has", "flurble wibble"],
    ["one such word", "flurble"],
    ["another number", "504"],
    ["another script", "重启支付服务"],
  ])("is an abstention for %s", (_reason, question) => {
    const ranking = askAll(officeIndex, question);
    expect(ranking).toMatchObject({ outcome: "abstention", choices: [] });
    expect(ranking.hits.filter(({ matched }) => matched.length > 0)).toEqual([]);
  });

  it.each(["", " \n", "?!", "…"])("is an abstention for a text without words: %j", (question) => {
    const ranking = askAll(officeIndex, question);
    expect(ranking).toMatchObject({ outcome: "abstention", hits: [], choices: [] });
    expect(ranking.explanation.decided).toEqual({ rule: "no-words" });
  });

  it.each([
    [2, 2],
    [4, 4],
    [5, 4],
  ])(
    "is a choice when %i entries are as good as each other, and %i are offered",
    (count, offered) => {
      const equal = Array.from({ length: count }, (_, at) =>
        searchableOf({ id: `vpn-${at}`, title: "Set up the VPN" }),
      );
      const ranking = askAll(createIndex([...equal, ...services]), "set up the vpn");
      expect(ranking.outcome).toBe("choices");
      expect(ranking.choices).toEqual(equal.slice(0, offered).map(({ id }) => id));
      expect(ranking.explanation.runnerUp).toEqual({ id: "vpn-1", behind: 0 });
    },
  );

  it.each([
    [
      "an answer from the least confidence asked for",
      { answer: 0, choices: 0, margin: 0 },
      "answer",
      "sure",
    ],
    ["a choice below it", { answer: 2, choices: 0, margin: 0 }, "choices", "unsure"],
    ["a choice within the margin", { answer: 0, choices: 0, margin: 2 }, "choices", "too-close"],
    ["an abstention below both", { answer: 2, choices: 2, margin: 0 }, "abstention", "below"],
  ] as const)("follows the thresholds it is given: %s", (_reason, thresholds, outcome, rule) => {
    const ranking = askAll(createIndex(services, thresholds), "can you restart billing");
    expect(ranking.outcome).toBe(outcome);
    expect(ranking.explanation.decided.rule).toBe(rule);
    expect(first(ranking)).toBe("restart-billing");
  });

  it("is not the entry's own words where one number of many words is another", () => {
    const words =
      "the nightly settlement report of the payment provider cannot be downloaded by the finance team and ends with";
    const known = searchableOf({ id: "known", title: `${words} 503` });
    const index = createIndex([known, ...services], { answer: 2, choices: 0, margin: 0 });
    const decidedFor = (code: number) => askAll(index, `${words} ${code}`).explanation.decided.rule;
    expect([decidedFor(503), decidedFor(504)]).toEqual(["as-asked", "unsure"]);
  });

  it("offers two that no word of the question tells apart, and says so", () => {
    const index = createIndex([
      searchableOf({ id: "blue", title: "Replace the toner of the blue printer" }),
      searchableOf({ id: "teal", title: "Replace the toner of the teal printer" }),
      ...services,
    ]);
    const ranking = askAll(index, "replace the toner of the printer");
    expect(new Set(ranking.choices.slice(0, 2))).toEqual(new Set(["blue", "teal"]));
    expect(["alike", "too-close"]).toContain(ranking.explanation.decided.rule);
  });

  it("is an answer in the entry's own words, whatever the thresholds, unless two have them", () => {
    const unsure = { answer: 2, choices: 0, margin: 0 };
    const asked = (index: ReturnType<typeof createIndex>) =>
      askAll(index, "Restart the billing worker!").explanation.decided.rule;
    expect(asked(createIndex(services, unsure))).toBe("as-asked");
    const twin = searchableOf({ id: "twin", title: "Restart the billing worker" });
    expect(asked(createIndex([...services, twin], unsure))).toBe("unsure");
  });

  it.each([
    [
      "most of it is about something else",
      "restart the flux capacitor of bob",
      "abstention",
      "little",
    ],
    ["half of it is there", "restart payments-api flux", "choices", "unsure"],
  ])(
    "offers nothing that holds too little of the question: %s",
    (_reason, question, outcome, rule) => {
      const unsure = { answer: 2, choices: 0, margin: 0 };
      const { outcome: found, explanation } = askAll(createIndex(services, unsure), question);
      expect([found, explanation.decided.rule]).toEqual([outcome, rule]);
    },
  );

  it.each([
    ["a slip is all there is", "wireguart", "choices", "guessed"],
    ["another word says the same", "wireguart vpn", "answer", "sure"],
  ])("is no answer that rests on a guess alone: %s", (_reason, question, outcome, rule) => {
    const sure = { answer: 0, choices: 0, margin: 0 };
    const ranking = askAll(createIndex(office, sure), question);
    expect(first(ranking)).toBe("vpn");
    expect([ranking.outcome, ranking.explanation.decided.rule]).toEqual([outcome, rule]);
  });

  it("of a question of grammar alone rests on no word that is told", () => {
    const { explanation, hits } = askAll(officeIndex, "how do I do that");
    expect(new Set(explanation.words.map(({ taken }) => taken))).toEqual(new Set(["grammar"]));
    expect(hits.flatMap(({ matched, uncovered }) => [...matched, ...uncovered])).toEqual([]);
  });
});

describe("the order of hits", () => {
  it("gives a tie to the entry given first", () => {
    const twin = (id: string) => searchableOf({ id, title: "Set up the VPN" });
    expect(idsOf(askAll(createIndex([twin("a"), twin("b")]), "vpn"))).toEqual(["a", "b"]);
    expect(idsOf(askAll(createIndex([twin("b"), twin("a")]), "vpn"))).toEqual(["b", "a"]);
  });

  it("follows an entry's boost", () => {
    const twins = [
      searchableOf({ id: "plain", title: "Set up the VPN" }),
      searchableOf({ id: "boosted", title: "Set up the VPN", boost: 2 }),
      searchableOf({ id: "muted", title: "Set up the VPN", boost: 0.5 }),
    ];
    const ids = idsOf(askAll(createIndex(twins), "vpn"));
    expect(ids).toEqual(["boosted", "plain", "muted"]);
  });

  it("tells at most five", () => {
    const many = Array.from({ length: 50 }, (_, at) =>
      searchableOf({ id: `vpn-${at}`, title: `VPN number ${at}` }),
    );
    expect(askAll(createIndex(many), "vpn").hits).toHaveLength(5);
  });

  it("does not drown a short page in a long one that repeats its word", () => {
    const long = Array.from({ length: 200 }, (_, at) => `Line ${at} of a page about the vpn.`);
    const index = createIndex([
      searchableOf({ id: "long", title: "All about the office", body: long }),
      searchableOf({ id: "short", title: "Set up the VPN" }),
    ]);
    expect(first(askAll(index, "set up the vpn"))).toBe("short");
  });

  it("does not punish an entry for having many questions", () => {
    const questions = Array.from({ length: 40 }, (_, at) => `a question about subject ${at}`);
    const index = createIndex([
      searchableOf({ id: "other", title: "Certificates", body: ["The vpn needs one."] }),
      searchableOf({ id: "many", title: "Network", questions: [...questions, "vpn is down"] }),
    ]);
    expect(first(askAll(index, "vpn is down"))).toBe("many");
  });
});

describe("a corpus", () => {
  it("that is empty knows no word", () => {
    const ranking = askAll(createIndex([]), "how do I restart payments");
    expect(ranking).toMatchObject({ outcome: "abstention", hits: [] });
    expect(ranking.explanation.words.map(({ taken }) => taken)).toEqual([
      "grammar",
      "grammar",
      "grammar",
      "unknown",
      "unknown",
    ]);
  });

  it("of one entry finds it, and nothing for other words", () => {
    const index = createIndex([searchableOf({ id: "vpn", title: "Set up the VPN" })]);
    expect(idsOf(askAll(index, "vpn"))).toEqual(["vpn"]);
    expect(idsOf(askAll(index, "printer"))).toEqual([]);
  });

  it("may hold an entry without any text", () => {
    const index = createIndex([
      searchableOf({ id: "empty", title: "", questions: [""], body: ["", " "] }),
      searchableOf({ id: "vpn", title: "Set up the VPN" }),
    ]);
    expect(idsOf(askAll(index, "set up the vpn"))).toEqual(["vpn"]);
  });
});

const word = fc.constantFrom(
  ..."restart payments billing worker postgres deploy staging certificate is there how on 503".split(
    " ",
  ),
);
const sentence = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));
const corpusOf = fc
  .array(fc.record({ title: sentence, body: fc.array(sentence, { maxLength: 2 }) }), {
    maxLength: 5,
  })
  .map((entries) => entries.map((entry, at) => searchableOf({ id: `entry-${at}`, ...entry })));

describe("any search", () => {
  it("never fails, and keeps evidence and confidence between 0 and 1", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .array(fc.oneof(word, fc.string({ unit: "grapheme" })), { maxLength: 20 })
        .map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(corpusOf, text, (corpus, question) => {
        const { hits, choices, outcome } = askAll(createIndex(corpus), question);
        const values = hits.flatMap(({ confidence, evidence }) => [
          confidence,
          ...Object.values(evidence),
        ]);
        expect(values.filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
        expect(outcome === "choices" || choices.length === 0).toBe(true);
        const ids = hits.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining([...choices]));
      }),
      { numRuns: 40 },
    );
  });

  it("of any entry, whatever text it has, never fails either", () => {
    const text = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), text, (texts, question) => {
        const [title = "", ...rest] = texts;
        const entry = searchableOf({
          id: "any",
          title,
          questions: rest,
          keywords: rest,
          headings: rest,
          body: rest,
        });
        askAll(createIndex([entry]), question);
        askAll(createIndex([entry]), title);
      }),
      { numRuns: 40 },
    );
  });

  it("reads a question of 10,000 characters", () => {
    const log = "ERROR payments-api connection refused at 10.0.0.1:5432 "
      .repeat(200)
      .slice(0, 10_000);
    expect(first(askAll(servicesIndex, `restart payments-api ${log}`))).toBe("restart-payments");
    expect(idsOf(askAll(servicesIndex, "x".repeat(10_000)))).toEqual([]);
  });

  it("gives the same twice, and from another index of the same entries", () => {
    fc.assert(
      fc.property(corpusOf, sentence, (corpus, question) => {
        const index = createIndex(corpus);
        const once = askAll(index, question);
        expect(askAll(index, question)).toEqual(once);
        expect(askAll(createIndex(corpus), question)).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  it("does not depend on where an unrelated entry stands", () => {
    const unrelated = searchableOf({
      id: "unrelated",
      title: "Guest WiFi",
      body: ["At the office."],
    });
    fc.assert(
      fc.property(corpusOf, sentence, fc.nat(5), (corpus, question, at) => {
        const there = [...corpus.slice(0, at), unrelated, ...corpus.slice(at)];
        const before = askAll(createIndex([unrelated, ...corpus]), question);
        const after = askAll(createIndex(there), question);
        expect(after.outcome).toBe(before.outcome);
        expect(idsOf(after)).toEqual(idsOf(before));
        expect(after.explanation.words).toEqual(before.explanation.words);
      }),
      { numRuns: 40 },
    );
  });
});

describe("an index that is made step by step", () => {
  it("finds what one made at once does, in any corpus", () => {
    fc.assert(
      fc.property(corpusOf, sentence, (corpus, question) => {
        expect(askAll(atOnce(indexSteps(corpus)), question)).toEqual(
          askAll(createIndex(corpus), question),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe("an entry that is hidden from the asker", () => {
  const secret = searchableOf({
    id: "secret",
    title: "Project falcon",
    questions: ["when do we buy the acmecorp offices", "how do I restart falcon"],
  });
  const index = createIndex([secret, ...services]);
  const ask = (question: string) => index.search(question, { allows: (id) => id !== "secret" });

  it.each([
    ["its title", "Project falcon"],
    ["its question", "when do we buy the acmecorp offices"],
    ["a word of it and one of others", "restart falcon"],
  ])("is not found by %s, nor told in any part of the ranking", (_reason, question) => {
    expect(idsOf(askAll(index, question))).toContain("secret");
    const ranking = ask(question);
    expect(JSON.stringify(ranking)).not.toMatch(/secret|Project/);
  });

  it.each(["falcon", "acmecorp", "project"])("leaves its own words unknown: %s", (secretWord) => {
    expect(ask(secretWord).hits.flatMap(({ matched }) => matched)).toEqual([]);
    expect(ask(secretWord)).toMatchObject({
      outcome: "abstention",
      explanation: { words: [{ word: secretWord, taken: "unknown" }] },
    });
  });

  it("does not mend a slip towards its words", () => {
    expect(ask("acmecrop").explanation.words).toEqual([{ word: "acmecrop", taken: "unknown" }]);
  });

  it("takes no place among those that are told", () => {
    const many = Array.from({ length: 100 }, (_, at) =>
      searchableOf({ id: `secret-${at}`, title: "Restart the billing worker" }),
    );
    const crowded = createIndex([...many, ...services]);
    const ranking = crowded.search("restart the billing worker", {
      allows: (id) => !id.startsWith("secret"),
    });
    expect(idsOf(ranking)[0]).toBe("restart-billing");
  });

  it("changes neither which others are found nor which words are known, in any corpus", () => {
    // Rarity is counted over all entries, so that the order among near equals may shift.
    fc.assert(
      fc.property(
        corpusOf,
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        sentence,
        (corpus, hidden, question) => {
          const open = corpus.filter((_, at) => hidden[at] !== true);
          const ids = new Set(open.map(({ id }) => id));
          const ranking = createIndex(corpus).search(question, { allows: (id) => ids.has(id) });
          const without = askAll(createIndex(open), question);
          expect(new Set(idsOf(ranking))).toEqual(new Set(idsOf(without)));
          expect(knownIn(ranking)).toEqual(knownIn(without));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("whoever sees nothing gets what an empty corpus gives", () => {
    fc.assert(
      fc.property(corpusOf, sentence, (corpus, question) => {
        const ranking = createIndex(corpus).search(question, { allows: () => false });
        expect(ranking).toMatchObject({ outcome: "abstention", hits: [], choices: [] });
        expect(knownIn(ranking)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const knownIn = ({ explanation }: Ranking) =>
  explanation.words.filter(({ taken }) => taken === "known").map(({ word: one }) => one);
