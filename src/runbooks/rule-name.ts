import { availabilityOf } from "../knowledge/availability.ts";
import { verbsOf } from "../knowledge/lexicon.ts";
import { mostGuessed } from "../knowledge/names.ts";
import type { Found } from "../knowledge/search-entries.ts";
import type { Service } from "../knowledge/service.ts";
import type { SpokenWord } from "../knowledge/spoken-words.ts";
import { type Asked, namedEnvironment } from "./asked.ts";
import { ruleService } from "./rule-service.ts";
import type { LeftToSearch, Ruling } from "./ruling.ts";
import type { Specificity } from "./runbook-index.ts";
import { isBound, type Situation } from "./situation.ts";

/** A name that fits more services than this is too short. */
const mostChoices = 4;
const mostNearest = 3;

/**
 * Rules on an action on something that no service is called: rows 5 and 6, and 7 and 8 for a part of a name.
 *
 * @returns undefined when the ordinary search has something
 */
export function ruleName(asked: Asked, situation: Situation): Ruling | LeftToSearch | undefined {
  const { names, search } = situation;
  const words = asked.unknown.flat();
  if (words.length > mostGuessed) return undefined;
  const near = names.near(words);
  const parts = near.length > 0 ? [] : partlyNamed(asked, situation);
  const fitting = near.length > 0 ? near : parts;
  const common = {
    verb: asked.verb,
    services: [],
    environment: namedEnvironment(asked),
    notes: [],
    why: [`verb ${asked.verb}`],
  };
  if (fitting.length > 0) {
    const free = freeAnswer(asked, situation);
    if (free) return { kind: "found", found: free };
    const [service] = fitting;
    const said = saidFor(fitting, asked, situation);
    if (service && near.length === 1) {
      const spoken = { said, by: "id" as const, rule: "near" as const, name: service.id };
      const origin = { row: 5 as const, notes: [{ note: "took" as const, said, service }] };
      return ruleService({ service, spoken, isGuessed: true }, asked, situation, origin);
    }
    const because = fitting.length === 1 || near.length > 0 ? "near" : "ambiguous";
    return { ...common, ...offer(because, said, fitting, asked, situation) };
  }
  if (isAnswered(search(), asked, situation)) return undefined;
  const free = freeAnswer(asked, situation);
  if (free) return { kind: "found", found: free };
  const said = nameOf(asked);
  const nearest = names.nearest(said, mostNearest);
  return { ...common, kind: "unknown-name", row: 6, said, nearest };
}

/** Rows 7 and 8, and 5 where several names are near: which of these? */
export function offer(
  because: "ambiguous" | "near",
  said: string,
  services: readonly Service[],
  { verb = "" }: Asked,
  situation: Situation,
) {
  const options = services.map((service) => ({
    service,
    hasRunbook: hasRunbook(verb, service, situation),
  }));
  const kind = "services" as const;
  if (because === "near") return { kind, because, row: 5 as const, said, options };
  if (services.length <= mostChoices) return { kind, because, row: 7 as const, said, options };
  const most = [...options].sort(byUse(verb, situation)).slice(0, mostChoices);
  return { kind, because: "too-many" as const, row: 8 as const, said, options: most };
}

/** Whether there is a runbook in force, for whomever; a draft is none yet. */
export function hasRunbook(
  verb: string,
  service: Service,
  { runbooks, viewer, today }: Situation,
  least: Specificity = 1,
): boolean {
  return runbooks
    .doing(verb, service)
    .some(
      ({ entry, specificity }) =>
        specificity >= least &&
        ["served", "refused"].includes(availabilityOf(entry, viewer, today)),
    );
}

/**
 * The services whose runbooks for it are used most come first, of equals those that the company stands still without; a tie
 * goes to the catalogue's order.
 */
export function byUse(verb: string, { runbooks }: Situation) {
  type Option = { readonly service: Service };
  const uses = ({ service }: Option) => runbooks.usesOf(verb, service);
  const tier = ({ service }: Option) => service.tier ?? 9;
  return (one: Option, other: Option): number => uses(other) - uses(one) || tier(one) - tier(other);
}

/** Services that a part of their name may mean; where none of them has a runbook for it, something else is meant. */
function partlyNamed({ unknown, verb = "" }: Asked, situation: Situation): readonly Service[] {
  const { names } = situation;
  const fitting = unknown.map((run) => names.partly(run)).find(({ length }) => length > 0) ?? [];
  return fitting.some((service) => hasRunbook(verb, service, situation)) ? fitting : [];
}

/** An entry that is bound to no service, and that the ordinary search has first, too: no runbook only stands aside for it. */
function freeAnswer(asked: Asked, situation: Situation): Found | undefined {
  const { search, searchUnbound } = situation;
  const free = searchUnbound(asked.text, () => true);
  const isFirst = search().ranking.hits[0]?.id === free.entries[0]?.id;
  return isFirst && free.outcome === "answer" && isAnswered(free, asked, situation)
    ? free
    : undefined;
}

/** The run of words that led to these services. */
function saidFor(fitting: readonly Service[], asked: Asked, { names }: Situation): string {
  const leads = (run: readonly SpokenWord[]) =>
    [...names.near(run), ...names.partly(run)].some((service) => fitting.includes(service));
  const run = asked.unknown.find(leads);
  // Of a longer run the one word that does.
  const word = run?.find((one) => names.near([one]).some((service) => fitting.includes(service)));
  return word?.word ?? textOf(run ?? asked.unknown.flat());
}

const textOf = (run: readonly SpokenWord[]) =>
  run
    .map(({ word, before }, at) => (at === 0 ? "" : before === "hyphen" ? "-" : " ") + word)
    .join("");

/** The run that follows the verb, which says what is meant, else the first. */
function objectOf({ unknown, reading }: Asked): readonly SpokenWord[] {
  const start = reading.words[reading.verb?.places[0] ?? 0]?.start ?? 0;
  return unknown.find(([first]) => (first?.start ?? 0) > start) ?? unknown[0] ?? [];
}

const nameOf = (asked: Asked) => textOf(objectOf(asked));

/**
 * Whether what the search has is about the unknown name: it holds a word of it, and if it is bound to services that nobody
 * named, it does what was asked, and the name holds no word that no entry has.
 */
function isAnswered(
  { outcome, entries, ranking }: Found,
  asked: Asked,
  { names }: Situation,
): boolean {
  const [first] = entries;
  if (outcome === "abstention" || !first) return false;
  const words = asked.unknown.flat().map(({ word }) => word);
  if (!ranking.hits[0]?.matched.some((word) => words.includes(word))) return false;
  if (!isBound(first)) return true;
  if (!verbsOf(first, names.lexicon).includes(asked.verb ?? "")) return false;
  if (first.services.some((service) => service === "*" || service.startsWith("kind:"))) return true;
  const isUnknown = (word: string) =>
    ranking.explanation.words.some((one) => one.word === word && one.taken === "unknown");
  return !objectOf(asked).some(({ word }) => isUnknown(word));
}
