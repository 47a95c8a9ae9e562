import { createNearest } from "../search/nearest.ts";
import { isContentWord } from "../search/stop-words.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Entry } from "./entry.ts";
import { type Lexicon, lexiconOf } from "./lexicon.ts";
import { createNameTable, type NameRule, type Naming, type TableMatch } from "./name-table.ts";
import { createNearNames, slipsBetween } from "./near-names.ts";
import type { Service } from "./service.ts";
import { askedVerb, type SpokenVerb, splitVerbs } from "./spoken-verbs.ts";
import { type SpokenWord, spokenText, spokenWords } from "./spoken-words.ts";

/** Where a text speaks of something, as it is said there. */
type Spoken = {
  readonly said: string;
  readonly rule: NameRule;
  readonly places: readonly number[];
};

/** A service's name, or a name that several services share: then it is not decided here which is meant. */
export type SpokenService = Spoken & {
  /** In the catalogue's order. */
  readonly services: readonly Service[];
  /** What kind of name it is, and the name as the catalogue has it. */
  readonly by: "id" | "name" | "alias" | "host" | "deployment";
  readonly name: string;
};

/** A text as names see it. */
export type Reading = {
  readonly words: readonly SpokenWord[];
  /** What is asked to be done; undefined when the text only tells what goes on. */
  readonly verb: SpokenVerb | undefined;
  /** In the text's order; the same service once for each time it is named. */
  readonly services: readonly SpokenService[];
  readonly environments: readonly (Spoken & { readonly id: string })[];
  /** Exact names of alerts, each once. */
  readonly alerts: readonly string[];
  readonly people: readonly (Spoken & { readonly id: string })[];
  /** Content words that are none of all this, as runs that no other word and no other clause divides. */
  readonly rest: readonly (readonly SpokenWord[])[];
};

/** The one resolver of names: what a text speaks of, each by the rule that recognised it. Pure, and never throws. */
export type Names = {
  readonly lexicon: Lexicon;
  read(text: string): Reading;
  /** Services with a name that holds all these words and more: "api" for payments-api and public-api. */
  partly(words: readonly SpokenWord[]): readonly Service[];
  /** Services that the words may be a misspelling of; several when they are equally near. */
  near(words: readonly SpokenWord[]): readonly Service[];
  /** Whether a title or question of an entry has the word: then it is that word, and no slip of another. */
  isWord(word: string): boolean;
  /** For "did you mean": nearest first. */
  nearest(text: string, limit: number): readonly Service[];
};

type Meaning =
  | { readonly kind: "service"; readonly service: Service; readonly by: SpokenService["by"] }
  | { readonly kind: "verb"; readonly verb: string }
  | { readonly kind: "environment"; readonly id: string }
  | { readonly kind: "alert"; readonly id: string }
  | { readonly kind: "person"; readonly id: string };

/**
 * Makes the resolver for a catalogue and the entries in force. The longest name wins, whatever it is of; of names as long
 * an alert comes first, then an environment, then a service, unless the text has no other verb.
 */
export function createNames(catalogue: Catalogue, entries: readonly Entry[]): Names {
  const lexicon = lexiconOf(catalogue, entries);
  const namesOfServices = catalogue.services.flatMap(serviceNamings);
  const table = createNameTable<Meaning>([
    ...namesOfServices,
    ...[...lexicon].flatMap(([verb, words]) =>
      words.map((name) => naming<Meaning>({ kind: "verb", verb }, name, true)),
    ),
    ...environmentNamings(catalogue, entries),
    ...entries.flatMap(({ alerts }) =>
      alerts.map((id) => naming<Meaning>({ kind: "alert", id }, id)),
    ),
    ...catalogue.people.flatMap(({ id, name = id }) =>
      [id, name].map((one) => naming<Meaning>({ kind: "person", id }, one)),
    ),
  ]);
  const spoken = namesOfServices.filter(({ item: { by } }) => by !== "host");
  const nearServices = createNearNames(
    spoken.map(({ item, name }) => ({ item: item.service, name })),
  );
  const termsOf = spoken.map(({ item, name }) => ({
    service: item.service,
    terms: new Set(spokenWords(spokenText(name)).map(({ term }) => term)),
  }));
  let known: ReadonlySet<string> | undefined;
  /** A word that entries have in their titles and questions is that word, and no slip of another. */
  const isWord = (word: string) => {
    known ??= new Set(entries.flatMap(wordsOf));
    return known.has(word);
  };
  const near = (words: readonly string[]) =>
    nearServices.near(words.map((word) => (isWord(word) ? "" : word)));
  let nearest: Names["nearest"] | undefined;
  return {
    lexicon,
    isWord,
    read: (text) => readText(text, { longestAt: table.longestAt, lexicon, near, isWord }),
    partly(words) {
      const fitting = termsOf.filter(
        ({ terms }) => terms.size > words.length && words.every(({ term }) => terms.has(term)),
      );
      return words.length === 0 ? [] : [...new Set(fitting.map(({ service }) => service))];
    },
    near: (words) => near(words.map(({ word }) => word)),
    nearest(text, limit) {
      nearest ??= createNearest(
        catalogue.services.map((item) => ({ item, names: [item.id, item.name, ...item.aliases] })),
      );
      return nearest(text, limit);
    },
  };
}

