import { availabilityOf } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Reading, SpokenService } from "../knowledge/names.ts";
import type { Topic } from "../knowledge/topic.ts";
import { type Asked, namedEnvironment, readAsked } from "./asked.ts";
import { asksHow } from "./asks-how.ts";
import { byUse, hasRunbook, offer, ruleName } from "./rule-name.ts";
import { inOrderOf, isFor, type Origin, ruleService, serve, type Target } from "./rule-service.ts";
import type { LeftToSearch, Note, Ruling } from "./ruling.ts";
import { specificityOf } from "./runbook-index.ts";
import { valuesSaid } from "./said-values.ts";
import { isBound, type Situation } from "./situation.ts";

/** So many services are answered for at once. */
const mostBlocks = 3;
/** So many services are named where none was. */
const mostOffered = 4;
/** So much of what there is for a service is listed. */
const mostListed = 8;

/**
 * Decides a question that names an alert, a service or something to be done to one, by the table of cases: the first row
 * that fits. Pure.
 *
 * @param topic what the thread was about; the question's own words win over it
 * @returns undefined when the ordinary search decides
 */
export function ruleQuestion(
  text: string,
  topic: Topic,
  situation: Situation,
): Ruling | LeftToSearch | undefined {
  const { names } = situation;
  const reading = names.read(text);
  if (reading.alerts.length > 0) {
    const ruling = ruleAlerts(readAsked(text, reading, names, topic), situation);
    if (ruling) return ruling;
  }
  const asked = readAsked(text, reading, names, topic);
  const ruling = again(asked, topic, situation) ?? ruleNamed(asked, topic, situation);
  return ruling && isWrittenElsewhere(ruling, reading, situation) ? undefined : ruling;
}

/**
 * Whether an entry has the question, word for word, as one of its own, and the ruling does not show it: what its author wrote
 * down finds it. Where the ruling only asks back or knows nothing, its title counts, too.
 */
function isWrittenElsewhere(
  ruling: Ruling | LeftToSearch,
  reading: Reading,
  { runbooks, viewer, today }: Situation,
): boolean {
  const isServing = ["runbook", "entries", "blocks", "found", "refused"].includes(ruling.kind);
  const forms = [reading.words, withoutEnvironments(reading)];
  const own = forms
    .flatMap((words) => [...runbooks.asking(words), ...(isServing ? [] : runbooks.titled(words))])
    .filter((entry) => availabilityOf(entry, viewer, today) === "served");
  return own.length > 0 && !own.some((entry) => shows(ruling, entry));
}

/** "Lift a ban on qa" asks what "lift a ban" asks. */
function withoutEnvironments({ words, environments }: Reading): Reading["words"] {
  const named = new Set(environments.flatMap(({ places }) => places));
  const leadsThere = (word: string, at: number) =>
    /^(?:on|in|at|for)$/.test(word) && named.has(at + 1);
  return words.filter(({ word }, at) => !named.has(at) && !leadsThere(word, at));
}

function shows(ruling: Ruling | LeftToSearch, entry: Entry): boolean {
  switch (ruling.kind) {
    case "runbook":
      return ruling.entry === entry;
    case "entries":
      return ruling.entries.includes(entry);
    case "found":
      return ruling.found.entries[0] === entry;
    case "blocks":
      return ruling.blocks.some((block) => shows(block, entry));
    default:
      return false;
  }
}

