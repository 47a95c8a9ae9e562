import { parseGapId, printGapId } from "../gaps/gap.ts";
import { BotError } from "../kernel/bot-error.ts";
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
