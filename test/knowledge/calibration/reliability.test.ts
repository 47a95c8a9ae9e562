import { describe, expect, it } from "vitest";
import { calibrationError, reliability } from "../../../src/knowledge/calibration/reliability.ts";

describe("the calibration error", () => {
  it("is how far off the confidences of each tenth are, in the mean", () => {
    const hits = [
      { confidence: 0.85, right: true, weight: 3 },
      { confidence: 0.85, right: false, weight: 1 },
      { confidence: 0.15, right: false, weight: 4 },
    ];
    const tenths = reliability(hits);
    expect(tenths.map(({ said, is }) => [said.toFixed(2), is])).toEqual([
      ["0.15", 0],
      ["0.85", 0.75],
    ]);
    expect(calibrationError(tenths)).toBeCloseTo((0.15 * 4 + 0.1 * 4) / 8, 10);
  });
});
