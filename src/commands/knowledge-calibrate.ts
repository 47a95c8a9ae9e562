import { svgChart } from "../charts/svg-chart.ts";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import {
  calibrateBase,
  countStored,
  leastStored,
} from "../knowledge/calibration/calibrate-base.ts";
import { readerOfAll } from "../knowledge/eval-questions.ts";
import { curveChart, reliabilityChart } from "./calibration-charts.ts";
import { calibrationJson, calibrationText } from "./calibration-report.ts";
import { loadQuestions } from "./load-questions.ts";
import { dayOf, openBase } from "./open-base.ts";
import type { CalibrateOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";
import { writePicture } from "./write-picture.ts";

/** Asks a base the questions that it holds as if it did not hold them, and proposes thresholds by what it finds. */
export async function knowledgeCalibrate(
  options: CalibrateOptions,
  world: World,
): Promise<ExitCode> {
  const config = parseConfig(world.env);
  const cost = costOf(options.cost);
  const { corpus } = await openBase(options, config, world);
  const reader = { viewer: readerOfAll(corpus), today: dayOf(options.at, config, world) };
  const { questions, code } =
    options.questions === undefined
      ? { questions: [], code: 0 as const }
      : await loadQuestions(options.questions, corpus, world);
  const stored = countStored(corpus, reader);
  if (stored < leastStored) {
    const few = `The entries hold ${stored} different questions: expected ${leastStored} or more to propose thresholds by. Add to the "questions" of entries what people ask.`;
    if (options.json)
      await writeLine(world.stdout, JSON.stringify(calibrationJson(stored, undefined)));
    await writeLine(options.json ? world.stderr : world.stdout, few);
    return code === 0 ? 1 : code;
  }
  const calibration = calibrateBase(corpus, questions, reader, {
    cost,
    inForce: config.thresholds.answer,
  });
  if (options.svg !== undefined) {
    const charts = [curveChart(calibration), reliabilityChart(calibration.tenths)];
    await writePicture("--svg", options.svg, svgChart(charts));
  }
  await writeLine(
    world.stdout,
    options.json
      ? JSON.stringify(calibrationJson(stored, calibration))
      : calibrationText(calibration),
  );
  return code;
}

function costOf(given: string | undefined): number {
  const cost = given === undefined ? 1 : Number(given);
  if (cost > 0 && cost < Number.POSITIVE_INFINITY) return cost;
  throw new BotError(
    "USAGE_INVALID",
    `--cost is ${JSON.stringify(given)}: expected a number above 0. Write 2 when a wrong answer costs what two right ones win.`,
  );
}
