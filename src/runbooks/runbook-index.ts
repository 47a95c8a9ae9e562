import type { Corpus } from "../knowledge/corpus.ts";
import type { Entry } from "../knowledge/entry.ts";
import { verbsOf } from "../knowledge/lexicon.ts";
import type { Names } from "../knowledge/names.ts";
import type { Service } from "../knowledge/service.ts";
import { type SpokenWord, spokenText, spokenWords } from "../knowledge/spoken-words.ts";

/** How near an entry is to a service: written for it, for all of its kind, for any. */
export type Specificity = 3 | 2 | 1;

export type BoundRunbook = { readonly entry: Entry; readonly specificity: Specificity };

/** What the rules look up; entries in the corpus' order, whoever may read them. */
export type RunbookIndex = {
  /** Runbooks that do this to the service. */
  doing(verb: string, service: Service): readonly BoundRunbook[];
  /** How often runbooks that do this were served of late, of those that are written for the service. */
  usesOf(verb: string, service: Service): number;
  withAlert(name: string): readonly Entry[];
  /** All that there is for the service, most used first; a tie goes to what is written for it. */
  about(service: Service): readonly Entry[];
  /** Entries that have these words, in this order, as one of their own questions. */
  asking(words: readonly SpokenWord[]): readonly Entry[];
  /** The same for titles. */
  titled(words: readonly SpokenWord[]): readonly Entry[];
};

/** @param usesOf how often an entry was served of late; asked anew for every list */
export function indexRunbooks(
  { entries }: Corpus,
  { lexicon }: Names,
  usesOf: (entry: string) => number,
): RunbookIndex {
  const found = entries.filter(({ status, excluded }) => status !== "archived" && !excluded);
  const bound = found.filter(({ services }) => services.length > 0);
  const byVerb = new Map<string, Entry[]>();
  for (const entry of bound) {
    if (entry.type !== "runbook") continue;
    for (const verb of verbsOf(entry, lexicon)) add(byVerb, verb, entry);
  }
  const byAlert = new Map<string, Entry[]>();
  for (const entry of found) for (const alert of entry.alerts) add(byAlert, alert, entry);
  let byQuestion: Map<string, Entry[]> | undefined;
  let byTitle: Map<string, Entry[]> | undefined;
  return {
    doing: (verb, service) =>
      (byVerb.get(verb) ?? []).flatMap((entry) => {
        const specificity = specificityOf(entry, service);
        return specificity === undefined ? [] : [{ entry, specificity }];
      }),
    usesOf: (verb, service) =>
      (byVerb.get(verb) ?? [])
        .filter((entry) => specificityOf(entry, service) === 3)
        .reduce((sum, { id }) => sum + usesOf(id), 0),
    withAlert: (name) => byAlert.get(name) ?? [],
    about: (service) =>
      ([3, 2, 1] as const)
        .flatMap((wanted) => bound.filter((entry) => specificityOf(entry, service) === wanted))
        .sort((one, other) => usesOf(other.id) - usesOf(one.id)),
    asking(words) {
      byQuestion ??= byKey(({ questions }) => questions);
      return byQuestion.get(keyOf(words)) ?? [];
    },
    titled(words) {
      byTitle ??= byKey(({ title }) => [title]);
      return byTitle.get(keyOf(words)) ?? [];
    },
  };

  function byKey(textsOf: (entry: Entry) => readonly string[]): Map<string, Entry[]> {
    const entriesOf = new Map<string, Entry[]>();
    for (const entry of found) {
      for (const text of textsOf(entry)) {
        add(entriesOf, keyOf(spokenWords(spokenText(text))), entry);
      }
    }
    return entriesOf;
  }
}

/** The same index, as if some runbooks did not do what they do, and were for no alert. */
export function withoutEntries(index: RunbookIndex, entries: readonly Entry[]): RunbookIndex {
  return {
    ...index,
    doing: (verb, service) =>
      index.doing(verb, service).filter(({ entry }) => !entries.includes(entry)),
    withAlert: (name) => index.withAlert(name).filter((entry) => !entries.includes(entry)),
  };
}

const keyOf = (words: readonly SpokenWord[]) => words.map(({ word }) => word).join(" ");

function add(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

/** @returns undefined for an entry that is not for this service */
export function specificityOf({ services }: Entry, service: Service): Specificity | undefined {
  if (services.includes(service.id)) return 3;
  if (service.kind !== undefined && services.includes(`kind:${service.kind}`)) return 2;
  return services.includes("*") ? 1 : undefined;
}
