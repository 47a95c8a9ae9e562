import type { Entry } from "../knowledge/entry.ts";
import type { Service } from "../knowledge/service.ts";

const pattern = /(\\?)\{\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}\}/g;

/** What placeholders of a runbook stand for, by their names: `env.host`, `service.k8s.deployment`, `replicas`. */
export type Values = Readonly<Record<string, string>>;

/**
 * The values that a runbook's placeholders have in an environment (or in none), from the environment, the catalogue and
 * the defaults of `params`.
 *
 * @param service the one service the runbook is for, if there is just one
 */
export function valuesOf(
  runbook: Entry,
  environment: string | undefined,
  service: Service | undefined,
): Values {
  const values: Record<string, string> = {};
  if (environment !== undefined) values.env = environment;
  for (const [key, value] of Object.entries(
    runbook.environments[environment ?? ""]?.values ?? {},
  )) {
    values[`env.${key}`] = value;
  }
  if (service) {
    values["service.id"] = service.id;
    values["service.name"] = service.name;
    for (const [map, details] of Object.entries(service.details)) {
      for (const [key, value] of Object.entries(details)) values[`service.${map}.${key}`] = value;
    }
  }
  for (const [name, param] of Object.entries(runbook.params)) {
    const value = (param.from === undefined ? undefined : values[param.from]) ?? param.default;
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Puts the values in; what is missing stays to be seen as `<name?>`, and `\{{name}}` is `{{name}}`. */
export function fillPlaceholders(text: string, values: Values): string {
  return text.replace(pattern, (whole, backslash: string, name: string) =>
    backslash === ""
      ? ((Object.hasOwn(values, name) ? values[name] : undefined) ?? `<${name}?>`)
      : whole.slice(1),
  );
}

/** The names of the placeholders in a text, in their order, each once. */
export function placeholdersIn(text: string): readonly string[] {
  const names = [...text.matchAll(pattern)].flatMap(([, backslash, name]) =>
    backslash === "" && name !== undefined ? [name] : [],
  );
  return [...new Set(names)];
}
