import { describe, expect, it } from "vitest";
import { answeredFrom } from "../../../src/knowledge/calibration/judged.ts";

const hits = [
  { weight: 0.4, right: true, confidence: 0.6 },
  { weight: 0.2, right: false, confidence: 0.6 },
  { weight: 0.4, right: true, confidence: 0.59 },
];

describe("what is answered from a threshold on", () => {
  it.each([
    ["includes hits as sure as the threshold", 0.6, 0.4, 0.2],
    ["leaves out those less sure", 0.61, 0, 0],
    ["is everything from 0 on", 0, 0.8, 0.2],
  ])("%s", (_what, threshold, right, wrong) => {
    expect(answeredFrom(threshold, hits)).toMatchObject({ right, wrong });
  });

  it("is net of what wrong answers cost, as much as right ones win unless said otherwise", () => {
    expect(answeredFrom(0.6, hits).net).toBeCloseTo(0.2, 10);
    expect(answeredFrom(0.6, hits, 3).net).toBeCloseTo(-0.2, 10);
  });
});
