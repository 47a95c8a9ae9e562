import { BotError } from "../kernel/bot-error.ts";
import { createNearest } from "../search/nearest.ts";

/** What may be named by its id, and the other names that somebody may have meant by what they wrote. */
export type Known<T> = {
  readonly id: string;
  readonly names: readonly string[];
  readonly item: T;
};

/**
 * Finds what has the id that was given.
 *
 * @param what the option or argument that gave it
 * @param expected what such ids are
 * @throws BotError USAGE_INVALID, which names the nearest
 */
export function itemOfId<T>(
  id: string,
  known: readonly Known<T>[],
  what: string,
  expected: string,
): T {
  const found = known.find((one) => one.id === id);
  if (found) return found.item;
  const nearestTo = createNearest(known.map((item) => ({ item, names: [item.id, ...item.names] })));
  const [nearest] = nearestTo(id, 1);
  const hint = nearest ? ` Did you mean "${nearest.id}"?` : " Look it up, and name that.";
  throw new BotError(
    "USAGE_INVALID",
    `${what} is ${JSON.stringify(id)}: expected ${expected}.${hint}`,
  );
}
