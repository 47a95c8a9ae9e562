import { findSecrets } from "../secrets.ts";

/** A line of the folder for people to look at: secrets are dots. Undefined where the file cannot be read. */
export type SourceLine = (file: string, line: number) => string | undefined;

const password =
  /((?:passw(?:or)?d|passphrase|psk|key|token|secret|ntfy|webhook)["']?\s*[:=]\s*)(\S.*)$/i;

/**
 * Gives lines by file, relative to the knowledge folder, and number.
 *
 * @param textOf what a file holds
 */
export function createSourceLines(textOf: (file: string) => string | undefined): SourceLine {
  const linesOf = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = linesOf.get(file);
    if (known) return known[line - 1];
    const text = textOf(file);
    const lines = text === undefined ? [] : masked(text).split("\n").map(withoutPassword);
    linesOf.set(file, lines);
    return lines[line - 1];
  };
}

function masked(text: string): string {
  let shown = "";
  let from = 0;
  for (const { start, end } of findSecrets(text)) {
    shown += text.slice(from, start) + text.slice(start, end).replace(/[^\n]/g, "•");
    from = end;
  }
  return shown + text.slice(from);
}

const withoutPassword = (line: string) =>
  line.replace(password, (_, key: string, value: string) => key + "•".repeat(value.length));
