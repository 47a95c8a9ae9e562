import { type Reply, removalOf } from "./reply.ts";

/**
 * Makes the reply to an item the new version of the words that were said while it was in work: they become the answer.
 * What is for one person alone, or for another place, does not: then the words go.
 *
 * @param words the reply that says "Still looking", with the key of the reply that it waits for
 */
export function inPlaceOf(words: Reply, replies: readonly Reply[]): readonly Reply[] {
  const answer = replies.find(({ key }) => key === words.key);
  const rest = replies.filter((one) => one !== answer);
  const key = `found:${words.key}`;
  if (answer === undefined || answer.audience !== "everyone" || answer.updateOf !== undefined) {
    const kept = answer === undefined ? [] : [{ ...answer, key }];
    return [removalOf(words.key, `gone:${words.key}`, words.to), ...kept, ...rest];
  }
  return [{ ...answer, key, updateOf: words.key }, ...rest];
}
