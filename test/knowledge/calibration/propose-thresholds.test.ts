import { describe, expect, it } from "vitest";
import type { JudgedQuestion } from "../../../src/knowledge/calibration/judge-questions.ts";
import {
  proposeThresholds,
  thresholdCurve,
} from "../../../src/knowledge/calibration/propose-thresholds.ts";

const question = (confidence: number, weight: number, right: boolean, offered = right) =>
  ({ confidence, weight, right, offered, answerable: true }) satisfies JudgedQuestion;

const proposed = (judged: readonly JudgedQuestion[], cost = 1) =>
  proposeThresholds(judged, thresholdCurve(judged, cost));

describe("the curve", () => {
  it("has a point for each twentieth between nothing and certainty", () => {
    const curve = thresholdCurve([question(0.5, 1, true)], 1);
    expect(curve.map(({ threshold }) => threshold)).toEqual([
      0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85,
      0.9, 0.95,
    ]);
    expect(curve.filter(({ right }) => right === 1).at(-1)?.threshold).toBe(0.5);
  });
});

describe("the threshold of answers that is proposed", () => {
  it.each<readonly [string, readonly JudgedQuestion[], number]>([
    ["is the one that wins most", [question(0.42, 0.5, true), question(0.32, 0.5, false)], 0.4],
    ["is the highest of equals", [question(0.82, 1, true)], 0.8],
    [
      "is the highest within a hundredth of the best",
      [question(0.82, 0.5, true), question(0.32, 0.01, true)],
      0.8,
    ],
    [
      "is not one that wins less than that",
      [question(0.82, 0.5, true), question(0.32, 0.011, true)],
      0.3,
    ],
    ["is the highest of all where every answer is wrong", [question(0.82, 1, false)], 0.95],
  ])("%s", (_what, judged, answer) => {
    expect(proposed(judged).answer).toBe(answer);
  });

  it("is higher the more a wrong answer costs", () => {
    const judged = [question(0.9, 0.3, true), question(0.5, 0.4, true), question(0.5, 0.3, false)];
    expect([1, 2].map((cost) => proposed(judged, cost).answer)).toEqual([0.5, 0.9]);
  });
});

describe("the threshold of choices that is proposed", () => {
  const sure = question(0.92, 0.5, true);
  it.each<readonly [string, readonly JudgedQuestion[], number]>([
    [
      "is the lowest from which one choice in two holds the right entry",
      [question(0.42, 0.1, false, true), question(0.32, 0.1, false)],
      0.05,
    ],
    [
      "leaves out what makes choices worse than that",
      [question(0.42, 0.1, false, true), question(0.32, 0.11, false)],
      0.35,
    ],
    [
      "is the step below answers where no choice is good enough",
      [question(0.42, 0.1, false)],
      0.85,
    ],
    ["is that step where nothing is left to choose from", [], 0.85],
    [
      "does not count what is answered",
      [question(0.42, 0.1, false), question(0.95, 0.1, false, true)],
      0.85,
    ],
  ])("%s", (_what, judged, choices) => {
    expect(proposed([sure, ...judged])).toEqual({ answer: 0.9, choices });
  });

  it("stays below that of answers, even the lowest", () => {
    expect(proposed([question(0.06, 1, true)])).toEqual({ answer: 0.05, choices: 0 });
  });
});
