import { fold, type Token, tokenOf } from "../search/tokens.ts";

/** A word of what somebody wrote. */
export type SpokenWord = Token & {
  /** Where it stands in the text that was read, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What stands before it: the beginning of a clause, a blank, or a sign within a name such as `payments-api`. */
  readonly before: "clause" | "blank" | "hyphen" | "dot";
};

/** More words than this are a pasted log; the rest of it is not read. */
const mostWords = 2_000;

/** NFKC, on one line's worth of plain quotes: the text in which {@link SpokenWord} places stand. */
export function spokenText(text: string): string {
  return text.normalize("NFKC").replace(/[’ʼ]/g, "'");
}

/** Cuts a text, given as {@link spokenText} leaves it, into words: runs of letters and digits; `'s` is left out. */
export function spokenWords(text: string): readonly SpokenWord[] {
  const words: SpokenWord[] = [];
  let last = 0;
  for (const found of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:'\p{L}+)*/gu)) {
    if (words.length === mostWords) break;
    const start = found.index;
    const bare = found[0].replace(/'s$/i, "");
    const token = tokenOf(fold(bare.replaceAll("'", "")));
    const before = words.length === 0 ? "clause" : between(text.slice(last, start));
    words.push({ ...token, start, end: start + bare.length, before });
    last = start + found[0].length;
  }
  return words;
}

function between(signs: string): SpokenWord["before"] {
  if (/^[-_]+$/.test(signs)) return "hyphen";
  if (/^[./@:=]$/.test(signs)) return "dot";
  return /^[ \t]*["'`*_~<@#(]*$/.test(signs) || /^["'`*_~>)]*[ \t]+["'`*_~<@#(]*$/.test(signs)
    ? "blank"
    : "clause";
}
