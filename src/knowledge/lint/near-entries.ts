import type { Searchable } from "../../search/searchable.ts";
import type { Entry } from "../entry.ts";
import { contentStems } from "./question-words.ts";

/**
 * An entry none of whose titles, questions, keywords and headings shares so much of a question, rare words weighing more,
 * is no rival for it. Of 3,000 generated questions this passes over none that loses, and one of 36 that win by too little.
 */
const rivalShare = 0.55;

/**
 * Finds the entries that may come near a question. Asking the whole index costs many times as much, and most questions have
 * no rival.
 */
export function createNearEntries(
  searchables: readonly Searchable[],
): (question: string) => ReadonlySet<Entry["id"]> {
  const units = searchables.flatMap(({ id, title, questions, keywords, headings }) =>
    [title, ...questions, keywords.join(" ; "), ...headings].map((text) => ({ id, text })),
  );
  const holders = new Map<string, number[]>();
  units.forEach(({ text }, number) => {
    for (const stem of contentStems(text)) {
      const list = holders.get(stem);
      if (list) list.push(number);
      else holders.set(stem, [number]);
    }
  });
  // Numbers by unit, which cost less than a map of those that share a word.
  const shared = new Float32Array(units.length);
  return (question) => {
    const touched: number[] = [];
    let all = 0;
    for (const stem of contentStems(question)) {
      const list = holders.get(stem) ?? [];
      const weight = Math.log(1 + units.length / (list.length + 1));
      all += weight;
      for (const number of list) {
        if (shared[number] === 0) touched.push(number);
        shared[number] = (shared[number] ?? 0) + weight;
      }
    }
    const near = touched.filter((number) => (shared[number] ?? 0) >= rivalShare * all);
    for (const number of touched) shared[number] = 0;
    return new Set(near.flatMap((number) => units[number]?.id ?? []));
  };
}
