import { describe, expect, it } from "vitest";
import type { QuestionSet } from "../load-sets.ts";
import { growEntries } from "./grown-entries.ts";

const sets: readonly QuestionSet[] = ["one", "two"].map((name) => ({
  name,
  entries: [
    {
      id: "a",
      title: `open ${name} door`,
      questions: [`how is ${name} opened`],
      body: `${name}: turn the handle to the left.`,
    },
    { id: "b", title: `close ${name} door`, questions: [], body: "" },
  ],
  questions: [],
}));
const wordsOf = (entries: ReturnType<typeof growEntries>) =>
  new Set(
    entries.flatMap(({ title, questions, body }) =>
      [title, ...questions, body].join(" ").split(/\s+/),
    ),
  );

describe("entries grown from sets", () => {
  const grown = growEntries(sets, 50);

  it("hold every given entry once, under a name that tells its set", () => {
    const given = grown.map(({ id }) => id).filter((id) => !id.startsWith("made/"));
    expect(given.toSorted()).toEqual(["one/a", "one/b", "two/a", "two/b"]);
    expect(new Set(grown.map(({ id }) => id)).size).toBe(50);
  });

  it("have no word that the given ones do not have", () => {
    const known = wordsOf(growEntries(sets, 4));
    expect([...wordsOf(grown)].filter((word) => !known.has(word))).toEqual([]);
  });

  it("are the same on every run", () => {
    expect(growEntries(sets, 50)).toEqual(grown);
  });

  it("are fewer than given where fewer are wanted", () => {
    expect(growEntries(sets, 3)).toHaveLength(3);
  });
});
