import { createIndex, type Index } from "../search/create-index.ts";
import { createNearest } from "../search/nearest.ts";
import type { Corpus } from "./corpus.ts";
import type { Entry } from "./entry.ts";
import { searchableEntry } from "./searchable-entry.ts";

/** A corpus that can be asked. */
export type KnowledgeBase = {
  readonly corpus: Corpus;
  readonly index: Index;
  /** The entries whose title comes near a text, nearest first. */
  readonly nearestEntries: (text: string, limit: number) => readonly Entry[];
};

/** Makes a corpus ready to be asked; entries that no search may find are left out. */
export function indexKnowledge(corpus: Corpus): KnowledgeBase {
  const found = corpus.entries.filter((entry) => !entry.excluded && entry.status !== "draft");
  let nearest: KnowledgeBase["nearestEntries"] | undefined;
  return {
    corpus,
    index: createIndex(found.map((entry) => searchableEntry(entry, corpus.catalogue))),
    nearestEntries(text, limit) {
      // Made when first needed: most questions find something without it.
      nearest ??= createNearest(found.map((item) => ({ item, names: [item.title] })));
      return nearest(text, limit);
    },
  };
}
