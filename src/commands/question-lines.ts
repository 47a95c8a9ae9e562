import type { Readable } from "node:stream";
import { z } from "zod";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";

const batchLineSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  text: z.string(),
  as: z.string().nullish(),
  thread: z.union([z.string(), z.number()]).nullish(),
});

/** A question with what came beside it. */
export type Question = {
  readonly id: string | number | null;
  readonly text: string;
  readonly as: string | undefined;
  /** Names the conversation that it is part of; undefined: it stands alone. */
  readonly thread: string | number | undefined;
};

/**
 * Reads a JSON line of a batch.
 *
 * @param as whose rights, where the line does not say
 * @returns the question, or what is wrong with the line
 */
export function readBatchLine(line: string, as: string | undefined): Question | string {
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
  const { id, text, thread } = parsed.data;
  return { id: id ?? null, text, as: parsed.data.as ?? as, thread: thread ?? undefined };
}

/**
 * Reads a stream line by line. Lines end with a line feed alone: Node's readline also ends them at U+2028, which may
 * stand in a JSON text.
 *
 * @throws BotError INPUT_UNREADABLE, naming the source
 */
export async function* linesOf(input: Readable, source: string): AsyncGenerator<string> {
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
