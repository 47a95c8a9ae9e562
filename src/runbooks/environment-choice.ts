import type { Catalogue } from "../knowledge/catalogue.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Service } from "../knowledge/service.ts";

/** For which environment a runbook is shown. */
export type EnvironmentChoice =
  /** There is nothing to choose. */
  | { readonly kind: "none" }
  | {
      readonly kind: "chosen";
      readonly id: string;
      /** Somebody named it, or a host of it; it is the only one; the thread was about it. */
      readonly by: "name" | "host" | "only" | "thread";
    }
  /** What was named is none of those that there are. */
  | {
      readonly kind: "lacking";
      readonly named: readonly string[];
      readonly possible: readonly string[];
    }
  | { readonly kind: "open"; readonly possible: readonly string[] };

/** What a question says of environments. */
export type EnvironmentsAsked = {
  /** Ids that it names, each once. */
  readonly named: readonly string[];
  /** A host that it names. */
  readonly host: string | undefined;
  /** What the thread was about. */
  readonly assumed: string | undefined;
};

/**
 * Environments in which a runbook may be run: its own, as far as the service has them; where neither names any, those of
 * the catalogue, if its text depends on the environment.
 */
export function possibleEnvironments(
  runbook: Entry,
  service: Service | undefined,
  catalogue: Catalogue,
  isDependent: () => boolean,
): readonly string[] {
  const own = Object.keys(runbook.environments);
  const theirs = service?.environments;
  if (own.length > 0) {
    const shared = theirs ? own.filter((id) => theirs.includes(id)) : own;
    return shared.length > 0 ? shared : own;
  }
  if (theirs) return theirs;
  return isDependent() ? Object.keys(catalogue.environments) : [];
}

/** One possible environment counts as named; what the thread was about only where it is possible. */
export function chooseEnvironment(
  runbook: Entry,
  possible: readonly string[],
  { named, host, assumed }: EnvironmentsAsked,
  catalogue: Catalogue,
): EnvironmentChoice {
  const [only, ...others] = possible;
  if (only === undefined) return { kind: "none" };
  const fitting = named.filter((id) => possible.includes(id));
  if (fitting.length < named.length) return { kind: "lacking", named, possible };
  const [first] = fitting;
  if (first !== undefined) {
    if (fitting.length > 1) return { kind: "open", possible: fitting };
    return { kind: "chosen", id: first, by: "name" };
  }
  if (others.length === 0) return { kind: "chosen", id: only, by: "only" };
  const ofHost =
    host === undefined ? undefined : environmentOfHost(host, runbook, possible, catalogue);
  if (ofHost !== undefined) return { kind: "chosen", id: ofHost, by: "host" };
  return assumed !== undefined && possible.includes(assumed)
    ? { kind: "chosen", id: assumed, by: "thread" }
    : { kind: "open", possible };
}

/** The one environment that has the host among its values, else the one whose word stands in the host's name. */
function environmentOfHost(
  host: string,
  runbook: Entry,
  possible: readonly string[],
  catalogue: Catalogue,
): string | undefined {
  const having = possible.filter((id) =>
    Object.values(runbook.environments[id]?.values ?? {}).includes(host),
  );
  if (having.length === 1) return having[0];
  const parts = host.toLowerCase().split(/[^a-z0-9]+/);
  const worded = possible.filter((id) =>
    [id, ...(catalogue.environments[id] ?? [])].some((word) => parts.includes(word.toLowerCase())),
  );
  return worded.length === 1 ? worded[0] : undefined;
}
