/** Replaces every match of a global `pattern` by what `word` says of it; undefined leaves the match as it is. */
export function rewrite(
  text: string,
  pattern: RegExp,
  word: (match: RegExpExecArray) => string | undefined,
): string {
  let written = "";
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    written += text.slice(from, match.index) + (word(match) ?? match[0]);
    from = match.index + match[0].length;
  }
  return written + text.slice(from);
}
