import type { Catalogue } from "../knowledge/catalogue.ts";
import type { Entry } from "../knowledge/entry.ts";

/**
 * Environments that a question names, by id or by another word of the catalogue, in the catalogue's order.
 *
 * @param own ids that a runbook has; those that the catalogue lacks come last
 */
export function environmentsNamed(
  question: string,
  catalogue: Catalogue,
  own: readonly string[],
): readonly string[] {
  const words = new Set(question.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu));
  const lacking = own.filter((id) => !Object.hasOwn(catalogue.environments, id));
  return [
    ...Object.entries(catalogue.environments),
    ...lacking.map((id): [string, readonly string[]] => [id, []]),
  ]
    .filter(([id, others]) => [id, ...others].some((word) => words.has(word.toLowerCase())))
    .map(([id]) => id);
}

/** Environments in which a runbook may be run: its own, else those of its services; empty: it has no such thing. */
export function environmentsOf(runbook: Entry, catalogue: Catalogue): readonly string[] {
  const own = Object.keys(runbook.environments);
  if (own.length > 0) return own;
  const services = catalogue.services.filter(({ id }) => runbook.services.includes(id));
  return [...new Set(services.flatMap(({ environments }) => environments ?? []))];
}
