import { describe, expect, it } from "vitest";
import { confusionsOf, entryCountsOf } from "../../src/knowledge/eval-confusions.ts";
import type { EvalReply, Evaluated } from "../../src/knowledge/eval-counts.ts";

const asked = (
  q: string,
  want: readonly string[],
  got: EvalReply["got"],
  first?: string,
): Evaluated => ({ q, want, got, first: first ? { id: first, confidence: 0.2 } : undefined });

/** An entry loses so many questions of these names to another. */
const loses = (entry: string, lost_to: string, ...questions: readonly string[]) => ({
  entry,
  lost_to,
  count: questions.length,
  questions,
});

describe("a confusion of entries", () => {
  it.each<readonly [string, Evaluated, readonly unknown[]]>([
    ["what is served instead", asked("q", ["a"], "b", "c"), [loses("a", "b", "q")]],
    ["what is offered first", asked("q", ["a"], ["b", "c"], "c"), [loses("a", "b", "q")]],
    ["what comes first unsure", asked("q", ["a"], undefined, "b"), [loses("a", "b", "q")]],
    ["what a choice of services hides", asked("q", ["a"], [], "b"), [loses("a", "b", "q")]],
    ["nothing when it is served", asked("q", ["a"], "a"), []],
    ["nothing when it is offered, though last", asked("q", ["a"], ["b", "a"], "b"), []],
    ["nothing when it comes first, but unsure", asked("q", ["a"], undefined, "a"), []],
    ["nothing when nothing is found", asked("q", ["a"], undefined), []],
    ["nothing when nothing is wanted", asked("q", [], "b", "b"), []],
    ["by the first of several wanted", asked("q", ["d", "a"], "b"), [loses("d", "b", "q")]],
  ])("tells %s", (_, one, confusions) => {
    expect(confusionsOf([one])).toEqual(confusions);
  });

  it("is told once for all its questions, the most lost first, equals by name", () => {
    const evaluated = [
      asked("1", ["b"], "c"),
      asked("2", ["b"], "a"),
      asked("3", ["a"], "c"),
      asked("4", ["c"], "a"),
      asked("5", ["c"], undefined, "a"),
    ];
    expect(confusionsOf(evaluated)).toEqual([
      loses("c", "a", "4", "5"),
      loses("a", "c", "3"),
      loses("b", "a", "2"),
      loses("b", "c", "1"),
    ]);
  });
});

describe("the counts of an entry", () => {
  it("are of the questions that want it, and of those that it takes from others or from nobody", () => {
    const evaluated = [
      asked("1", ["a"], "a"),
      asked("2", ["a"], ["b", "a"]),
      asked("3", ["a"], "b"),
      asked("4", ["a"], undefined),
      asked("5", ["b"], undefined, "c"),
      asked("6", [], "b"),
      asked("7", [], ["b", "c"], "b"),
      asked("8", [], undefined, "c"),
    ];
    expect(entryCountsOf(evaluated)).toEqual([
      { entry: "b", asked: 1, right: 0, offered: 0, lost: 1, taken: 2 },
      { entry: "a", asked: 4, right: 1, offered: 1, lost: 2, taken: 0 },
      { entry: "c", asked: 0, right: 0, offered: 0, lost: 0, taken: 1 },
    ]);
  });

  it("have a question that wants any of several for the one it finds, else for the first", () => {
    const evaluated = [
      asked("1", ["a", "b"], "b"),
      asked("2", ["a", "b"], ["c", "b"]),
      asked("3", ["a", "b"], undefined),
    ];
    expect(entryCountsOf(evaluated)).toEqual([
      { entry: "a", asked: 1, right: 0, offered: 0, lost: 1, taken: 0 },
      { entry: "b", asked: 2, right: 1, offered: 1, lost: 0, taken: 0 },
    ]);
  });

  it("are equal by name where as much is lost and taken", () => {
    const evaluated = [asked("1", ["b"], "b"), asked("2", ["a"], "a")];
    expect(entryCountsOf(evaluated).map(({ entry }) => entry)).toEqual(["a", "b"]);
  });

  it("are none of nothing", () => {
    expect(entryCountsOf([])).toEqual([]);
    expect(confusionsOf([])).toEqual([]);
  });
});
