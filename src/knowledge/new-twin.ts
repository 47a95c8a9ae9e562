import type { Entry } from "./entry.ts";
import { type Lexicon, verbsOf } from "./lexicon.ts";

/**
 * Finds a runbook in force that does the same to the same service in an environment of those given, so that no question
 * could decide between the two. None given, or none named by it: it is for all of them.
 */
export function newTwin(
  entries: readonly Entry[],
  service: string,
  verb: string,
  environments: readonly string[],
  lexicon: Lexicon,
): Entry | undefined {
  const shares = (others: readonly string[]) =>
    others.length === 0 ||
    environments.length === 0 ||
    others.some((id) => environments.includes(id));
  return entries.find(
    (entry) =>
      entry.native &&
      entry.type === "runbook" &&
      entry.status === "active" &&
      entry.services.length > 0 &&
      entry.services.every((one) => one === service) &&
      verbsOf(entry, lexicon).includes(verb) &&
      shares(Object.keys(entry.environments)),
  );
}
