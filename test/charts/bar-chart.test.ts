import { expect, it } from "vitest";
import { barChart } from "../../src/charts/bar-chart.ts";

it("a chart of bars has one line for each share, of which all is as wide as was asked for", () => {
  const bars = [0, 0.5, 1].map((share) => ({ label: share.toFixed(1), share }));
  expect(barChart(bars, 4)).toBe("0.0\n0.5  ##\n1.0  ####");
});
