import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { Answered } from "../answers/answers-feature.ts";
import { createBot } from "../bot.ts";
import { docText } from "../chat/doc-text.ts";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";
import { askJson } from "./ask-json.ts";
import { dayOf, openBase, viewerNamed } from "./open-base.ts";
import type { AskOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

const batchLineSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  text: z.string(),
  as: z.string().nullish(),
  thread: z.union([z.string(), z.number()]).nullish(),
});

type Question = {
  readonly id: string | number | null;
  readonly text: string;
  readonly as: string | undefined;
};

/** Answers the question, or each line of stdin, or each JSON line of a batch, and writes nothing anywhere else. */
export async function ask(
  text: string | undefined,
  options: AskOptions,
  world: World,
): Promise<ExitCode> {
  if (text !== undefined && options.batch !== undefined) {
    throw new BotError(
      "USAGE_INVALID",
      "ama ask got both a question and --batch: expected one of them. Leave one out.",
    );
  }
  if (text === undefined && options.batch === undefined && world.stdin.isTTY) {
    throw new BotError(
      "USAGE_INVALID",
      'ama ask got no question: expected one in quotes, or lines from a pipe. Try: ama ask "who is on call?"',
    );
  }
  const config = parseConfig(world.env);
  const base = await openBase(options.knowledge ?? config.knowledgeFolder, world);
  const bot = createBot({ knowledge: () => base });
  const today = dayOf(options.at, config, world);
  const asJson = options.json === true || options.batch !== undefined;
  const viewers = new Map<string | undefined, Awaited<ReturnType<typeof viewerNamed>>>();
  let code: ExitCode = 0;

  async function reply({ id, text, as }: Question, first: boolean): Promise<void> {
    const viewer = viewers.get(as) ?? (await viewerNamed(as, base.corpus, today, world));
    viewers.set(as, viewer);
    const begun = world.elapsedMs();
    const answered = bot.answer(text, { viewer, today });
    const tookMs = world.elapsedMs() - begun;
    if (options.failOnAbstain && answered.judgement.outcome === "abstain" && code === 0) code = 1;
    if (asJson) await writeLine(world.stdout, JSON.stringify(askJson(id, answered, tookMs)));
    else await writeLine(world.stdout, plainReply(answered, first));
  }

  if (text !== undefined) {
    await reply({ id: null, text, as: options.as }, true);
    return code;
  }
  const source = options.batch ?? "stdin";
  const input =
    options.batch && options.batch !== "-" ? createReadStream(options.batch) : world.stdin;
  let number = 0;
  let first = true;
  for await (const line of linesOf(input, source)) {
    number += 1;
    if (line.trim() === "") continue;
    const read =
      options.batch === undefined
        ? { id: null, text: line, as: options.as }
        : readBatchLine(line, options.as);
    if (typeof read !== "string") {
      await reply(read, first);
      first = false;
    } else {
      await writeLine(world.stderr, `${source}:${number} is passed over: ${read}`);
      code = 2;
    }
  }
  return code;
}

/** Replies to several questions are set apart by an empty line. */
function plainReply({ doc }: Answered, first: boolean): string {
  return first ? docText(doc) : `\n${docText(doc)}`;
}

/** @returns the question, or what is wrong with the line */
function readBatchLine(line: string, as: string | undefined): Question | string {
  const expected = 'expected one JSON object such as {"id": 1, "text": "who is on call?"}.';
  let value: unknown;
  try {
    value = JSON.parse(line.trim()); // a byte order mark goes with the blanks
  } catch {
    return `it is no JSON; ${expected}`;
  }
  const parsed = batchLineSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join(".") || "it"}: ${issue?.message}; ${expected}`;
  }
  return { id: parsed.data.id ?? null, text: parsed.data.text, as: parsed.data.as ?? as };
}

/** Lines end with a line feed alone: Node's readline also ends them at U+2028, which may stand in a JSON text. */
async function* linesOf(input: Readable, source: string): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const chunk of input.setEncoding("utf8")) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    yield rest;
  } catch (cause) {
    throw new BotError(
      "INPUT_UNREADABLE",
      `${source} cannot be read (${errorCode(cause) ?? "unknown reason"}): expected a text file of JSON lines. Name another file, or "-" for stdin.`,
      { cause },
    );
  }
}
