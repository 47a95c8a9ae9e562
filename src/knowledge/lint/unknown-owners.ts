import { createNearest } from "../../search/nearest.ts";
import type { Check, Found, Subject } from "./check.ts";
import { createYamlPlaces } from "./yaml-places.ts";

/** K020: owners of entries and services that people.yaml does not know. */
export const unknownOwners: Check = function* (subject) {
  const { pages, catalogue, yamlFiles } = subject;
  const known = new Set([...catalogue.teams, ...catalogue.people].map(({ id }) => id));
  const hintFor = createHints(subject);
  const told = (owner: string): Pick<Found, "rule" | "message" | "about"> => ({
    rule: "K020",
    about: `owner ${owner}`,
    message: `The owner is "${owner}": people.yaml has no such team or person.${hintFor(owner)}`,
  });
  for (const { entry, file, at } of pages) {
    const { owner, native } = entry;
    if (!native || owner === undefined || known.has(owner)) continue;
    yield { ...told(owner), file, ...at(["owner"]) };
  }
  const places = createYamlPlaces(yamlFiles);
  for (const { id, owner } of catalogue.services) {
    if (known.has(owner)) continue;
    const place = places.of("services", id, ["owner"]);
    if (place) yield { ...told(owner), about: `owner ${owner} of ${id}`, ...place };
  }
};

function createHints({ catalogue }: Subject): (owner: string) => string {
  const nearest = createNearest(
    [...catalogue.teams, ...catalogue.people].map(({ id, name }) => ({
      item: id,
      names: [id, name ?? id],
    })),
  );
  const hints = new Map<string, string>();
  return (owner) => {
    const known = hints.get(owner);
    if (known !== undefined) return known;
    const [near] = nearest(owner, 1);
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    hints.set(owner, hint);
    return hint;
  };
}
