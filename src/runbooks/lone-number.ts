import type { Param } from "../knowledge/entry-fields.ts";
import type { Word } from "./words-of.ts";

/** A whole number, and whether it is said to be the goal: "to 4". */
type LoneNumber = { readonly text: string; readonly isGoal: boolean };

/** After these a number is a time, an amount of change or a start: "in 5", "by 2", "from 3". */
const otherUse = new Set(
  "in for since by up down at from of after before within every last past than over under about around".split(
    " ",
  ),
);
/** What may follow a number that counts nothing: "scale it 4 on prod". */
const small = new Set(
  "and or but for on in at of with please now again instead because so then via asap thanks".split(
    " ",
  ),
);

/**
 * The one number of a text, if it can be meant for a param: "scale checkout to 4", "4 pods" where the param's description
 * speaks of pods; not "12 errors", and not the 5 of "in 5 minutes".
 */
export function loneNumber(words: readonly Word[], param: Param): LoneNumber | undefined {
  const indexes = words.flatMap(({ text }, index) => (/^-?\d+$/.test(text) ? [index] : []));
  const [index = -1, another] = indexes;
  const number = words[index];
  if (!number || another !== undefined) return undefined;
  const before = words[index - 1]?.text.toLowerCase() ?? "";
  if (before === "to") return { text: number.text, isGoal: true };
  const next = number.closes ? undefined : words[index + 1]?.text.toLowerCase();
  const described: readonly string[] = param.description?.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = next !== undefined && !small.has(next) && !described.includes(next);
  return otherUse.has(before) || counts ? undefined : { text: number.text, isGoal: false };
}
