import type { Index } from "../../src/search/create-index.ts";
import type { Ranking } from "../../src/search/ranking.ts";
import type { Searchable } from "../../src/search/searchable.ts";

/** An entry with a title and nothing else, but what is given. */
export function searchableOf(given: Partial<Searchable> & { readonly id: string }): Searchable {
  return {
    title: given.id,
    questions: [],
    keywords: [],
    headings: [],
    body: [],
    boost: 1,
    ...given,
  };
}

/** Asks as somebody who may know of every entry. */
export function askAll(index: Index, question: string): Ranking {
  return index.search(question, { allows: () => true });
}

export const idsOf = ({ hits }: Ranking): readonly string[] => hits.map(({ id }) => id);
