import { mapProseLines } from "../code-fences.ts";

/** A line of a page outside its code fences. */
export type ProseLine = {
  /** From 1, as in the file. */
  readonly line: number;
  /** With blanks for code spans, so that every column stays. */
  readonly text: string;
};

/** The lines of a page outside of code; front matter and comments are among them. */
export function proseLines(text: string): readonly ProseLine[] {
  const lines: ProseLine[] = [];
  mapProseLines(text, (line, index) => {
    if (line.trim() !== "") lines.push({ line: index + 1, text: blankCode(line) });
    return line;
  });
  return lines;
}

function blankCode(line: string): string {
  if (!line.includes("`")) return line;
  return line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, (code) => " ".repeat(code.length));
}
