/** A word of a sentence without the marks around it, and where it stands, `[start, end)`. */
export type Word = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether a mark of punctuation follows, or the end of its line. */
  readonly closes: boolean;
};

/** A longer one is a paste, and no word. */
const longest = 200;

/** The words of a text between blanks, commas and semicolons. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/([^\s,;]+)([^\S\n]*(?:[\n,;]|$))?/g)].flatMap((match) => {
    const [, raw = "", close] = match;
    if (raw.length > longest) return [];
    const before = /^["'`“”„‘’([{<*_~]*/.exec(raw)?.[0].length ?? 0;
    const word = raw.slice(before).replace(/["'`“”‘’)\]}>*_~.:!?]+$/, "");
    if (word === "") return [];
    const start = match.index + before;
    const end = start + word.length;
    const closes = close !== undefined || /[.:!?)]/.test(raw.slice(before + word.length));
    return [{ text: word, start, end, closes }];
  });
}
