import { BotError } from "../kernel/bot-error.ts";
import { createNearest } from "../search/nearest.ts";

/**
 * Reads one of a few words that an option allows.
 *
 * @throws BotError USAGE_INVALID for any other, naming all of them and the nearest
 */
export function oneOf<T extends string>(option: string, word: string, words: readonly T[]): T {
  const found = words.find((one) => one === word);
  if (found !== undefined) return found;
  const nearest = createNearest(words.map((item) => ({ item, names: [item] })))(word, 1)[0];
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  throw new BotError(
    "USAGE_INVALID",
    `${option} is ${JSON.stringify(word)}: expected one of ${words.join(", ")}.${hint}`,
  );
}
