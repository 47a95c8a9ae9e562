import { readFile } from "node:fs/promises";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import { type EvalQuestion, parseEvalQuestions } from "../knowledge/eval-questions.ts";
import { type World, writeLine } from "./world.ts";

/** Reads a file of questions; lines that cannot be read are told and passed over, and make the code 2. */
export async function loadQuestions(
  file: string,
  corpus: Corpus,
  world: World,
): Promise<{ readonly questions: readonly EvalQuestion[]; readonly code: 0 | 2 }> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new BotError(
      "INPUT_UNREADABLE",
      `${file} cannot be read (${errorCode(cause) ?? "unknown reason"}): expected a text file of JSON lines. Name another file with --questions.`,
      { cause },
    );
  });
  const { questions, faults } = parseEvalQuestions(text, corpus);
  for (const { line, message } of faults) {
    await writeLine(world.stderr, `${file}:${line} is passed over. ${message}`);
  }
  return { questions, code: faults.length > 0 ? 2 : 0 };
}
