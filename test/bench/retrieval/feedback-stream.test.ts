import { describe, expect, it } from "vitest";
import type { QuestionSet } from "../load-sets.ts";
import { followStream, liveSetOf } from "./feedback-stream.ts";
import type { SearchSystem } from "./systems.ts";

/** Finds the entries that hold the question word for word. */
const literal: SearchSystem = {
  name: "literal",
  slow: false,
  create: (entries) => (question) =>
    entries
      .filter(({ questions }) => questions.includes(question))
      .map(({ id }) => ({ id, confidence: 1 })),
};
const set = (name: string, texts: readonly string[]): QuestionSet => ({
  name,
  entries: [{ id: "vpn", title: "VPN", questions: [], body: "" }],
  questions: texts.map((text, at) => ({ id: `${at}`, text, gold: ["vpn"], split: "test" })),
});
const sameQuestion = set(
  "hint3-x",
  Array.from({ length: 10 }, () => "no tunnel"),
);

describe("a stream of questions", () => {
  it("finds at the end what it was corrected in, where the frozen index does not", () => {
    const { frozen, taught, corrections } = followStream(literal, sameQuestion, 1);
    expect([frozen.mean, taught.mean, corrections]).toEqual([0, 1, 1]);
  });

  it("knows a correction from the next rebuild on, not before", () => {
    expect(followStream(literal, sameQuestion, 8)).toMatchObject({
      taught: { mean: 1 },
      corrections: 8,
    });
    expect(followStream(literal, sameQuestion, 9)).toMatchObject({
      taught: { mean: 0.5 },
      corrections: 9,
    });
  });

  it("leaves out questions that have no answer", () => {
    const [first, ...others] = sameQuestion.questions;
    const questions = [...others, ...(first ? [{ ...first, gold: [] }] : [])];
    expect(followStream(literal, { ...sameQuestion, questions }, 20).corrections).toBe(9);
  });
});

describe("the set of a live bot", () => {
  it.each([
    ["is curekart's when it is there", ["hint3-a", "hint3-curekart"], "hint3-curekart"],
    ["is the one with the most questions otherwise", ["clinc", "hint3-a", "hint3-bb"], "hint3-bb"],
    ["is none where no log is", ["clinc"], undefined],
  ])("%s", (_what, names, chosen) => {
    // As many questions as its name has letters.
    const sets = names.map((name) => set(name, [...name]));
    expect(liveSetOf(sets)?.name).toBe(chosen);
  });
});