/** Row 1. */
function ruleAlerts(asked: Asked, situation: Situation): Ruling | undefined {
  const { corpus, runbooks, viewer, today, search } = situation;
  const { alerts, services } = asked.reading;
  const all = [...new Set(alerts.flatMap((alert) => runbooks.withAlert(alert)))];
  const having = (wanted: string) =>
    all.filter((entry) => availabilityOf(entry, viewer, today) === wanted);
  const readable = having("served").length > 0 ? having("served") : having("preview");
  const common = {
    row: 1 as const,
    verb: asked.verb,
    services: [],
    environment: namedEnvironment(asked),
    notes: [],
    why: alerts.map((alert) => `alert ${alert}`),
  };
  const [entry, ...others] = readable;
  if (!entry) {
    const owners = [...new Set(having("refused").flatMap(({ owner }) => owner ?? []))];
    return having("refused").length > 0 ? { ...common, kind: "refused", owners } : undefined;
  }
  if (others.length > 0) {
    const entries = inOrderOf(search().ranking, readable);
    return { ...common, kind: "entries", because: "alert", entries };
  }
  const spoken = services.find(({ services: [one] }) => one && specificityOf(entry, one));
  const named = spoken?.services.length === 1 ? spoken.services[0] : undefined;
  const bound = corpus.catalogue.services.filter(({ id }) => entry.services.includes(id));
  const service = named ?? (bound.length === 1 ? bound[0] : undefined);
  const target = spoken && service && { service, spoken, isGuessed: false };
  const served = serve(entry, service, asked, situation, target);
  return {
    ...common,
    ...served,
    generic: false,
    preview: having("served").length === 0,
    services: service ? [service] : [],
    environment: served.choice.kind === "chosen" ? served.choice.id : common.environment,
  };
}

/** What only says a value or an environment goes on with the runbook that the thread has. */
function again(asked: Asked, topic: Topic, situation: Situation): Ruling | undefined {
  const { corpus, viewer, today } = situation;
  const entry = corpus.entryById.get(topic.entry ?? "");
  if (entry?.type !== "runbook" || availabilityOf(entry, viewer, today) !== "served")
    return undefined;
  const { verb, targets, environments, unknown, reading } = asked;
  const isSame = targets.every(({ services: [one] }) => one?.id === topic.service);
  if (reading.verb || !isSame) return undefined;
  const isValue = Object.keys(valuesSaid(asked.text, entry.params).values).length > 0;
  const isEnvironment = environments.length > 0 && unknown.length === 0 && targets.length === 0;
  // Where a service is known the table finds the fitting runbook, which may be another one there.
  if (!isValue && (!isEnvironment || topic.service !== undefined)) return undefined;
  const service = corpus.catalogue.services.find(({ id }) => id === topic.service);
  const continued = { ...asked, assumedEnvironment: topic.environment };
  const served = serve(entry, service, continued, situation, undefined);
  return {
    ...served,
    row: served.choice.kind === "open" ? 16 : served.choice.kind === "lacking" ? 13 : 15,
    generic: service !== undefined && specificityOf(entry, service) !== 3,
    preview: false,
    verb: verb ?? topic.verb,
    services: service ? [service] : [],
    environment: served.choice.kind === "chosen" ? served.choice.id : namedEnvironment(asked),
    notes: [{ note: "assumed", what: [entry.title] }],
    why: ["the thread"],
  };
}

function ruleNamed(
  asked: Asked,
  topic: Topic,
  situation: Situation,
): Ruling | LeftToSearch | undefined {
  const { corpus, search } = situation;
  const { verb, targets, assumedService, unknown, reading } = asked;
  if (verb === undefined) {
    return targets.length > 0 ? ruleOverview(asked, situation) : undefined;
  }
  if (!asksHow(reading.words)) {
    const { outcome, entries } = search();
    const [found] = entries;
    if (outcome === "answer" && found && !isBound(found)) return undefined;
  }
  const assumed = corpus.catalogue.services.find(({ id }) => id === assumedService);
  const notes = assumptionsOf(asked, topic);
  if (targets.length === 0 && assumed) {
    const target = { service: assumed, spoken: undefined, isGuessed: false };
    return ruleService(target, asked, situation, { notes });
  }
  const [target, ...more] = targets;
  if (!target) {
    if (unknown.length > 0) return ruleName(asked, situation);
    return ruleUnnamed(asked, situation);
  }
  if (more.length > 0) return ruleSeveral(asked, situation);
  return ruleTarget(target, asked, situation, { notes });
}

