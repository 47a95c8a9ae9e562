import { createIndex, type Index } from "../search/create-index.ts";
import { createNearest } from "../search/nearest.ts";
import type { Corpus } from "./corpus.ts";
import type { Entry } from "./entry.ts";
import { type Checked, lastChecked } from "./freshness.ts";
import type { History } from "./git-history.ts";
import { createNames, type Names } from "./names.ts";
import { searchableEntry } from "./searchable-entry.ts";

/** A corpus that can be asked. */
export type KnowledgeBase = {
  readonly corpus: Corpus;
  readonly index: Index;
  /** The resolver of names; the same object on every call. */
  readonly names: () => Names;
  /** The entries whose title comes near a text, nearest first. */
  readonly nearestEntries: (text: string, limit: number) => readonly Entry[];
  /** When an entry was last looked at, as far as that is known on that day. */
  readonly checkedOf: (entry: Entry, today: Temporal.PlainDate) => Checked | undefined;
};

const noHistory: History = new Map();

/**
 * Makes a corpus ready to be asked; entries that no search may find are left out.
 *
 * @param history who changed its pages, as far as that is known when somebody asks
 */
export function indexKnowledge(
  corpus: Corpus,
  history: () => History = () => noHistory,
): KnowledgeBase {
  const found = corpus.entries.filter((entry) => !entry.excluded && entry.status !== "draft");
  let nearest: KnowledgeBase["nearestEntries"] | undefined;
  let names: Names | undefined;
  return {
    corpus,
    index: createIndex(found.map((entry) => searchableEntry(entry, corpus.catalogue))),
    names() {
      names ??= createNames(corpus.catalogue, corpus.entries);
      return names;
    },
    nearestEntries(text, limit) {
      // Made when first needed: most questions find something without it.
      nearest ??= createNearest(found.map((item) => ({ item, names: [item.title] })));
      return nearest(text, limit);
    },
    checkedOf: (entry, today) =>
      lastChecked(entry, history().get(entry.file) ?? [], corpus.catalogue.people, today),
  };
}
