import type { Names } from "../../knowledge/names.ts";
import { createNearest } from "../../search/nearest.ts";
import { isMention, personNamed } from "../person-named.ts";
import type { Roster } from "../roster.ts";
import type { PageTarget } from "./paging.ts";
import { cutAfter, withoutLeadIn } from "./said-words.ts";

/** What a text begins with, if that can be paged, and what is said after it. */
export type NamedTarget = {
  readonly said: string;
  /** Several when they share the name. */
  readonly targets: readonly PageTarget[];
  /** By a mention or a name as it is written; else it may well be another word. */
  readonly isSure: boolean;
  readonly rest: string;
};

type Given = { readonly roster: Roster; readonly names: Pick<Names, "read"> };

/** Names of services have at most so many words here. */
const mostWords = 3;
const kinds = /^(?:service|schedule|policy)$/i;

/**
 * Finds what a text names first: `@bo`, or a service, schedule or policy, by the longest name. Of a service, schedule and
 * policy of the same name the service is meant. A kind may stand before: `policy nights`.
 */
export function targetFirst(text: string, given: Given): NamedTarget | undefined {
  const [first = ""] = cutAfter(text, 1).words;
  const person = personNamed(first.replace(/[:,]+$/, ""), given.roster.oncall.catalogue.people);
  if (person && isMention(first)) {
    return found(text, 1, [{ kind: "person", id: person.id }], true);
  }
  const named = namedFirst(text, given);
  if (named) return named;
  return person && found(text, 1, [{ kind: "person", id: person.id }], false);
}

function namedFirst(text: string, given: Given): NamedTarget | undefined {
  for (let count = mostWords; count > 0; count -= 1) {
    const { words } = cutAfter(text, count);
    if (words.length < count) continue;
    const [kind = "", id = ""] = words;
    const ofKind = count === 2 && kinds.test(kind) ? idOf(kind.toLowerCase(), id, given) : [];
    if (ofKind.length > 0) return found(text, count, ofKind, true);
    const services = servicesNamed(words.join(" ").replace(/^@/, ""), given);
    const ids = services ? [] : count === 1 ? idOf("any", kind, given) : [];
    if (services) return found(text, count, services.targets, services.isSure);
    // "default" is a word like others, and a policy nearly everywhere.
    if (ids.length > 0) return found(text, count, ids, ids[0]?.kind !== "default");
  }
  return undefined;
}

function found(
  text: string,
  count: number,
  targets: readonly PageTarget[],
  isSure: boolean,
): NamedTarget {
  const { words, rest } = cutAfter(text, count);
  return { said: words.join(" "), targets, isSure, rest: withoutLeadIn(rest) };
}

/** Services of which a text is the name, all of it. */
function servicesNamed(
  text: string,
  { names }: Given,
): { readonly targets: readonly PageTarget[]; readonly isSure: boolean } | undefined {
  const { services, words } = names.read(text);
  const [one, ...more] = services;
  if (!one || more.length > 0 || one.places.length < words.length) return undefined;
  const targets = one.services.map(({ id }) => ({ kind: "service", id }) as const);
  return { targets, isSure: one.rule === "exact" || one.rule === "separators" };
}

function idOf(
  kind: string,
  word: string,
  { roster: { oncall, schedules } }: Given,
): readonly PageTarget[] {
  const said = word.toLowerCase().replace(/^@|[,.:;!?]+$/g, "");
  const has = (things: readonly { readonly id: string }[], one: string) =>
    (kind === "any" || kind === one) && things.some(({ id }) => id === said);
  if (has(oncall.catalogue.services, "service")) return [{ kind: "service", id: said }];
  if (has(schedules, "schedule")) return [{ kind: "schedule", id: said }];
  if (!has(oncall.file.policies, "policy")) return [];
  return [said === "default" ? { kind: "default" } : { kind: "policy", id: said }];
}

/** What a word may have been meant for, nearest first. */
export function targetsNear(said: string, { oncall, schedules }: Roster): readonly PageTarget[] {
  const { people, services } = oncall.catalogue;
  const ofPeople = people.map(({ id, name = id }) => ({
    item: { kind: "person", id } as const,
    names: [id, name],
  }));
  const others = [
    ...services.map(({ id, name, aliases }) => ({
      item: { kind: "service", id } as const,
      names: [id, name, ...aliases],
    })),
    ...schedules.map(({ id }) => ({ item: { kind: "schedule", id } as const, names: [id] })),
    ...oncall.file.policies
      .filter(({ id }) => id !== "default")
      .map(({ id }) => ({ item: { kind: "policy", id } as const, names: [id] })),
  ];
  const nearest = createNearest<PageTarget>(isMention(said) ? [...ofPeople, ...others] : others);
  return nearest(said.replace(/^@/, ""), mostNear);
}

const mostNear = 3;
