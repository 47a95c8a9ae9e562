import { mapProseLines } from "./code-fences.ts";

/** A longer line is a picture in letters or a paste; what follows is not shown. */
const longestLine = 5_000;

/** How often a piece of a line, or a line, is repeated before the rest goes. */
const mostRepeats = 40;

const repeatedPiece = new RegExp(`(.{1,12}?)\\1{${mostRepeats},}`, "gu");

/**
 * Takes the sting out of text made to keep a Markdown parser busy (its time grows with the square of nesting and of
 * unclosed marks): quotations are nested at most 8 deep, a piece of up to 12 characters is repeated at most 40 times on
 * a line, a line is repeated at most 40 times (one more is empty), and a line has at most 5,000 characters. Code stays as
 * it is.
 */
export function tameMarkdown(text: string): string {
  let above = "";
  let repeats = 0;
  return mapProseLines(text, (line) => {
    repeats = line === above ? repeats + 1 : 1;
    above = line;
    if (repeats > mostRepeats) return "";
    const quotes = line.replace(/^((?:[ \t]*>){8})(?:[ \t]*>)+/, "$1");
    if (quotes.length < 200) return quotes;
    return quotes
      .slice(0, longestLine)
      .replace(repeatedPiece, (_, piece: string) => piece.repeat(mostRepeats));
  });
}
