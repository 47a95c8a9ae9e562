import type { Answered } from "../answers/answered.ts";
import { createBot } from "../bot.ts";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { countVerdicts, type EvalReply, type Evaluated } from "../knowledge/eval-counts.ts";
import { readerOfAll, storedQuestions } from "../knowledge/eval-questions.ts";
import { evalJson, evalText, shareRight } from "../knowledge/eval-report.ts";
import { loadQuestions } from "./load-questions.ts";
import { dayOf, openBase } from "./open-base.ts";
import type { EvalOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Share of right answers that a knowledge folder should not fall below. */
const defaultMin = 0.95;

/** Asks every stored question, or those of a file, and tells what each found. */
export async function knowledgeEval(options: EvalOptions, world: World): Promise<ExitCode> {
  const config = parseConfig(world.env);
  const min = minOf(options.min);
  const base = await openBase(options, config, world);
  const asker = { viewer: readerOfAll(base.corpus), today: dayOf(options.at, config, world) };
  const bot = createBot({ knowledge: () => base });
  const { questions, code } =
    options.questions === undefined
      ? { questions: storedQuestions(base.corpus, asker.viewer, asker.today), code: 0 as const }
      : await loadQuestions(options.questions, base.corpus, world);
  const evaluated: Evaluated[] = [];
  for (const question of questions) {
    evaluated.push({ ...question, ...replyOf(await bot.answer(question.q, asker)) });
  }
  await writeLine(
    world.stdout,
    options.json ? JSON.stringify(evalJson(evaluated)) : evalText(evaluated),
  );
  if (code !== 0) return code;
  return shareRight(countVerdicts(evaluated)) < min ? 1 : 0;
}

/** What a rule found is as sure as can be. */
function replyOf({ outcome, entry, ranking, rule, choices }: Answered): EvalReply {
  const [hit] = ranking?.hits ?? [];
  const [ruled] = rule?.entries ?? [];
  const first = ruled
    ? { id: ruled.id, confidence: 1 }
    : hit && { id: hit.id, confidence: hit.confidence };
  if (outcome === "answer") return { got: entry?.id, first };
  if (outcome !== "choices") return { got: undefined, first };
  return { got: choices.flatMap((choice) => ("entry" in choice ? [choice.entry] : [])), first };
}

function minOf(given: string | undefined): number {
  const min = given === undefined ? defaultMin : Number(given);
  if (given?.trim() !== "" && min >= 0 && min <= 1) return min;
  throw new BotError(
    "USAGE_INVALID",
    `--min is ${JSON.stringify(given)}: expected a share from 0 to 1. Write 0.95 for 95 %.`,
  );
}
