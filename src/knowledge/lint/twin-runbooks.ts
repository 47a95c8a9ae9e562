import { compare } from "../compare.ts";
import type { Entry } from "../entry.ts";
import { lexiconOf, verbsOf } from "../lexicon.ts";
import type { Check } from "./check.ts";
import { runbooksAmong } from "./runbooks-among.ts";

/** K035: two runbooks for the same, between which no question can decide; told at the later one by path. */
export const twinRunbooks: Check = function* ({ pages, corpus, catalogue }) {
  const lexicon = lexiconOf(catalogue, corpus.entries);
  const served = runbooksAmong(pages)
    .filter(({ entry: { id, file, status, services } }) => {
      const isInForce = corpus.entryById.get(id)?.file === file;
      return status === "active" && services.length > 0 && isInForce;
    })
    .sort((a, b) => compare(a.file, b.file));
  const groups = Map.groupBy(served, ({ entry: { services } }) =>
    JSON.stringify([...new Set(services)].sort(compare)),
  );
  for (const group of groups.values()) {
    const runbooks = group.map((page) => ({ page, verbs: verbsOf(page.entry, lexicon) }));
    for (const [index, { page, verbs }] of runbooks.entries()) {
      const verbOf = (other: (typeof runbooks)[number]) =>
        verbs.find((verb) => other.verbs.includes(verb));
      const twin = runbooks
        .slice(0, index)
        .find((other) => verbOf(other) && shareEnvironment(other.page.entry, page.entry));
      if (!twin) continue;
      const { file, at, entry } = page;
      const message = `${twin.page.file} is for the same, too: "${verbOf(twin)}" of ${entry.services.join(", ")} in the same environment.`;
      yield { rule: "K035", file, ...at(["services"]), message, about: twin.page.file };
    }
  }
};

/** An entry that names no environments is for all of them. */
function shareEnvironment(one: Entry, other: Entry): boolean {
  const [ids, others] = [Object.keys(one.environments), Object.keys(other.environments)];
  return ids.length === 0 || others.length === 0 || ids.some((id) => others.includes(id));
}
