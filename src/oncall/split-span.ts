import { isSpan, joiners, parseSpan } from "./span-words.ts";
import { monthOf } from "./spoken-day.ts";
import { readLength } from "./spoken-length.ts";
import { parseTime } from "./spoken-time.ts";

type SplitLine = {
  readonly before: readonly string[];
  readonly span: readonly string[];
  readonly after: readonly string[];
};

/** No span needs more: "from next friday at 18:00 until the 2nd of march 2027 at 9 am" has 15. */
const mostWords = 16;

/** A command has its span near its front; all of a long text would take too long. */
const searchedWords = 100;

/**
 * Finds the words of a span in a line: of `primary @bo fri 18:00 to mon 9 instead of @ana` it is `fri 18:00 to mon 9`.
 *
 * Takes the longest that can be read, from the first word where one can be. When further words of time stand beside it,
 * as in `fri 18:00 to mno 9`, it goes on to the next name, "instead" or "with", so that `readSpan` refuses it whole and
 * quotes what is wrong. Without any time in the line the span is empty and all words are before it.
 */
export function splitSpan(words: readonly string[]): SplitLine {
  const found = readable(words) ?? firstTime(words);
  let [begin, end] = found;
  while (begin > 0 && isTimeWord(words[begin - 1])) begin -= 1;
  if (begin < found[0] || isTimeWord(words[end])) end = nextStop(words, end);
  return { before: words.slice(0, begin), span: words.slice(begin, end), after: words.slice(end) };
}

type Range = readonly [begin: number, end: number];

function readable(words: readonly string[]): Range | undefined {
  for (let begin = 0; begin < Math.min(words.length, searchedWords); begin += 1) {
    for (let end = Math.min(words.length, begin + mostWords); end > begin; end -= 1) {
      if (isSpan(parseSpan(words.slice(begin, end).join(" ")))) return [begin, end];
    }
  }
  return undefined;
}

function firstTime(words: readonly string[]): Range {
  const begin = words.findIndex((word) => parseTime(word) !== undefined);
  return begin < 0 ? [words.length, words.length] : [begin, begin + 1];
}

function isTimeWord(word: string | undefined): boolean {
  const plain = word?.toLowerCase() ?? "";
  return (
    plain === "from" ||
    joiners.includes(plain) ||
    monthOf(plain) !== undefined ||
    readLength(plain) !== undefined ||
    parseTime(plain) !== undefined
  );
}

function nextStop(words: readonly string[], from: number): number {
  const at = words.findIndex(
    (word, index) => index >= from && /^(?:[@<].*|instead|with)$/i.test(word),
  );
  return at < 0 ? words.length : at;
}
