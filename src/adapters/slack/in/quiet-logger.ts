import { type Logger, LogLevel } from "@slack/bolt";

/**
 * Takes the lines of Slack's packages: errors alone, since the others hold what people wrote, and no token in them. It
 * stays at its level whatever it is told.
 */
export function createQuietLogger(say: (line: string) => void): Logger {
  return {
    debug() {},
    info() {},
    warn() {},
    error: (...parts: readonly unknown[]) =>
      say(parts.map((part) => withoutTokens(textOf(part))).join(" ")),
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  };
}

/** Takes out whatever looks like a token of Slack. */
function withoutTokens(text: string): string {
  return text.replace(/\bx(?:ox[a-z]|app)(?:\.xox[a-z])?-[\w.%-]+/gi, "(token)");
}

/** Of an error its message: what hangs on it may hold a request with its body. */
function textOf(part: unknown): string {
  if (Error.isError(part)) return `${part.name}: ${part.message}`;
  return typeof part === "string" ? part : typeof part;
}
