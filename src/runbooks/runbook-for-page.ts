import type { Corpus } from "../knowledge/corpus.ts";
import type { Entry } from "../knowledge/entry.ts";

/**
 * The runbook that a page shows: one for the alert, else one for the service; of several the one that was served most. Only
 * what everybody may read, since pages stand where everybody does.
 *
 * @param usesOf how often an entry was served of late
 */
export function runbookForPage(
  { entries }: Pick<Corpus, "entries">,
  { alert, service }: { readonly alert: string | undefined; readonly service: string | undefined },
  usesOf: (entry: string) => number,
): Entry | undefined {
  const open = entries.filter(
    (entry) =>
      entry.type === "runbook" &&
      entry.audience === "everyone" &&
      entry.status !== "archived" &&
      !entry.excluded,
  );
  const found = [
    open.filter(({ alerts }) => alert !== undefined && alerts.includes(alert)),
    open.filter(({ services }) => service !== undefined && services.includes(service)),
  ].find((some) => some.length > 0);
  return found?.toSorted((a, b) => usesOf(b.id) - usesOf(a.id))[0];
}
