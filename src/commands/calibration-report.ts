import { barChart } from "../charts/bar-chart.ts";
import { lineChart } from "../charts/line-chart.ts";
import type { Calibration } from "../knowledge/calibration/calibrate-base.ts";
import type { CurvePoint } from "../knowledge/calibration/propose-thresholds.ts";
import { curveChart } from "./calibration-charts.ts";

/** What `ama knowledge calibrate --json` prints; without a calibration its keys stand there with nothing in them. */
export function calibrationJson(stored: number, calibration: Calibration | undefined) {
  const { answerable, unanswerable, found, cost, auroc, error, inForce } = calibration ?? {};
  return {
    version: 1,
    stored,
    answerable: answerable ?? 0,
    unanswerable: unanswerable ?? 0,
    found: rounded(found),
    cost: cost ?? null,
    auroc: rounded(auroc),
    calibration_error: rounded(error),
    curve: calibration?.curve.map(pointJson) ?? [],
    reliability:
      calibration?.tenths.map(({ said, is, weight }) => ({
        said: rounded(said),
        is: rounded(is),
        weight: rounded(weight),
      })) ?? [],
    in_force: inForce ? pointJson(inForce) : null,
    proposed: calibration?.proposed ?? null,
  };
}

function pointJson({ threshold, right, wrong, net }: CurvePoint) {
  return { threshold, right: rounded(right), wrong: rounded(wrong), net: rounded(net) };
}

/** What is not known (undefined, NaN) is null. */
function rounded(share: number | undefined): number | null {
  return share === undefined || Number.isNaN(share) ? null : Number(share.toFixed(4));
}

/** The same for people, at most 80 columns wide. */
export function calibrationText(calibration: Calibration): string {
  const { answerable, unanswerable, found, auroc, error, tenths, inForce, proposed } = calibration;
  const asked = answerable + unanswerable;
  const chart = curveChart(calibration);
  return [
    `${asked} asked, ${unanswerable} of them with no answer there: ${percent(found)} of the others found, AUROC ${decimals(auroc)}, calibration error ${decimals(error)}.`,
    lineChart(chart, { columns: 61, rows: 2 * chart.y.ticks.length - 1 }),
    [
      "How sure hits say they are, how many of these are right, and their share of all",
      barChart(
        tenths.map(({ said, is, weight }) => ({
          label: `${said.toFixed(2)}  ${is.toFixed(2)}  ${percent(weight).padStart(6)}`,
          share: is,
        })),
        50,
      ),
    ].join("\n"),
    [
      pointText("Proposed", calibration.curve.find(isProposed)),
      pointText("In force", inForce),
      `AMA_ANSWER_THRESHOLD=${proposed.answer}`,
      `AMA_CHOICES_THRESHOLD=${proposed.choices}`,
    ].join("\n"),
  ].join("\n\n");

  function isProposed({ threshold }: CurvePoint): boolean {
    return threshold === proposed.answer;
  }
}

function pointText(what: string, point: CurvePoint | undefined): string {
  const { threshold = 0, right = 0, wrong = 0, net = 0 } = point ?? {};
  return `${what}: from ${threshold} on ${percent(right)} right, ${percent(wrong)} wrong, net ${percent(net)}.`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function decimals(share: number): string {
  return Number.isNaN(share) ? "unknown" : share.toFixed(2);
}
