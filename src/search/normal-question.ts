import { isContentWord } from "./stop-words.ts";
import { chunksOf } from "./tokens.ts";

/**
 * Grammar that changes what is asked: turning something off is not turning it on, and who owns it is not where it is.
 * The search may overlook these words; whoever asks whether two questions are one must not.
 */
const tellingWords: ReadonlySet<string> = new Set(
  `after before cannot cant couldnt didnt doesnt dont isnt never no not off out when where who whom whose why without
  wont`.split(/\s+/),
);

/**
 * Brings a question to the form in which two spellings of it are equal: NFKC, lower case, without punctuation, accents
 * and words of grammar or manners, each word by its stem. `Restart flux-capacitor, please!!` and `restart the flux
 * capacitor` are both `restart flux capacitor`.
 *
 * The words keep their order: "copy staging to prod" and "copy prod to staging" are two questions. A question that is
 * nothing but grammar keeps all its words, or all of those would be one.
 */
export function normalQuestion(question: string): string {
  const words = chunksOf(question).flatMap(({ parts }) => parts);
  const content = words.filter(({ word }) => isContentWord(word) || tellingWords.has(word));
  return (content.length > 0 ? content : words).map(({ term }) => term).join(" ");
}
