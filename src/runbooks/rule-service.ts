import { availabilityOf } from "../knowledge/availability.ts";
import { asksForDestruction } from "../knowledge/destruction.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Reading, SpokenService } from "../knowledge/names.ts";
import type { Found } from "../knowledge/search-entries.ts";
import type { Service } from "../knowledge/service.ts";
import type { Ranking } from "../search/ranking.ts";
import { type Asked, namedEnvironment } from "./asked.ts";
import { dangerInForce, dangerOfChoice } from "./danger-in-force.ts";
import {
  chooseEnvironment,
  type EnvironmentChoice,
  possibleEnvironments,
} from "./environment-choice.ts";
import { dependsOnEnvironment } from "./fences.ts";
import type { LeftToSearch, Note, Row, Ruling } from "./ruling.ts";
import { type BoundRunbook, specificityOf } from "./runbook-index.ts";
import type { Situation } from "./situation.ts";

/** A service that something is to be done to. */
export type Target = {
  readonly service: Service;
  /** As it was said; undefined: the thread was about it. */
  readonly spoken: Pick<SpokenService, "said" | "by" | "rule" | "name"> | undefined;
  /** Recognised by less than a name of it: by a slip of the finger, or by a part of it. */
  readonly isGuessed: boolean;
};

/** How the question came to this service. */
export type Origin = {
  /** The row that replies, whatever the environment. */
  readonly row?: Row;
  readonly notes: readonly Note[];
  /** One of several services: what holds for all of them in general answers for none. */
  readonly isPart?: true;
};

/**
 * Rules on one action on one service: rows 11 to 16, and 5 for what was guessed.
 *
 * @returns what was found on doing this in general, where there is no runbook for it
 */
export function ruleService(
  target: Target,
  asked: Asked,
  situation: Situation,
  origin: Origin = { notes: [] },
): Ruling | LeftToSearch {
  const { corpus, runbooks, viewer, today, search } = situation;
  const { service, notes } = inForce(target.service, corpus.catalogue.services);
  const verb = asked.verb ?? "";
  const common = {
    verb: asked.verb,
    services: [service],
    environment: namedEnvironment(asked),
    notes: [...origin.notes, ...notes],
    why: [...whyService(target), `verb ${verb}`],
  };
  const all = runbooks
    .doing(verb, service)
    .map((bound) => ({ ...bound, availability: availabilityOf(bound.entry, viewer, today) }));
  const there = all.filter(({ availability }) => availability.match(/served|refused/));
  const pool =
    there.length > 0 ? there : all.filter(({ availability }) => availability === "preview");
  const best = Math.max(...pool.map(({ specificity }) => specificity));
  const level = pool.filter(({ specificity }) => specificity === best);
  if (level.length === 0) {
    const found =
      target.isGuessed || origin.isPart ? undefined : otherwiseFound(service, asked, situation);
    if (found) return { kind: "found", found };
    return { ...common, kind: "no-runbook", row: 11, service };
  }
  const readable = level.filter(({ availability }) => availability !== "refused");
  if (readable.length === 0) {
    const owners = level.flatMap(({ entry }) => entry.owner ?? []);
    return { ...common, kind: "refused", row: origin.row ?? 15, owners: [...new Set(owners)] };
  }
  const left = narrowed(readable, asked, service, situation);
  const [first] = left;
  if (!first || left.length > 1) {
    const entries = inOrderOf(
      search().ranking,
      left.map(({ entry }) => entry),
    );
    return { ...common, kind: "entries", because: "several", row: 14, entries };
  }
  const ruling = serve(first.entry, service, asked, situation, target);
  const danger = dangerOfChoice(first.entry, ruling.choice);
  const { spoken } = target;
  if (!isExact(target) && (danger === "high" || ruling.destructive)) {
    const options = [{ service, hasRunbook: true }];
    const said = spoken?.said ?? service.name;
    const kept = common.notes.filter(({ note }) => note !== "took");
    return { ...common, notes: kept, kind: "services", because: "near", row: 5, said, options };
  }
  const generic = first.specificity < 3;
  return {
    ...common,
    ...ruling,
    generic,
    preview: first.availability === "preview",
    row: origin.row ?? rowOf(ruling.choice, generic),
    environment: ruling.choice.kind === "chosen" ? ruling.choice.id : common.environment,
    notes: [...common.notes, ...hostNote(target, first.entry, ruling.choice)],
  };
}

/**
 * What there is, where the service has no runbook for it: on doing this in general, such as how to deploy, or on what else the
 * question says. An entry's title or one of its questions says so; what only mentions it somewhere is about something else.
 */
