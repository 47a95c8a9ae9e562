import { describe, expect, it } from "vitest";
import { auroc } from "../../../src/knowledge/calibration/judged.ts";
import { type Asked, judge, meanOf, outcomesFrom, portableThreshold, recall } from "./metrics.ts";

/** A question with its answer `a`, or without one, and what was found. */
const asked = (gold: "a" | undefined, ...found: readonly [string, number][]): Asked => ({
  gold: gold === undefined ? [] : [gold],
  found: found.map(([id, confidence]) => ({ id, confidence })),
});
const right = (confidence: number) => asked("a", ["a", confidence]);
const wrong = (confidence: number) => asked("a", ["b", confidence], ["a", 0]);
const trap = (confidence: number) => asked(undefined, ["b", confidence]);

describe("what is found", () => {
  it("counts questions with an answer alone, with the standard error of a share", () => {
    const questions = [right(0.9), right(0.8), right(0.7), wrong(0.6), trap(0.9)];
    expect(recall(questions, 1)).toEqual({ mean: 0.75, error: Math.sqrt((0.75 * 0.25) / 4) });
    expect(recall(questions, 5).mean).toBe(1);
  });
});

describe("what is answered", () => {
  it("weighs questions without an answer as 30 % of the traffic, however many there are", () => {
    const one = outcomesFrom(0.5, [right(0.9), wrong(0.1), trap(0.9)]);
    const many = outcomesFrom(0.5, [right(0.9), wrong(0.1), trap(0.9), trap(0.9), trap(0.9)]);
    for (const { right: good, wrong: bad, silent, net } of [one, many]) {
      expect([good, bad, silent, net.mean].map((share) => share.toFixed(2))).toEqual([
        "0.35",
        "0.30",
        "0.35",
        "0.05",
      ]);
    }
  });

  it("never has a hit where nothing was found", () => {
    expect(outcomesFrom(0, [asked("a"), right(0.1)]).right).toBe(0.5);
  });
});

describe("the area under the curve", () => {
  it.each([
    ["1 when all right ones are surer", [right(0.9), right(0.8), wrong(0.2), trap(0.1)], 1],
    ["0 when all wrong ones are", [right(0.1), wrong(0.9), trap(0.8)], 0],
    ["one half for ties", [right(0.5), wrong(0.5), trap(0.5)], 0.5],
    ["the share of pairs in order", [right(0.9), right(0.3), wrong(0.5), trap(0.1)], 0.75],
  ])("is %s", (_what, questions, area) => {
    expect(auroc(judge(questions))).toBe(area);
  });
});

describe("a threshold learned elsewhere", () => {
  const sets = new Map<string, readonly Asked[]>([
    ["bank-one", [right(0.9), wrong(0.2), trap(0.3)]],
    ["shop", [right(0.8), wrong(0.6), trap(0.7)]],
    ["all-answered", [right(0.1)]],
  ]);

  it.each([
    ["is the one that gains most on the other sets", "other", 0.8],
    ["is not learned from sets of the same family", "shop-two", 0.9],
    ["is learned from the rest", "bank-two", 0.8],
  ])("%s", (_what, name, threshold) => {
    expect(portableThreshold(name, sets)).toBe(threshold);
  });

  it("is silence where every answer would lose", () => {
    expect(portableThreshold("other", new Map([["shop", [wrong(0.9), trap(0.8)]]]))).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

describe("a mean over sets", () => {
  it("leaves out what is not known of a set, and knows its error", () => {
    const sets = [0.2, 0.4, Number.NaN].map((mean) => ({ mean, error: 0.03 }));
    expect(meanOf(sets).mean).toBeCloseTo(0.3, 10);
    expect(meanOf(sets).error).toBeCloseTo(0.03 / Math.SQRT2, 10);
  });
});
