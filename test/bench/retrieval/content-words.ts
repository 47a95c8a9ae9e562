import lunr from "lunr";

/** The words of a text in lower case, in their order. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether a word, in lower case, is of grammar only, by lunr's list of English ones. */
export function isGrammar(word: string): boolean {
  return lunr.stopWordFilter(word) === undefined;
}

/** The words of a text that are not of grammar; all of them when there are no others. */
export function contentOf(text: string): readonly string[] {
  const words = wordsOf(text);
  const content = words.filter((word) => !isGrammar(word));
  return content.length > 0 ? content : words;
}
