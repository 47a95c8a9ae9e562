import { describe, expect, it } from "vitest";
import { createIndex } from "../../src/search/create-index.ts";
import { cosine, toLengthOne } from "../../src/search/encoder/encoder.ts";
import { shippedEncoder } from "../../src/search/encoder/shipped-encoder.ts";
import { learnWhitening } from "../../src/search/whitening.ts";

const encoder = shippedEncoder();
const entry = (id: string, title: string, questions: readonly string[] = []) => ({
  id,
  title,
  questions,
  keywords: [],
  headings: [],
  body: [],
  boost: 1,
});
const everybody = { allows: () => true };

describe("a question in other words than its entry's", () => {
  const index = createIndex([
    entry("payroll", "Payroll calendar", ["when is my salary transferred"]),
    entry("vpn", "Set up the VPN", ["how do I connect from home"]),
    entry("printer", "Printers in the office", ["the printer is out of paper"]),
    entry("holiday", "Take a day off", ["how many holidays do I have"]),
  ]);

  it("finds the entry that means the same", () => {
    expect(index.search("which date do we get our wages", everybody).hits[0]?.id).toBe("payroll");
  });

  it("is offered it, and not answered, where the two share no word", () => {
    const ranking = index.search("remote access company network", everybody);
    expect(ranking.hits[0]).toMatchObject({ id: "vpn", matched: [] });
    expect(ranking.outcome).not.toBe("answer");
  });
});

describe("an action and what undoes it", () => {
  const index = createIndex([
    entry("disable", "Disable two factor login"),
    entry("invite", "Invite somebody to a project"),
    entry("theme", "Change the colours of the dashboard"),
    entry("export", "Export invoices for the accountant"),
  ]);
  const meaningOf = (question: string) => {
    const hit = index.search(question, everybody).hits.find(({ id }) => id === "disable");
    return [hit?.evidence.gist ?? 0, hit?.evidence.meaning ?? 0];
  };

  it("are alike in nothing but words", () => {
    expect(meaningOf("how do I enable two factor login")).toEqual([0, 0]);
    expect(meaningOf("how do I disable two factor login").every((one) => one > 0.3)).toBe(true);
  });

  it("are both meant by a question that has both", () => {
    expect(meaningOf("enable or disable two factor login")[1]).toBeGreaterThan(0.3);
  });
});

describe("the measure of a corpus", () => {
  const vectorsOf = (texts: readonly string[]) =>
    texts.flatMap((text) => encoder.encode(text) ?? []);
  const bank = [
    "my card was declined at the shop",
    "my card was stolen on the train",
    "my card has not arrived in the post",
    "my card was charged twice by the shop",
    "my card does not work abroad",
    "my card expires next month",
  ];
  const texts = vectorsOf(bank);
  const { whiten } = learnWhitening(texts, encoder.spread(), encoder.size);
  const measured = (text: string) => {
    const [vector] = vectorsOf([text]);
    return (vector && toLengthOne(whiten(vector))) ?? new Float32Array(encoder.size);
  };

  it("takes no notice of what all its texts share", () => {
    const [a = "", b = ""] = bank;
    const [plainA, plainB] = vectorsOf([a, b]);
    const before = plainA && plainB ? cosine(plainA, plainB) : 0;
    expect(cosine(measured(a), measured(b))).toBeLessThan(before - 0.3);
  });

  it.each([0, 1, 2, 4])("is finite for a corpus of %d texts", (count) => {
    const few = learnWhitening(texts.slice(0, count), encoder.spread(), encoder.size);
    expect([...few.whiten(texts[0] ?? new Float32Array())].every(Number.isFinite)).toBe(true);
  });
});
