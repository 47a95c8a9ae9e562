import type { Catalogue } from "./catalogue.ts";
import type { Service } from "./service.ts";

/** Machines of a service in an environment. */
export type NewHosts = {
  readonly hosts: readonly string[];
  /** Only their names say that they belong there: "stg-mail1" to staging. */
  readonly guessed: boolean;
};

/**
 * Finds the machines that a service has in an environment. The catalogue does not say which machine belongs where: with
 * several environments a part of the name tells, and those without one belong to the environment that is left over.
 */
export function newHosts(
  service: Service,
  environment: string,
  environments: readonly string[],
  words: Catalogue["environments"],
): NewHosts {
  const { hosts } = service;
  if (environments.length === 1) return { hosts, guessed: false };
  const placeOf = (host: string) => {
    const parts = host.toLowerCase().split(/[^a-z]+/);
    return environments.find((id) =>
      [id, ...(words[id] ?? [])].some((word) => parts.includes(word.toLowerCase())),
    );
  };
  const named = new Set(hosts.map(placeOf));
  const [left, ...more] = environments.filter((id) => !named.has(id));
  const rest = more.length === 0 ? left : undefined;
  return {
    hosts: hosts.filter((host) => (placeOf(host) ?? rest) === environment),
    guessed: true,
  };
}
