import type { Names, Reading, SpokenService } from "../knowledge/names.ts";
import type { SpokenWord } from "../knowledge/spoken-words.ts";
import type { Topic } from "../knowledge/topic.ts";

/** A question as the table of cases looks at it: what it names, and what the thread adds to that. */
export type Asked = {
  readonly text: string;
  readonly reading: Reading;
  readonly verb: string | undefined;
  /** The services that something is to be done to, in the order asked; none: not named. */
  readonly targets: readonly SpokenService[];
  /** A service that the thread was about, in place of one that is named. */
  readonly assumedService: string | undefined;
  readonly assumedVerb: string | undefined;
  /** What the thread was about, if the question leaves something to it. */
  readonly assumedEnvironment: string | undefined;
  /** Ids that are named, each once. */
  readonly environments: readonly string[];
  /** The name of something unknown, word by word: runs of content words that say what is meant. */
  readonly unknown: readonly (readonly SpokenWord[])[];
  /** Words that say nothing of what is meant, such as "server" and "pods", stand there alone. */
  readonly isVague: boolean;
};

/** The one environment that a question names; of several none is meant more than the others. */
export function namedEnvironment({ environments }: Asked): string | undefined {
  return environments.length === 1 ? environments[0] : undefined;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
const vague =
  set(`app application box component container containers daemon deployment host instance instances job machine
  node nodes pod pods process processes program server servers service services system thing unit vm`);
/** They say nothing of what is meant, either: "uat as well". */
const fillers = set("again back instead later now soon today tomorrow tonight well");
const pronouns = set("it that this them these those there same");
const openings = set("and also or then what how same now ok okay so but");
const joiners = set("and or plus then also the both too as well our on in");

/** Reads what is asked; the question's own words win over what the thread was about. */
export function readAsked(text: string, reading: Reading, names: Names, topic: Topic): Asked {
  const { verb: spoken, environments, words } = reading;
  const meant = environments.filter(({ places: [at = 0] }) => words[at - 1]?.word !== "not");
  const named = [...new Set(meant.map(({ id }) => id))];
  const unknown = reading.rest
    .map((run) => run.filter(({ word }) => !vague.has(word) && !fillers.has(word)))
    .filter((run) => run.length > 0);
  const targets = targetsOf(reading);
  const refersBack = words.some(({ word }) => pronouns.has(word));
  const opens = openings.has(words[0]?.word ?? "") || words.some(({ word }) => word === "same");
  const isBare = unknown.length === 0;
  const leftToThread =
    targets.length === 0 && (isBare || refersBack) && (spoken !== undefined || named.length > 0);
  const assumedService = leftToThread ? topic.service : undefined;
  const isPartOfName = () =>
    unknown.length === 1 &&
    names.partly(unknown.flat()).length + names.near(unknown.flat()).length > 0;
  const continues =
    spoken === undefined &&
    topic.verb !== undefined &&
    ((named.length > 0 && isBare) || (opens && (targets.length > 0 ? isBare : isPartOfName())));
  const assumedVerb = continues ? topic.verb : undefined;
  return {
    text,
    reading,
    verb: spoken?.verb ?? assumedVerb,
    targets,
    assumedService,
    assumedVerb,
    assumedEnvironment:
      assumedService !== undefined || assumedVerb !== undefined ? topic.environment : undefined,
    environments: named,
    unknown,
    isVague: isBare && reading.rest.flat().some(({ word }) => vague.has(word)),
  };
}

/**
 * Of several services those are meant that are listed together after the verb: "restart payments and kafka"; else the one
 * that follows the verb, else the last before it. Without a verb all are meant.
 */
function targetsOf({ services, verb, words, environments }: Reading): readonly SpokenService[] {
  const distinct = (list: readonly SpokenService[]) =>
    list.filter((one, index) => list.findIndex((other) => idsOf(other) === idsOf(one)) === index);
  if (verb === undefined || services.length < 2) return distinct(services);
  const place = verb.places[0] ?? 0;
  const first = services.findIndex(({ places }) => (places[0] ?? 0) > place);
  const begin = first < 0 ? services.length - 1 : first;
  const between = new Set(environments.flatMap(({ places }) => places));
  const isListed = (left: SpokenService, right: SpokenService) => {
    const from = (left.places.at(-1) ?? 0) + 1;
    const gap = words.slice(from, right.places[0]);
    return gap.every(
      ({ word }, index) => joiners.has(word) || vague.has(word) || between.has(from + index),
    );
  };
  const chain = (step: 1 | -1): readonly SpokenService[] => {
    const found: SpokenService[] = [];
    for (let at = begin; services[at]; at += step) {
      const [here, next] = [services[at], services[at + step]];
      if (here) found.push(here);
      const linked = here && next && (step > 0 ? isListed(here, next) : isListed(next, here));
      if (!linked) break;
    }
    return found;
  };
  return distinct(first < 0 ? [...chain(-1)].reverse() : chain(1));
}

const idsOf = ({ services }: SpokenService) => services.map(({ id }) => id).join(" ");