function wordsOf({ title, questions }: Entry): readonly string[] {
  return [title, ...questions].flatMap((text) =>
    spokenWords(spokenText(text)).map(({ word }) => word),
  );
}

const naming = <T>(item: T, name: string, inflects = false): Naming<T> => ({
  item,
  name,
  inflects,
});

/** Those of the catalogue with their other words, and those that only an entry or a service has. */
function environmentNamings(
  { environments, services }: Catalogue,
  entries: readonly Entry[],
): readonly Naming<Meaning>[] {
  const others = [
    ...entries.flatMap((entry) => Object.keys(entry.environments)),
    ...services.flatMap((service) => service.environments ?? []),
  ].filter((id) => !Object.hasOwn(environments, id));
  const all = [
    ...Object.entries(environments),
    ...[...new Set(others)].map((id) => [id, []] as const),
  ];
  return all.flatMap(([id, words]) =>
    [id, ...words].map((name) => naming<Meaning>({ kind: "environment", id }, name)),
  );
}

function serviceNamings(service: Service): readonly Naming<OfKind<"service">>[] {
  const named = (by: SpokenService["by"], name: string) =>
    naming({ kind: "service" as const, service, by }, name, by !== "host");
  const { deployment, statefulset, daemonset } = service.details.k8s ?? {};
  return [
    named("id", service.id),
    named("name", service.name),
    ...service.aliases.map((alias) => named("alias", alias)),
    ...service.hosts.map((host) => named("host", host)),
    ...[deployment, statefulset, daemonset].flatMap((name) =>
      name === undefined ? [] : [named("deployment", name)],
    ),
  ];
}

type LongestAt = (
  words: readonly SpokenWord[],
  at: number,
  text: string,
) => TableMatch<Meaning> | undefined;

/** What a text is read with. */
type Reader = {
  readonly longestAt: LongestAt;
  readonly lexicon: Lexicon;
  readonly near: (words: readonly string[]) => readonly Service[];
  readonly isWord: (word: string) => boolean;
};

function readText(given: string, reader: Reader): Reading {
  const { longestAt, lexicon } = reader;
  const text = spokenText(given);
  const words = spokenWords(text);
  const split = splitVerbs(words, lexicon);
  const taken = new Set(split.flatMap(({ places }) => places));
  const verbs: SpokenVerb[] = [...split];
  const services: SpokenService[] = [];
  const environments: (Spoken & { id: string })[] = [];
  const people: (Spoken & { id: string })[] = [];
  const alerts = new Set<string>();
  /** Names that are a verb's and a service's: the service is meant when something else is the verb. */
  const either: SpokenService[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (taken.has(at)) continue;
    const match = longestAt(words, at, text);
    if (!match || [...taken].some((place) => place > at && place < match.end)) continue;
    const places = Array.from({ length: match.end - at }, (_, index) => at + index);
    const said = text.slice(words[at]?.start, words[match.end - 1]?.end);
    const spoken = { said, rule: match.rule, places };
    const of = <K extends Meaning["kind"]>(kind: K) =>
      match.found.flatMap((one) => (isOf(one, kind) ? [one] : []));
    const alert = of("alert").find(({ name }) => isSameAlert(said, name));
    const environment = match.rule === "stem" ? undefined : of("environment")[0];
    const service = serviceOf(of("service"), spoken);
    const verb = of("verb")[0];
    const person = match.rule === "stem" ? undefined : of("person")[0];
    if (alert) alerts.add(alert.item.id);
    else if (environment) environments.push({ ...spoken, id: environment.item.id });
    else if (verb) {
      verbs.push({ ...spoken, verb: verb.item.verb, name: verb.name });
      if (service) either.push(service);
    } else if (service) services.push(service);
    else if (person) people.push({ ...spoken, id: person.item.id });
    else continue;
    for (const place of places) taken.add(place);
    at = match.end - 1;
  }
  const environmentPlaces = new Set(environments.flatMap(({ places }) => places));
  const whole = services.filter(
    (service) => isWholeName(service, words, environmentPlaces) || release(service, taken),
  );
  verbs.sort((a, b) => (a.places[0] ?? 0) - (b.places[0] ?? 0));
  const asked = askedVerb(verbs, words);
  const others = either.filter(({ places }) => asked && !asked.places.includes(places[0] ?? -1));
  const all = [...whole, ...others].sort((a, b) => (a.places[0] ?? 0) - (b.places[0] ?? 0));
  const rest = runsOf(words, taken);
  const guessed = verbs.length === 0 ? nearVerb(words, taken, all.length > 0, reader) : undefined;
  return {
    words,
    verb: asked ?? guessed,
    services: all,
    environments,
    alerts: [...alerts],
    people,
    rest: guessed ? runsOf(words, new Set([...taken, ...guessed.places])) : rest,
  };
}

