import { describe, expect, it } from "vitest";
import { lineChart } from "../../src/charts/line-chart.ts";
import { aChart } from "./a-chart.ts";

describe("a chart of characters", () => {
  it("draws each line with the first letter of its label, and a star where two meet", () => {
    expect(lineChart(aChart, { columns: 11, rows: 5 }).split("\n")).toEqual([
      "Up & down",
      "4 +     llll**",
      "  |       uu",
      "2 +    uuu",
      "  |  uu",
      "0 +uu",
      "  +-----------",
      "   0    5   10",
      "   hours; u up, l level, * several",
    ]);
  });

  it("leaves out what lies outside an axis", () => {
    const low = { ...aChart, y: { ...aChart.y, to: 2 } };
    const drawn = lineChart(low, { columns: 11, rows: 3 });
    expect(drawn.split("\n").slice(1, 4)).toEqual(["2 +    uu", "  |  uu", "0 +uu"]);
  });
});
