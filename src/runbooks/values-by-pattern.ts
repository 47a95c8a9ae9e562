import type { ParamRule } from "./param-rule.ts";
import type { Word } from "./words-of.ts";

/** How many words a value may consist of, where its pattern allows for blanks. */
const mostWords = 4;

/**
 * The values that params get from the form of a word alone: `kafka2` where the pattern is `^kafka[1-3]$`. Exactly one word
 * must fit, said as often as you like, and it must not fit another param as well.
 *
 * @param words of `text`
 * @param rules of params with patterns that tell a value from an ordinary word
 */
export function valuesByPattern(
  text: string,
  words: readonly Word[],
  rules: ReadonlyMap<string, ParamRule>,
): ReadonlyMap<string, string> {
  const fits = [...rules].map(([name, rule]) => ({ name, values: fitting(text, words, rule) }));
  return new Map(
    fits.flatMap(({ name, values }) => {
      const [value, another] = [...values];
      if (value === undefined || another !== undefined) return [];
      const isOthers = fits.some((other) => other.name !== name && other.values.has(value));
      return isOthers ? [] : [[name, value] as const];
    }),
  );
}

/** Of several words that begin at the same place the longest run counts. */
function fitting(text: string, words: readonly Word[], rule: ParamRule): ReadonlySet<string> {
  const found = new Set<string>();
  let index = 0;
  while (index < words.length) {
    const run = words.slice(index, index + (rule.blanks ? mostWords : 1));
    const length = run.findLastIndex(({ end }) => rule.accepts(text.slice(run[0]?.start, end))) + 1;
    if (length > 0) found.add(text.slice(run[0]?.start, run[length - 1]?.end));
    index += Math.max(1, length);
  }
  return found;
}
