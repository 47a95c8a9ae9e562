import type { Searchable } from "../search/searchable.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Entry } from "./entry.ts";

/** What search is told of an entry: its words, the alerts it is for, and every name of its services. */
export function searchableEntry(entry: Entry, catalogue: Catalogue): Searchable {
  const services = catalogue.services.filter(({ id }) => entry.services.includes(id));
  return {
    id: entry.id,
    title: entry.title,
    questions: entry.questions,
    keywords: [
      ...entry.keywords,
      ...entry.alerts.filter((alert) => alert !== entry.title),
      ...services.flatMap(({ id, name, aliases }) => [id, name, ...aliases]),
    ],
    headings: entry.headings,
    body: entry.paragraphs,
    boost: entry.boost,
  };
}
