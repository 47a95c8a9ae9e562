import type { Catalogue } from "./catalogue.ts";
import { newHosts } from "./new-hosts.ts";
import { newList, newScalar } from "./new-scalar.ts";
import { placeholdersIn, replacePlaceholders } from "./placeholder.ts";
import type { Service } from "./service.ts";

/** Where a value comes from that commands need. */
type Source = {
  readonly what: string;
  /** Where services.yaml may have it. */
  readonly detail?: readonly [map: string, key: string];
  /** Each environment has its own, so that one value of the catalogue will do for one environment only. */
  readonly varies?: true;
  /** Its rule in `params`, and what is open about it; without one it is guessed to be called as the service is. */
  readonly param?: readonly [rule: string, open: string];
};

const unknown = "a default, or a pattern that it must match";
const sources: Readonly<Record<string, Source>> = {
  context: { what: "the context of kubectl", varies: true, param: ["", unknown] },
  namespace: { what: "the namespace", detail: ["k8s", "namespace"] },
  deployment: { what: "the deployment", detail: ["k8s", "deployment"] },
  host: { what: "the machine", detail: ["vm", "host"], varies: true, param: ["", unknown] },
  unit: { what: "the systemd unit", detail: ["systemd", "unit"] },
  replicas: {
    what: "how many pods there shall be",
    param: [", type: int, min: 1, max: 10", "the least and the most that make sense"],
  },
};

/** A body whose placeholders are all declared, and the lines of the front matter that declare them. */
export type NewValues = {
  readonly body: string;
  readonly environments: readonly string[];
  readonly params: readonly string[];
};

/**
 * Declares what the commands of a body need, in place of the bare names by which it stands there: as a value of the
 * catalogue where that has it, else of each environment, else as a parameter. What nobody knows is marked.
 *
 * @param environments those of the service
 * @param words other words for each environment, which names of machines may hold
 */
export function newValues(
  body: string,
  service: Service | undefined,
  environments: readonly string[],
  words: Catalogue["environments"],
): NewValues {
  const placed = placeholdersIn(body).map((name) => ({
    name,
    ...placeOf(name, service, environments),
  }));
  const inPlace = new Map(placed.map(({ name, placeholder }) => [name, placeholder]));
  const byEnvironment = placed.filter(({ kind }) => kind === "environment");
  const params = placed.filter(({ kind }) => kind === "param");
  const valuesIn = (environment: string) =>
    byEnvironment.map(({ name }) => {
      const hosts =
        name === "host" && service
          ? newHosts(service, environment, environments, words)
          : { hosts: [], guessed: true };
      return `    ${name}: ${environmentValue(sources[name]?.what ?? name, hosts)}`;
    });
  return {
    body: replacePlaceholders(body, (name) => `{{${inPlace.get(name)}}}`),
    environments:
      byEnvironment.length === 0
        ? environments.slice(0, 1).map(() => `environments: ${newList(environments)}`)
        : [
            "environments:",
            ...environments.flatMap((id) => [`  ${newScalar(id)}:`, ...valuesIn(id)]),
          ],
    params: [
      ...params.slice(0, 1).map(() => "params:"),
      ...params.map(({ name }) => paramLine(name, service)),
    ],
  };
}

function placeOf(name: string, service: Service | undefined, environments: readonly string[]) {
  const { detail, varies } = sources[name] ?? {};
  const isKnown = detail && service?.details[detail[0]]?.[detail[1]];
  if (isKnown && !(varies && environments.length > 1)) {
    return { kind: "catalogue", placeholder: `service.${detail.join(".")}` } as const;
  }
  return varies && environments.length > 0
    ? ({ kind: "environment", placeholder: `env.${name}` } as const)
    : ({ kind: "param", placeholder: name } as const);
}

function environmentValue(
  what: string,
  { hosts, guessed }: { readonly hosts: readonly string[]; readonly guessed: boolean },
): string {
  const [only, ...more] = hosts;
  if (only === undefined) return `TODO # ${what}`;
  if (more.length > 0) return `TODO # ${what}: ${hosts.map(newScalar).join(" or ")}`;
  return `${newScalar(only)}${guessed ? ` # TODO: ${what}; a guess by its name` : ""}`;
}

function paramLine(name: string, service: Service | undefined): string {
  const { what = name, param } = sources[name] ?? {};
  const [rule, open] = param ?? [
    `, default: ${newScalar(service?.id ?? name)}`,
    "the default is a guess",
  ];
  return `  ${name}: {description: ${what}${rule}} # TODO: ${open}`;
}
