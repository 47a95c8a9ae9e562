import type { Person, Team } from "../person.ts";
import type { Check, Found, Subject } from "./check.ts";
import { createYamlPlaces } from "./yaml-places.ts";

/**
 * K021: owners that chat cannot reach. What is wrong with a team or person is told once, in people.yaml; that a person has
 * left, at everything that still names them.
 */
export const unreachableOwners: Check = function* (subject) {
  const { pages, catalogue, yamlFiles } = subject;
  const places = createYamlPlaces(yamlFiles);
  const owned = ownedThings(subject);
  for (const team of catalogue.teams) {
    const first = owned.find(({ owner }) => owner === team.id);
    const fault = first && faultOfTeam(team, subject);
    if (!fault) continue;
    const place = places.of("teams", team.id) ?? first;
    yield found(place, `The team "${team.id}" owns entries or services, but ${fault}.`, team.id);
  }
  for (const person of catalogue.people) {
    const own = owned.filter(({ owner }) => owner === person.id);
    const [first] = own;
    if (!first) continue;
    if (hasLeft(person, subject)) {
      for (const place of own) {
        const message = `The owner "${person.id}" left on ${person.left}.`;
        yield found(place, message, `${person.id} left ${place.what}`);
      }
    } else if (!person.slack && !person.matrix) {
      const place = places.of("people", person.id) ?? first;
      const message = `"${person.id}" owns entries or services, but has no chat address: expected "slack" or "matrix".`;
      yield found(place, message, person.id);
    }
  }

  function ownedThings({ catalogue: { services } }: Subject) {
    const ofPages = pages.flatMap(({ entry, file, at }) =>
      entry.native && entry.owner !== undefined && entry.status !== "archived"
        ? [{ owner: entry.owner, what: "", file, placed: () => at(["owner"]) }]
        : [],
    );
    const ofServices = services.flatMap(({ id, owner }) => {
      const place = places.of("services", id, ["owner"]);
      return place ? [{ owner, what: id, file: place.file, placed: () => place }] : [];
    });
    return [...ofPages, ...ofServices].map(({ owner, what, file, placed }) => ({
      owner,
      what,
      file,
      get line() {
        return placed().line;
      },
      get column() {
        return placed().column;
      },
    }));
  }
};

const hasLeft = ({ left }: Person, { today }: Subject) =>
  left !== undefined && Temporal.PlainDate.compare(left, today) <= 0;

function faultOfTeam(team: Team, subject: Subject): string | undefined {
  const left = subject.catalogue.people.filter((person) => hasLeft(person, subject));
  if (team.members.every((id) => left.some((person) => person.id === id))) {
    return team.members.length === 0 ? "has no members" : "all its members have left";
  }
  if (team.slack || team.matrix) return undefined;
  return 'has no chat address: expected "slack" or "matrix"';
}

function found(
  { file, line, column }: Pick<Found, "file" | "line" | "column">,
  message: string,
  about: string,
): Found {
  return { rule: "K021", file, line, column, message, about };
}