function otherwiseFound(service: Service, asked: Asked, situation: Situation): Found | undefined {
  const { names, search, searchUnbound } = situation;
  const { reading, text, verb } = asked;
  const unitOf = ({ outcome, ranking: { hits } }: Found) => {
    const [first] = hits;
    const isSaid = first?.unit.kind === "title" || first?.unit.kind === "question";
    return outcome === "answer" && isSaid ? first : undefined;
  };
  const general = [text, withoutNames(reading)]
    .map((question) => searchUnbound(question, (entry) => isFor(entry, service)))
    .find((found) => names.read(unitOf(found)?.unit.text ?? "").verb?.verb === verb);
  if (general) return general;
  const ordinary = search();
  const left = reading.rest.flat().map(({ word }) => word);
  const isOnRest = unitOf(ordinary)?.matched.some((word) => left.includes(word));
  const [entry] = ordinary.entries;
  return isOnRest && entry && isFor(entry, service) ? ordinary : undefined;
}

/** The question as it would be asked of any service. */
function withoutNames({ words, services }: Reading): string {
  const named = new Set(services.flatMap(({ places }) => places));
  return words
    .map(({ word }, at) => (named.has(at) ? (named.has(at - 1) ? "" : "service") : word))
    .join(" ");
}

/** By its id, name or alias, in whatever case and with whatever separators; the thread's service was named before. */
function isExact({ spoken, isGuessed }: Target): boolean {
  if (isGuessed) return false;
  const isName = spoken === undefined || ["id", "name", "alias"].includes(spoken.by);
  return isName && (spoken === undefined || ["exact", "separators"].includes(spoken.rule));
}

/** Shows an entry for the environment that the question leads to. */
export function serve(
  entry: Entry,
  service: Service | undefined,
  asked: Asked,
  { corpus }: Situation,
  target: Target | undefined,
) {
  const possible = possibleEnvironments(entry, service, corpus.catalogue, () =>
    dependsOnEnvironment(entry),
  );
  const host = target?.spoken?.by === "host" ? target.spoken.said : undefined;
  const said = { named: asked.environments, host, assumed: asked.assumedEnvironment };
  const chosen = chooseEnvironment(entry, possible, said, corpus.catalogue);
  // What may cost data is chosen by whoever asks, and not by what was asked before.
  const isCarried = chosen.kind === "chosen" && chosen.by === "thread";
  const choice: EnvironmentChoice =
    isCarried && dangerInForce(entry, chosen.id) === "high" ? { kind: "open", possible } : chosen;
  return {
    kind: "runbook" as const,
    entry,
    service,
    choice,
    destructive: asksForDestruction(asked.reading.words),
  };
}

function rowOf(choice: EnvironmentChoice, generic: boolean): Row {
  if (choice.kind === "lacking") return 13;
  if (choice.kind === "open") return 16;
  return generic ? 12 : 15;
}

/** The runbooks in force before deprecated ones, then those for the environment that is named. */
function narrowed<T extends BoundRunbook>(
  all: readonly T[],
  { environments }: Asked,
  service: Service,
  { corpus }: Situation,
): readonly T[] {
  const active = all.filter(({ entry }) => entry.status !== "deprecated");
  const left = active.length > 0 ? active : all;
  const [named] = environments;
  if (named === undefined || left.length === 1) return left;
  const fitting = left.filter(({ entry }) => {
    const possible = possibleEnvironments(entry, service, corpus.catalogue, () =>
      dependsOnEnvironment(entry),
    );
    return possible.length === 0 || possible.includes(named);
  });
  return fitting.length > 0 ? fitting : left;
}

/** What replaces a deprecated service, however often it was replaced. */
function inForce(service: Service, services: readonly Service[]) {
  const notes: Note[] = [];
  const seen = new Set<string>();
  let current = service;
  while (current.lifecycle === "deprecated" && !seen.has(current.id)) {
    seen.add(current.id);
    const { replacedBy } = current;
    const replacement = services.find(({ id }) => id === replacedBy);
    notes.push({ note: "deprecated", service: current, replacement });
    current = replacement ?? current;
  }
  return { service: current, notes };
}

function whyService({ service, spoken }: Target): readonly string[] {
  if (!spoken) return [`service ${service.id} (from the thread)`];
  const { by, name, said, rule } = spoken;
  const named = by === "id" ? `service ${service.id}` : `service ${service.id} (${by} "${name}")`;
  return rule === "exact" ? [named] : [`${named}, said "${said}"`];
}

/** A host that somebody names is not always the one that the steps are written for. */
function hostNote({ spoken }: Target, entry: Entry, choice: EnvironmentChoice): readonly Note[] {
  if (spoken?.by !== "host" || choice.kind !== "chosen") return [];
  const values = Object.values(entry.environments[choice.id]?.values ?? {});
  const hasParam = Object.keys(entry.params).length > 0;
  if (hasParam || values.length === 0 || values.includes(spoken.said)) return [];
  return [{ note: "host", said: spoken.said }];
}

/** Whether an entry speaks of the service, or of no service at all. */
export function isFor(entry: Entry, service: Service): boolean {
  return entry.services.length === 0 || specificityOf(entry, service) !== undefined;
}

/** Those that the search found first, the others in their own order. */
export function inOrderOf({ hits }: Ranking, entries: readonly Entry[]): readonly Entry[] {
  const order = hits.map(({ id }) => id);
  const rank = ({ id }: Entry) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}
