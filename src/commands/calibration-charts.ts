import { type Axis, type Chart, evenTicks, type Series } from "../charts/chart.ts";
import type { Calibration } from "../knowledge/calibration/calibrate-base.ts";
import type { Tenth } from "../knowledge/calibration/reliability.ts";

/** A net below this says no more than that it is bad, and would flatten all the rest. */
const lowestDrawn = -0.5;

/** What answering from each confidence on wins and costs, with the thresholds proposed. */
export function curveChart({ curve, proposed }: Calibration): Chart {
  const lowest = Math.min(0, ...curve.map(({ net }) => net));
  const highest = Math.max(0.1, ...curve.flatMap(({ right, wrong }) => [right, wrong]));
  const y = {
    ...shareAxis("share of all questions"),
    from: Math.max(lowestDrawn, Math.floor(lowest * 10 - 1e-9) / 10 || 0),
    to: Math.ceil(highest * 10 - 1e-9) / 10,
  };
  const line = (key: "right" | "wrong" | "net", tone: Series["tone"]): Series => ({
    label: key,
    shape: "line",
    tone,
    points: curve.map((point) => ({ x: point.threshold, y: point[key] })),
  });
  const upright = (label: string, x: number): Series => ({
    label: `${label} from ${x.toFixed(2)}`,
    shape: "dashes",
    tone: "quiet",
    points: [y.from, y.to].map((end) => ({ x, y: end })),
  });
  return {
    title: "Answered, by threshold",
    x: confidenceAxis("least confidence answered with"),
    y: { ...y, ticks: evenTicks(y.from, y.to, 0.1, percent) },
    series: [
      line("right", "good"),
      line("wrong", "bad"),
      line("net", "sum"),
      upright("choices", proposed.choices),
      upright("answers", proposed.answer),
    ],
  };
}

/** How many of the hits of each confidence are right, beside how many should be. */
export function reliabilityChart(tenths: readonly Tenth[]): Chart {
  return {
    title: "Of hits this sure, so many are right",
    x: confidenceAxis("confidence"),
    y: shareAxis("share that is right"),
    series: [
      {
        label: "right",
        shape: "bars",
        tone: "good",
        points: tenths.map(({ said, is }) => ({ x: said, y: is })),
      },
      {
        label: "as many as said",
        shape: "dashes",
        tone: "quiet",
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      },
    ],
  };
}

function confidenceAxis(label: string): Axis {
  return { label, from: 0, to: 1, ticks: evenTicks(0, 1, 0.1, (at) => at.toFixed(1)) };
}

function shareAxis(label: string): Axis {
  return { label, from: 0, to: 1, ticks: evenTicks(0, 1, 0.2, percent) };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
