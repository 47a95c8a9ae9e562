import { type Face, lettersOf, textWidth } from "./text-width.ts";

export type Fitted = { readonly size: number; readonly lines: readonly string[] };

/**
 * Breaks text into lines of at most so many em: between words, and inside one that is wider than a line. The space at which
 * a line is broken stays at its end, so that the lines together are the text.
 */
export function textLines(text: string, face: Face, mostEm: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const part of text.match(/\s*\S+\s?|\s+/gu) ?? []) {
    const width = textWidth(part.trimEnd(), face);
    if (used + width > mostEm) end();
    if (width <= mostEm) {
      add(part);
      continue;
    }
    for (const letter of lettersOf(part)) {
      if (used + textWidth(letter.trimEnd(), face) > mostEm) end();
      add(letter);
    }
  }
  return [...lines, line];

  function add(words: string): void {
    line += words;
    used += textWidth(words, face);
  }

  function end(): void {
    if (line !== "") lines.push(line);
    line = "";
    used = 0;
  }
}

/** Lists phrases with dots between them, and breaks lines between phrases; inside one only when it is wider than a line. */
export function phraseLines(
  phrases: readonly string[],
  face: Face,
  mostEm: number,
): readonly string[] {
  const lines: string[] = [];
  for (const phrase of phrases) {
    const line = lines.at(-1);
    const longer = line === undefined ? phrase : `${line} · ${phrase}`;
    if (line !== undefined) lines.pop();
    if (textWidth(longer, face) <= mostEm) lines.push(longer);
    else
      lines.push(...(line === undefined ? [] : [`${line} `]), ...textLines(phrase, face, mostEm));
  }
  return lines;
}

/**
 * Finds how to set text into a width: in as few lines as are possible at `least` or more, and at the largest size at which
 * these lines fit. Lengths are in millimetres.
 */
export function fittedLines(
  text: string,
  face: Face,
  { width, most, least }: { readonly width: number; readonly most: number; readonly least: number },
): Fitted {
  const smallest = { size: least, lines: textLines(text, face, width / least) };
  for (let size = most; size > least; size *= 0.97) {
    const lines = textLines(text, face, width / size);
    if (lines.length <= smallest.lines.length) return { size, lines };
  }
  return smallest;
}
