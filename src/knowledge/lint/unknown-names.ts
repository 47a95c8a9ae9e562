import { createNearest } from "../../search/nearest.ts";
import type { Check } from "./check.ts";
import { createYamlPlaces } from "./yaml-places.ts";

/** K030: services and environments that services.yaml does not have. */
export const unknownNames: Check = function* ({ pages, catalogue, yamlFiles }) {
  const services = new Set(catalogue.services.map(({ id }) => id));
  const kinds = new Set(catalogue.services.map(({ kind }) => kind));
  const environments = new Set(Object.keys(catalogue.environments));
  const nearestService = createNearest(
    catalogue.services.map(({ id, name, aliases }) => ({
      item: id,
      names: [id, name, ...aliases],
    })),
  );
  const isKnown = (service: string) =>
    service === "*" ||
    services.has(service) ||
    (service.startsWith("kind:") && kinds.has(service.slice("kind:".length)));
  const environmentFault = (id: string) => {
    const own = Object.entries(catalogue.environments).find(([, words]) => words.includes(id));
    const hint = own ? ` Did you mean "${own[0]}"?` : "";
    return `The environment "${id}" is not in services.yaml, which has ${[...environments].join(", ")}.${hint}`;
  };
  for (const { entry, file, fields, at } of pages) {
    for (const [index, service] of entry.services.entries()) {
      if (isKnown(service)) continue;
      const [near] = nearestService(service, 1);
      const what = service.startsWith("kind:")
        ? `No service in services.yaml is of the ${service.replace(":", " ")}.`
        : `The service "${service}" is not in services.yaml.${near === undefined ? "" : ` Did you mean "${near}"?`}`;
      yield { rule: "K030", file, ...at(["services", index]), message: what, about: service };
    }
    for (const [index, id] of Object.keys(entry.environments).entries()) {
      if (environments.has(id)) continue;
      const key = Array.isArray(fields().environments) ? index : id;
      const message = environmentFault(id);
      yield { rule: "K030", file, ...at(["environments", key]), message, about: id };
    }
  }
  const places = createYamlPlaces(yamlFiles);
  for (const service of catalogue.services) {
    for (const [index, id] of (service.environments ?? []).entries()) {
      if (environments.has(id)) continue;
      const place = places.of("services", service.id, ["environments", index]);
      const about = `${service.id} ${id}`;
      if (place) yield { rule: "K030", ...place, message: environmentFault(id), about };
    }
  }
};