type OfKind<K extends Meaning["kind"]> = Extract<Meaning, { readonly kind: K }>;

function isOf<K extends Meaning["kind"]>(one: Naming<Meaning>, kind: K): one is Naming<OfKind<K>> {
  return one.item.kind === kind;
}

function serviceOf(
  found: readonly Naming<OfKind<"service">>[],
  spoken: Spoken,
): SpokenService | undefined {
  const [first] = found;
  if (!first) return undefined;
  const services = [...new Set(found.map(({ item }) => item.service))];
  return { ...spoken, services, by: first.item.by, name: first.name };
}

/** `KubePodCrashLooping` may be written in any case, while a plain word (`Watchdog`) is an alert only as it is written. */
function isSameAlert(said: string, name: string): boolean {
  return /[a-z0-9][A-Z]|[0-9_]/.test(name) && !/\s/.test(name)
    ? said.toLowerCase() === name.toLowerCase()
    : said === name;
}

/**
 * Whether a name is not only a part of a longer one: `payments-api-gateway` is another thing than `payments-api`, while
 * `payments-api-7d9f8b6c5-x2x4z` is one of its pods and `stg-payments-api` the one on staging.
 */
function isWholeName(
  { places }: SpokenService,
  words: readonly SpokenWord[],
  environmentPlaces: ReadonlySet<number>,
): boolean {
  const first = places[0] ?? 0;
  const after = (places.at(-1) ?? 0) + 1;
  const next = words[after];
  if (words[first]?.before === "hyphen" && !environmentPlaces.has(first - 1)) return false;
  return next?.before !== "hyphen" || environmentPlaces.has(after) || ofPod.test(next.word);
}

/**
 * What Kubernetes puts behind a name: a number, or letters and digits that make no word, from an alphabet without vowels
 * (k8s.io/apimachinery, `rand.SafeEncodeString`); of a hexadecimal hash some digit must be there.
 */
const ofPod = /^(?:\d+|[bcdfghjklmnpqrstvwxz2456789]{5,10}|(?=.*\d)[0-9a-f]{5,})$/;

/** Gives the words of a name back, which are then unknown ones. */
function release({ places }: SpokenService, taken: Set<number>): false {
  for (const place of places) taken.delete(place);
  return false;
}

function runsOf(
  words: readonly SpokenWord[],
  taken: ReadonlySet<number>,
): readonly (readonly SpokenWord[])[] {
  const runs: SpokenWord[][] = [];
  let open: SpokenWord[] | undefined;
  for (const [at, word] of words.entries()) {
    if (taken.has(at) || !isContentWord(word.word)) open = undefined;
    else if (open && word.before !== "clause") open.push(word);
    else {
      open = [word];
      runs.push(open);
    }
  }
  return runs;
}

/** What may stand before a verb that somebody wants done. */
const beforeVerb = /^(?:i|we|you|to|please|pls|must|should|can|could|lets|and|then|how)$/;

/** A misspelt verb counts where a verb is expected, and where there is something that it can be done to. */
function nearVerb(
  words: readonly SpokenWord[],
  taken: ReadonlySet<number>,
  hasService: boolean,
  { lexicon, near, isWord }: Reader,
): SpokenVerb | undefined {
  for (const [at, { word, before }] of words.entries()) {
    if (taken.has(at) || !isContentWord(word) || isWord(word)) continue;
    const isExpected = before === "clause" || beforeVerb.test(words[at - 1]?.word ?? "");
    if (!isExpected) continue;
    for (const [verb, names] of lexicon) {
      const name = names.find((one) => slipsBetween(word, one));
      if (name === undefined) continue;
      const others = words.filter((_, index) => index !== at && !taken.has(index));
      const hasNear = () => near(others.slice(0, mostGuessed).map((one) => one.word)).length > 0;
      if (hasService || hasNear()) return { verb, name, said: word, rule: "near", places: [at] };
    }
  }
  return undefined;
}

/** Of a longer text no name is guessed: it is a log, and not a slip of the finger. */
export const mostGuessed = 40;
