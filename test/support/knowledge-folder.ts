import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Texts of files by their path in the folder. */
export type Files = Readonly<Record<string, string>>;

/** Writes files into a folder, and makes the folders that they need. */
export function writeFiles(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** Writes the text of a page: front matter, given as lines of YAML, and a body. */
export function page(fields: readonly string[], body: string): string {
  return `---\n${fields.join("\n")}\n---\n\n${body}\n`;
}
