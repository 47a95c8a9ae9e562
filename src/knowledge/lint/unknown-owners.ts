import { createNearest } from "../../search/nearest.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Check, Found } from "./check.ts";
import { createYamlPlaces } from "./yaml-places.ts";

/** K020: owners of entries and services that people.yaml does not know. */
export const unknownOwners: Check = function* ({ pages, catalogue, yamlFiles }) {
  const faultOf = createOwnerFaults(catalogue);
  for (const { entry, file, at } of pages) {
    const fault = entry.native ? faultOf(entry.owner) : undefined;
    if (fault) yield { ...fault, file, ...at(["owner"]) };
  }
  const places = createYamlPlaces(yamlFiles);
  for (const { id, owner } of catalogue.services) {
    const fault = faultOf(owner);
    const place = fault && places.of("services", id, ["owner"]);
    if (place) yield { ...fault, about: `owner ${owner} of ${id}`, ...place };
  }
};

/** Tells what is wrong with an owner, and who may be meant; nothing where there is one, or none is named. */
export function createOwnerFaults({
  teams,
  people,
}: Pick<Catalogue, "teams" | "people">): (
  owner: string | undefined,
) => Pick<Found, "rule" | "message" | "about"> | undefined {
  const owners = [...teams, ...people];
  const known = new Set(owners.map(({ id }) => id));
  const nearest = createNearest(
    owners.map(({ id, name }) => ({ item: id, names: [id, name ?? id] })),
  );
  const hints = new Map<string, string>();
  const hintFor = (owner: string) => {
    const told = hints.get(owner);
    if (told !== undefined) return told;
    const [near] = nearest(owner, 1);
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    hints.set(owner, hint);
    return hint;
  };
  return (owner) =>
    owner === undefined || known.has(owner)
      ? undefined
      : {
          rule: "K020",
          about: `owner ${owner}`,
          message: `The owner is "${owner}": people.yaml has no such team or person.${hintFor(owner)}`,
        };
}
