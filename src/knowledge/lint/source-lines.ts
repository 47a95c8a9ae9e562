import type { CatalogueFile } from "../catalogue.ts";
import type { Corpus } from "../corpus.ts";
import { findSecrets } from "../secrets.ts";

/** A line of the folder for people to look at: secrets are dots. Undefined where the file cannot be read. */
export type SourceLine = (file: string, line: number) => string | undefined;

const password = /((?:passw(?:or)?d|passphrase|psk|key|token|secret)["']?\s*[:=]\s*)(\S.*)$/i;

/** Gives lines by file, relative to the knowledge folder, and number. */
export function createSourceLines(
  corpus: Corpus,
  otherFiles: readonly CatalogueFile[],
): SourceLine {
  const yaml = [...corpus.catalogueFiles, ...corpus.importFiles, ...otherFiles];
  const texts = new Map(yaml.map(({ file, text }) => [file, text]));
  const linesOf = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = linesOf.get(file);
    if (known) return known[line - 1];
    const text = corpus.pages.get(file)?.text ?? texts.get(file);
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
