import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atOnce } from "../../src/kernel/steps.ts";
import { stranger } from "../../src/knowledge/audience.ts";
import { type KnowledgeBase, taughtSteps } from "../../src/knowledge/index-knowledge.ts";
import { searchEntries } from "../../src/knowledge/search-entries.ts";
import { learnFrom } from "../../src/learning/learn.ts";
import type { Vote } from "../../src/learning/vote.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";
import { smallOffice } from "../support/small-office.ts";
import { votesOf } from "./votes-of.ts";

const plain = knowledgeOf(smallOffice);
const today = Temporal.PlainDate.from("2026-11-25");
const hash = entryOf(plain, "vpn").hash;
const tunnel = "burrow a tunnel to headquarters";

function taught(...given: readonly Partial<Vote>[]): KnowledgeBase {
  const votes = votesOf(given.map((one) => ({ question: tunnel, hash, ...one })));
  return atOnce(taughtSteps(plain, learnFrom(votes)));
}

function found(base: KnowledgeBase, question: string, voice?: string) {
  const { outcome, entries, near, ranking } = searchEntries(question, base, {
    viewer: stranger,
    today,
    voice,
  });
  const idsOf = (list: typeof entries) => list.map(({ id }) => id);
  const { rule } = ranking.explanation.decided;
  return { outcome, ids: idsOf(entries), near: idsOf(near), rule };
}

describe("a question that nothing answers", () => {
  it("is answered as soon as its asker has said what answers it", () => {
    expect(found(plain, tunnel, "ana").outcome).toBe("abstention");
    expect(found(taught({}), tunnel, "ana")).toMatchObject({ outcome: "answer", ids: ["vpn"] });
  });

  it("is only offered to others by what one person has said", () => {
    const base = taught({}, { voice: "ana" });
    expect(found(base, tunnel, "bo")).toMatchObject({
      outcome: "choices",
      ids: ["vpn"],
      rule: "one-voice",
    });
    expect(found(base, tunnel).outcome).toBe("choices");
  });

  it("is answered for everybody once two have said so", () => {
    const base = taught({}, { voice: "bo" });
    expect(found(base, tunnel, "cleo")).toMatchObject({ outcome: "answer", ids: ["vpn"] });
  });

  it("helps those who ask alike", () => {
    const base = taught({}, { voice: "bo" });
    expect(found(base, "how can I burrow a tunnel", "cleo").ids).toEqual(["vpn"]);
  });

  it("finds nothing again when its entry is gone", () => {
    expect(found(taught({ entry: "no-such-entry" }), tunnel, "ana").outcome).toBe("abstention");
  });
});

describe("an answer that was not helpful", () => {
  const asked = "how do I set up the vpn on my laptop";
  const no = { helpful: false, question: asked };

  it("is none any more to whoever said so, and stays one to others", () => {
    const again = found(taught(no), asked, "ana");
    expect(again.outcome).toBe("abstention");
    expect(again.near).toContain("vpn");
    expect(found(taught(no), asked, "bo").outcome).toBe("answer");
  });

  it("is none any more to anybody once two have said so", () => {
    const base = taught(no, { ...no, voice: "bo" });
    expect(found(base, asked, "cleo").outcome).toBe("abstention");
  });

  it("comes after another that was found helpful", () => {
    const base = taught(no, { question: asked, entry: "wiki" });
    expect(found(base, asked, "ana")).toMatchObject({ outcome: "answer", ids: ["wiki"] });
    expect(found(base, asked, "bo")).toMatchObject({ outcome: "answer", ids: ["vpn"] });
  });

  it("is still offered where nothing else has anything of the question", () => {
    const alone = knowledgeOf({ "answers/vpn.md": smallOffice["answers/vpn.md"] ?? "" });
    const votes = votesOf([{ ...no, hash: entryOf(alone, "vpn").hash }]);
    const base = atOnce(taughtSteps(alone, learnFrom(votes)));
    expect(found(base, asked, "ana")).toMatchObject({ outcome: "choices", rule: "rejected" });
  });

  it("is one to other questions", () => {
    expect(found(taught(no), "set up vpn", "ana").outcome).toBe("answer");
  });

  it("is one again when its entry was changed", () => {
    expect(found(taught({ ...no, hash: "an older one" }), asked, "ana").outcome).toBe("answer");
  });
});

describe("one person's votes", () => {
  const questions = [
    tunnel,
    "how do I set up the vpn on my laptop",
    "where do I write meeting notes",
    "why does the printer eat paper",
    "meeting notes vpn",
    "who feeds the cat",
  ];
  const vote = fc.record({
    entry: fc.constantFrom("vpn", "wiki", "printer-attic"),
    question: fc.constantFrom(...questions),
    helpful: fc.boolean(),
    source: fc.constantFrom("vote" as const, "choice" as const),
  });

  it("neither give nor take an answer to anybody else", () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 12 }), (given) => {
        const base = taught(
          ...given.map((one) => ({ ...one, hash: entryOf(plain, one.entry).hash })),
        );
        for (const question of questions) {
          const before = found(plain, question, "bo");
          const after = found(base, question, "bo");
          expect(after.outcome === "answer").toBe(before.outcome === "answer");
          if (before.outcome === "answer") expect(after.ids).toEqual(before.ids);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("a learned question", () => {
  it("that its page has meanwhile counts as the page's own", () => {
    const base = taught({ question: "How do I set up the VPN on my laptop??" });
    expect(base.learned.questions.size).toBe(0);
    expect(base.index).toBe(plain.index);
    expect(base.tentative).toBeUndefined();
  });
});
