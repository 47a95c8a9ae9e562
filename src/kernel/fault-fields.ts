import { BotError } from "./bot-error.ts";
import { errorCode } from "./error-code.ts";
import { loggableWord } from "./log-fields.ts";

export interface FaultFields {
  readonly code?: string;
  readonly message?: string;
  readonly name?: string;
  readonly stack?: string;
  readonly cause?: FaultFields;
}

/** Chains longer than this are loops or mistakes. */
const deepestCause = 3;

/** Gives what may be logged of something thrown: all of a BotError, of another error everything but its message. */
export function faultFields(thrown: unknown, depth = 0): FaultFields {
  if (!Error.isError(thrown)) return { name: typeof thrown };
  const cause =
    thrown.cause === undefined || depth === deepestCause
      ? {}
      : { cause: faultFields(thrown.cause, depth + 1) };
  if (thrown instanceof BotError) return { code: thrown.code, message: thrown.message, ...cause };
  const code = errorCode(thrown);
  return {
    name: loggableWord(thrown.name),
    ...(code === undefined ? {} : { code: loggableWord(code) }),
    stack: framesOf(thrown),
    ...cause,
  };
}

/** A stack repeats the message before its frames, and the message may hold lines that look like frames. */
function framesOf({ stack = "", message }: Error): string {
  const afterMessage = stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  return stack
    .slice(afterMessage)
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join("\n");
}
