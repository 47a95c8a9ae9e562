/** The first words of a text, as many as wanted, and the text after them as it is written. */
export function cutAfter(
  text: string,
  count: number,
): { readonly words: readonly string[]; readonly rest: string } {
  const words: string[] = [];
  let rest = text.trim();
  while (words.length < count && rest !== "") {
    const [, word = "", after = ""] = /^(\S+)\s*(.*)$/s.exec(rest) ?? [];
    words.push(word);
    rest = after;
  }
  return { words, rest };
}

/** A text without the signs that part it from what stands before. */
export function withoutLeadIn(text: string): string {
  return text.replace(/^(?:[\s:,;]|[–—-]+\s)+/, "");
}

export function isAsked(text: string): boolean {
  return /\?\s*$/.test(text);
}
