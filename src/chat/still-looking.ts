import { type Reply, removalOf } from "./reply.ts";

/** Key of the words that say that we are still at something, by the key of the reply that it will get. */
export function stillKey(reply: string): string {
  return `still:${reply}`;
}

/**
 * Makes the reply to an item the new version of the words that were said while it was in work: they become the answer.
 * What is for one person alone does not, nor what is the new version of another message: then the words go.
 *
 * @param words the reply that says "Still looking", by its {@link stillKey}
 */
export function inPlaceOf(words: Reply, replies: readonly Reply[]): readonly Reply[] {
  const answer = replies.find(({ key }) => stillKey(key) === words.key);
  if (answer === undefined || answer.audience !== "everyone" || answer.updateOf !== undefined) {
    return [removalOf(words.key, `gone:${words.key}`, words.to), ...replies];
  }
  return replies.map((one) => (one === answer ? { ...one, updateOf: words.key } : one));
}
