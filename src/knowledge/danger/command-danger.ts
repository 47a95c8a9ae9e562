import type { Danger } from "../entry-fields.ts";
import type { Fence } from "../fence.ts";
import { isWorse } from "./danger-order.ts";
import { dangersIn } from "./shell-danger.ts";
import { worstStatement } from "./sql-danger.ts";

/** One command of some code, and what it may do at its worst. */
export type DangerousCommand = {
  readonly danger: Danger;
  /** As it is written. */
  readonly text: string;
  /** Offset in the code. */
  readonly start: number;
};

const shells: ReadonlySet<string> = new Set(
  "sh shell bash zsh ksh fish console terminal shell-session shellsession sh-session".split(" "),
);
const sqlDialects: ReadonlySet<string> = new Set(
  "sql psql pgsql postgres postgresql plpgsql mysql mariadb sqlite".split(" "),
);

/** Whether a fence is something to type, and not output, a file or a query that only reads. */
export function isCommand({ language, attributes }: Fence): boolean {
  if (attributes.output !== undefined) return false;
  // Attributes right after the backquotes stand where the language does.
  if (language === undefined || language.startsWith("{")) return true;
  return shells.has(language.toLowerCase()) || sqlDialects.has(language.toLowerCase());
}

/**
 * Tells the least danger that code implies by its commands, wherever they run: behind `sudo`, `ssh` or `xargs`, in a
 * substitution, in the text given to `sh -c` or `psql -c`. What is only printed or looked for is no command, and what is
 * tried with `--dry-run` does nothing. Takes time in proportion to the code.
 *
 * @param language the fence's, which tells SQL from commands; SQL among commands is recognised, too
 * @returns "medium" or "high", or "none" when no such command is there; never "low"
 */
export function impliedDanger(code: string, language?: string): Danger {
  return worstCommand(code, language)?.danger ?? "none";
}

/** The first of the most dangerous commands of some code; undefined when it has none. */
export function worstCommand(code: string, language?: string): DangerousCommand | undefined {
  if (language !== undefined && sqlDialects.has(language.toLowerCase())) {
    const worst = worstStatement(code);
    return worst && { ...worst, text: code.slice(worst.start, worst.end) };
  }
  let worst: DangerousCommand | undefined;
  for (const one of dangersIn(code)) {
    if (!isWorse(one.danger, worst?.danger ?? "none")) continue;
    worst = { danger: one.danger, text: code.slice(one.start, one.end).trim(), start: one.start };
  }
  return worst;
}
