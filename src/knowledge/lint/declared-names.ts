import { editDistance } from "../../search/edit-distance.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Entry } from "../entry.ts";
import type { Service } from "../service.ts";

/** A name so near to another is a slip of it. */
const mostEdits = 2;

/** What the placeholders of a runbook may name. */
export type DeclaredNames = {
  /**
   * What is wrong with a name.
   *
   * @param environment the only one in which it is needed; undefined: all that the runbook has
   * @returns undefined when it has a value, or gets one from whoever is asked
   */
  faultOf(name: string, environment: string | undefined): string | undefined;
};

export function declaredNames(entry: Entry, { services }: Catalogue): DeclaredNames {
  const environments = Object.entries(entry.environments);
  const bound = services.filter(({ id }) => entry.services.includes(id));
  const groups = entry.services.flatMap((name) =>
    name === "*"
      ? [services]
      : name.startsWith("kind:")
        ? [services.filter(({ kind }) => kind === name.slice("kind:".length))]
        : [],
  );
  // Services that nobody knows are told elsewhere; what they would have cannot be known.
  const isUnknown = bound.length + groups.length < entry.services.length;
  const ofServices = [...bound, ...groups.flat()].map(namesOf);
  const all = () => [
    ...Object.keys(entry.params),
    "env",
    ...environments.flatMap(([, { values }]) => Object.keys(values).map((key) => `env.${key}`)),
    "service.id",
    "service.name",
    ...ofServices.flatMap((names) => [...names]),
  ];
  const nowhere = (name: string) => {
    const near = nearest(name, new Set(all()));
    const hint = near === undefined ? "" : ` Did you mean "{{${near}}}"?`;
    const expected = "expected a name of params, env.… or service.…";
    return `"{{${name}}}" is declared nowhere: ${expected}.${hint}`;
  };

  function environmentFault(name: string, environment: string | undefined) {
    const lacking = environments.filter(
      ([, { values }]) => !Object.hasOwn(values, name.slice("env.".length)),
    );
    if (lacking.length === environments.length) return nowhere(name);
    const told = lacking.flatMap(([id]) =>
      environment === undefined || environment === id ? [`"${id}"`] : [],
    );
    if (told.length === 0) return undefined;
    return `"{{${name}}}" has no value in the environment ${told.join(", ")}: expected one in each.`;
  }

  function serviceFault(name: string) {
    if (["service.id", "service.name"].includes(name) || isUnknown) return undefined;
    if (!ofServices.some((names) => names.has(name))) return nowhere(name);
    const lacking = bound.filter((service) => !namesOf(service).has(name)).map(({ id }) => id);
    if (lacking.length > 0) {
      return `"{{${name}}}" has no value for the service "${lacking.join('", "')}": expected one in services.yaml.`;
    }
    const isEmpty = groups.some((group) => !group.some((service) => namesOf(service).has(name)));
    return isEmpty ? `"{{${name}}}" has no value for any service of one of the kinds.` : undefined;
  }

  return {
    faultOf(name, environment) {
      if (name === "env" || Object.hasOwn(entry.params, name)) return undefined;
      if (name.startsWith("env.")) return environmentFault(name, environment);
      return name.startsWith("service.") ? serviceFault(name) : nowhere(name);
    },
  };
}

function namesOf({ details }: Service): ReadonlySet<string> {
  return new Set(
    Object.entries(details).flatMap(([map, values]) =>
      Object.keys(values).map((key) => `service.${map}.${key}`),
    ),
  );
}

function nearest(name: string, names: ReadonlySet<string>): string | undefined {
  const rated = [...names].map((near) => ({ near, edits: editDistance(name, near, mostEdits) }));
  const [first] = rated.filter(({ edits }) => edits <= mostEdits).sort((a, b) => a.edits - b.edits);
  return first?.near;
}
