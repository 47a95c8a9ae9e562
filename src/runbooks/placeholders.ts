import type { Entry } from "../knowledge/entry.ts";
import { placeholdersIn, replacePlaceholders } from "../knowledge/placeholder.ts";
import type { Service } from "../knowledge/service.ts";
import { paramRule } from "./param-rule.ts";
import { posixQuote } from "./posix-quote.ts";
import { isPrintable } from "./printable.ts";

/** What placeholders of a runbook stand for, by their names: `env.host`, `service.k8s.deployment`, `replicas`. */
export type Values = Readonly<Record<string, string>>;

/** Where the values of a runbook's placeholders may come from, besides its own defaults. */
export type ValueSources = {
  /** Values of params in the question. */
  readonly said: Values;
  /** Values of params from earlier in the thread, maybe for another runbook. */
  readonly thread: Values;
  /** The environment's id. */
  readonly environment: string | undefined;
  /** The one service the runbook is for, if there is just one. */
  readonly service: Service | undefined;
};

export type RunbookValues = {
  /** As they are put into text and code: those of a param with `quote: true` are one quoted word of a POSIX shell. */
  readonly values: Values;
  /** As they were given, for addresses, and to be kept with the thread. */
  readonly plain: Values;
};

/**
 * The values that a runbook's placeholders have: a param's from the question, else the thread, the environment, the
 * catalogue, its default; `env.…` and `service.…` as they are written in the runbook and the catalogue.
 *
 * A param takes the environment's value of the same name, unless `from` names another. What the question or the thread
 * gives against the param's rule is passed over; when the first of the other sources has a value against it, the param has
 * none, for the next would be a guess. `env` is always the environment itself.
 */
export function valuesOf(runbook: Entry, sources: ValueSources): RunbookValues {
  const plain = reviewedValues(runbook, sources.environment, sources.service);
  const reviewed = new Map(Object.entries(plain));
  const values = { ...plain };
  for (const [name, param] of Object.entries(runbook.params)) {
    if (name === "env") continue;
    const { accepts } = paramRule(param);
    const told = [own(sources.said, name), own(sources.thread, name)];
    const value =
      told.find((one) => one !== undefined && accepts(one)) ??
      reviewed.get(param.from ?? `env.${name}`) ??
      param.default;
    if (value === undefined || !accepts(value)) continue;
    plain[name] = value;
    values[name] = param.quote === true ? posixQuote(value) : value;
  }
  return { values, plain };
}

/** Puts the values in; what is missing stays to be seen as `<name?>`, and `\{{name}}` is `{{name}}`. */
export function fillPlaceholders(text: string, values: Values): string {
  return replacePlaceholders(text, (name) => own(values, name) ?? `<${name}?>`);
}

/** The names of a text's placeholders that have no value, in their order, each once. */
export function missingPlaceholders(text: string, values: Values): readonly string[] {
  return placeholdersIn(text).filter((name) => own(values, name) === undefined);
}

/** Any text will do, for somebody has reviewed it; one that cannot be printed was not seen. */
function reviewedValues(
  runbook: Entry,
  environment: string | undefined,
  service: Service | undefined,
): Record<string, string> {
  const environmentValues =
    environment === undefined ? undefined : runbook.environments[environment]?.values;
  const all: (readonly [string, string])[] = [
    ...(environment === undefined ? [] : [["env", environment] as const]),
    ...Object.entries(environmentValues ?? {}).map(
      ([key, value]) => [`env.${key}`, value] as const,
    ),
    ...(service ? serviceValues(service) : []),
  ];
  return Object.fromEntries(all.filter(([, value]) => isPrintable(value)));
}

function serviceValues({ id, name, details }: Service): readonly (readonly [string, string])[] {
  return [
    ["service.id", id],
    ["service.name", name],
    ...Object.entries(details).flatMap(([map, values]) =>
      Object.entries(values).map(([key, value]) => [`service.${map}.${key}`, value] as const),
    ),
  ];
}

function own(values: Values, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
