import { lexiconOf, verbsOf } from "../lexicon.ts";
import type { Check, Found } from "./check.ts";
import { createYamlPlaces } from "./yaml-places.ts";

/** K033: services that nobody says how to restart, neither for them alone nor for all of their kind. */
export const missingRestarts: Check = function* ({ corpus, catalogue, yamlFiles }) {
  const lexicon = lexiconOf(catalogue, corpus.entries);
  const restarted = new Set(
    corpus.entries
      .filter(({ type, status }) => type === "runbook" && status === "active")
      .filter((entry) => verbsOf(entry, lexicon).includes("restart"))
      .flatMap(({ services }) => services),
  );
  if (restarted.has("*")) return;
  const places = createYamlPlaces(yamlFiles);
  for (const { id, kind, tier, lifecycle } of catalogue.services) {
    const isOfKind = kind !== undefined && restarted.has(`kind:${kind}`);
    if (lifecycle === "deprecated" || restarted.has(id) || isOfKind) continue;
    const place = places.of("services", id);
    if (!place) continue;
    yield {
      rule: "K033",
      ...(tier === 1 ? { severity: "warning" } : {}),
      ...place,
      about: id,
      message: `No runbook says how to restart "${id}"${tier === 1 ? ", a service of tier 1" : ""}.`,
    } satisfies Found;
  }
};
