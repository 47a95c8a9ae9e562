import { type Chart, evenTicks } from "../../src/charts/chart.ts";

/** Two lines that meet at their end, a line to compare with, and bars; one point lies above the chart. */
export const aChart: Chart = {
  title: "Up & down",
  x: { label: "hours", from: 0, to: 10, ticks: evenTicks(0, 10, 5, String) },
  y: { label: "share <of all>", from: 0, to: 4, ticks: evenTicks(0, 4, 2, String) },
  series: [
    {
      label: "up",
      shape: "line",
      tone: "good",
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 4 },
      ],
    },
    {
      label: "level",
      shape: "line",
      tone: "bad",
      points: [
        { x: 5, y: 4 },
        { x: 10, y: 4 },
        { x: 10, y: 9 },
      ],
    },
    { label: '"as said"', shape: "dashes", tone: "quiet", points: [{ x: 0, y: 1 }] },
    { label: "bars", shape: "bars", tone: "sum", points: [{ x: 5, y: 3 }] },
  ],
};
