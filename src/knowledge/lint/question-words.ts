import { isContentWord } from "../../search/stop-words.ts";
import { chunksOf } from "../../search/tokens.ts";

/** The stems of a text's words, each once, without those of grammar. */
export function contentStems(text: string): ReadonlySet<string> {
  const tokens = chunksOf(text).flatMap(({ parts }) => parts);
  return new Set(tokens.filter(({ word }) => isContentWord(word)).map(({ term }) => term));
}
