import { parseGapId, printGapId } from "../gaps/gap.ts";
import { BotError } from "../kernel/bot-error.ts";
import { createNearest } from "../search/nearest.ts";
import type { OpenGaps } from "./open-gaps.ts";

/**
 * Reads the number of a gap.
 *
 * @throws BotError USAGE_INVALID when the word is none
 */
export function gapIdNamed(word: string): number {
  const id = parseGapId(word);
  if (id !== undefined) return id;
  throw new BotError(
    "USAGE_INVALID",
    `${JSON.stringify(word)} is no number of a gap: expected one such as G-12. "ama gaps list" names them.`,
  );
}

/** Says that there is no such gap, and which number comes nearest. */
export async function unknownGap(id: number, { list, file }: OpenGaps): Promise<BotError> {
  const nearest = await list.nearest(id);
  const expected =
    nearest === undefined
      ? 'expected one that was recorded, and none was. "ama ask --record" records what has no answer.'
      : `expected one that was recorded; the nearest is ${printGapId(nearest)}. "ama gaps list --all" names them.`;
  return new BotError("USAGE_INVALID", `There is no gap ${printGapId(id)} in ${file}: ${expected}`);
}

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
