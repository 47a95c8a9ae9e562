import type { YamlPath } from "./yaml-source.ts";
import { type Fault, printPath, quote, unknownKey, valueAt } from "./zod-problems.ts";

/** A fault in words; the rule where none but one can be meant. */
export type ToldFault = {
  readonly rule: "K002" | undefined;
  /** Where it is, as people write it. */
  readonly about: string;
  readonly message: string;
};

/**
 * Puts a fault of an item into words: what stands there, and what is expected.
 *
 * @param above the path of the item in its file
 * @param nearestKey of the keys that such an item may have
 */
export function tellFault(
  { path, expected }: Fault,
  item: unknown,
  above: YamlPath,
  nearestKey: (key: string) => string | undefined,
): ToldFault {
  const about = printPath([...above, ...path]);
  if (expected === unknownKey) {
    const key = String(path.at(-1));
    const near = nearestKey(key);
    const hint = near === undefined || near === key ? "" : ` Did you mean "${near}"?`;
    const message = `"${about}" is no key that anything reads.${hint} Correct or delete it.`;
    return { rule: "K002", about, message };
  }
  const end = expected.endsWith("?") ? "" : ".";
  const message = `"${about}" is ${quote(valueAt(item, path))}: ${expected}${end}`;
  return { rule: undefined, about, message };
}
