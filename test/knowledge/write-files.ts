import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes files by their paths below `folder`, with whatever folders they need. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A small page that is sound. */
export function soundAnswer(title: string, more = ""): string {
  return `---\ntitle: ${title}\nowner: ana\nquestions: [how do I ${title.toLowerCase()}]\n${more}---\n\n${title} like this.\n`;
}
