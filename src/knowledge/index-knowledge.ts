import type { Steps } from "../kernel/steps.ts";
import { createIndex, type Index, indexSteps } from "../search/create-index.ts";
import { createNearest } from "../search/nearest.ts";
import type { Searchable } from "../search/searchable.ts";
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
  const found = foundIn(corpus);
  return baseOf(corpus, found, createIndex(searchablesOf(found, corpus)), history);
}

/** The same step by step, ready to be asked at once. */
export function* indexKnowledgeSteps(
  corpus: Corpus,
  history: () => History = () => noHistory,
): Steps<KnowledgeBase> {
  const found = foundIn(corpus);
  return baseOf(corpus, found, yield* indexSteps(searchablesOf(found, corpus)), history);
}

function foundIn({ entries }: Corpus): readonly Entry[] {
  return entries.filter((entry) => !entry.excluded && entry.status !== "draft");
}

function searchablesOf(found: readonly Entry[], { catalogue }: Corpus): readonly Searchable[] {
  return found.map((entry) => searchableEntry(entry, catalogue));
}

function baseOf(
  corpus: Corpus,
  found: readonly Entry[],
  index: Index,
  history: () => History,
): KnowledgeBase {
  let nearest: KnowledgeBase["nearestEntries"] | undefined;
  let names: Names | undefined;
  return {
    corpus,
    index,
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