function ruleTarget(
  spoken: SpokenService,
  asked: Asked,
  situation: Situation,
  origin: Origin,
): Ruling | LeftToSearch {
  const { services, said } = spoken;
  const [service, ...others] = services;
  if (service && others.length === 0) {
    const target: Target = { service, spoken, isGuessed: false };
    return ruleService(target, asked, situation, origin);
  }
  const { notes } = origin;
  return { ...blank(asked), notes, ...offer("ambiguous", said, services, asked, situation) };
}

const blank = (asked: Asked) => ({
  verb: asked.verb,
  services: [],
  environment: namedEnvironment(asked),
  notes: [],
  why: asked.verb === undefined ? [] : [`verb ${asked.verb}`],
});

/** What the thread gave, in the words of the catalogue. */
function assumptionsOf(asked: Asked, topic: Topic): readonly Note[] {
  const environment = asked.environments.length === 0 ? asked.assumedEnvironment : undefined;
  const what = [asked.assumedVerb, asked.assumedService, environment].filter(
    (one) => one !== undefined,
  );
  return what.length === 0 || (topic.verb === undefined && topic.service === undefined)
    ? []
    : [{ note: "assumed", what }];
}

/** Row 4. */
function ruleUnnamed(asked: Asked, situation: Situation): Ruling | undefined {
  const { corpus, search } = situation;
  const { verb = "", isVague } = asked;
  if (isVague) {
    const { outcome, entries } = search();
    if (outcome === "answer" && entries.every((entry) => !isBound(entry))) return undefined;
  }
  const options = corpus.catalogue.services
    .filter((service) => hasRunbook(verb, service, situation, 3))
    .map((service) => ({ service, hasRunbook: true }))
    .sort(byUse(verb, situation))
    .slice(0, mostOffered);
  return { ...blank(asked), kind: "services", because: "unnamed", row: 4, said: verb, options };
}

/** Row 9. */
function ruleSeveral(asked: Asked, situation: Situation): Ruling | undefined {
  const { targets } = asked;
  const services = [...new Set(targets.flatMap((spoken) => spoken.services))];
  if (targets.length > mostBlocks) {
    const options = services.map((service) => ({ service, hasRunbook: true }));
    return { ...blank(asked), kind: "services", because: "crowd", row: 9, said: "", options };
  }
  const blocks = targets
    .map((target) => ruleTarget(target, asked, situation, { notes: [], isPart: true }))
    .filter((block) => block.kind !== "found");
  const environment = blocks.find((block) => block.environment !== undefined)?.environment;
  return { ...blank(asked), kind: "blocks", row: 9, services, blocks, environment };
}

/** Row 10. */
function ruleOverview(asked: Asked, situation: Situation): Ruling | undefined {
  const { runbooks, viewer, today, search } = situation;
  const { targets, unknown } = asked;
  const services = [...new Set(targets.flatMap((spoken) => spoken.services))];
  const { outcome, entries, ranking } = search();
  const fits = (entry: Entry) => services.some((service) => isFor(entry, service));
  const [found] = entries;
  const words = unknown.flat().map(({ word }) => word);
  const holdsLeft = ranking.hits[0]?.matched.some((word) => words.includes(word)) ?? false;
  if (outcome === "choices" && holdsLeft) return undefined;
  // A bare name does not say which of its runbooks is wanted.
  const isTelling = holdsLeft || (words.length === 0 && found && !isBound(found));
  if (outcome === "answer" && found && fits(found) && isTelling) return undefined;
  const why = services.map(({ id }) => `service ${id}`);
  const common = { ...blank(asked), services, why };
  const [first] = targets;
  if (targets.length === 1 && first && services.length > 1) {
    return { ...common, ...offer("ambiguous", first.said, services, asked, situation) };
  }
  const listed = services
    .flatMap((service) => runbooks.about(service))
    .filter((entry) => availabilityOf(entry, viewer, today) === "served");
  const distinct = [...new Set(listed)].slice(0, mostListed);
  return { ...common, kind: "entries", because: "overview", row: 10, entries: distinct };
}
