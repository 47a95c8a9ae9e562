import { createRequire } from "node:module";
import type { Logger } from "matrix-js-sdk/lib/logger.js";

/** Where the packages' own loggers hang. */
type LogLevel = QuietedLogger & {
  getLoggers(): Readonly<Record<string, QuietedLogger>>;
};
type QuietedLogger = { methodFactory: () => () => void; rebuild(): void };

/**
 * Takes the lines of Matrix's packages: errors alone, since the others hold what was asked of the homeserver, and no
 * secret in them.
 */
export function createQuietLogger(say: (line: string) => void): Logger {
  const logger: Logger = {
    trace() {},
    debug() {},
    info() {},
    warn() {},
    error: (...parts: readonly unknown[]) =>
      say(parts.map((part) => withoutSecrets(textOf(part))).join(" ")),
    getChild: () => logger,
  };
  return logger;
}

/**
 * Silences the loggers that modules of the packages use beside the one they are given, those that come later among them.
 * They would write to the console, for the whole process.
 */
export function silencePackages(): void {
  // The very copy that they use, wherever it lies.
  const loglevel: LogLevel = createRequire(import.meta.resolve("matrix-js-sdk"))("loglevel");
  for (const logger of [loglevel, ...Object.values(loglevel.getLoggers())]) {
    logger.methodFactory = () => () => {};
    logger.rebuild();
  }
}

/** Takes out whatever looks like a token, a password or a recovery key. */
function withoutSecrets(text: string): string {
  return text
    .replace(/\b(?:syt|syr|mat|mct|mar)_\w+/g, "(token)")
    .replace(/\b(bearer )\S+/gi, "$1(token)")
    .replace(
      /\b((?:access_token|refresh_token|password)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"'&,}]+)/gi,
      "$1(secret)",
    )
    .replace(/\bE[sS][\dA-Za-z]{2}(?: ?[\dA-Za-z]{4}){11}/g, "(recovery key)");
}

/** Of an error its message: what hangs on it may hold a request with its body. */
function textOf(part: unknown): string {
  if (Error.isError(part)) return `${part.name}: ${part.message}`;
  return typeof part === "string" ? part : typeof part;
}
