import type { Catalogue } from "./catalogue.ts";
import type { Person } from "./person.ts";

/** Who is to be asked, in words for people. */
export type Contact = {
  readonly name: string;
  /** Where they are reached: a room's address or an e-mail address, if people.yaml has one that can be read. */
  readonly address: string | undefined;
};

/** Finds an owner by the id of a team or person, or by a team's room; any other text is its own name. */
export function contactOf(owner: string, catalogue: Catalogue): Contact {
  const team =
    catalogue.teams.find(({ id }) => id === owner) ??
    catalogue.teams.find(({ slack, matrix }) => slack === owner || matrix === owner);
  if (team) return { name: team.name ?? team.id, address: team.matrix };
  const person = catalogue.people.find(({ id }) => id === owner);
  return person ? contactOfPerson(person) : { name: owner, address: undefined };
}

export function contactOfPerson({ id, name, email, matrix }: Person): Contact {
  return { name: name ?? id, address: email ?? matrix };
}

/** Whom to ask when nothing fits: the first team with an admin in it, else with an editor. */
export function lastResort(catalogue: Catalogue): Contact | undefined {
  for (const role of ["admin", "editor"] as const) {
    const people = catalogue.people.filter(({ roles }) => roles.includes(role));
    const team = catalogue.teams.find(({ members }) =>
      people.some(({ id }) => members.includes(id)),
    );
    if (team) return contactOf(team.id, catalogue);
    const [person] = people;
    if (person) return contactOfPerson(person);
  }
  return undefined;
}

/** A contact as it stands in a sentence: `Platform (#platform:example.org)`. */
export function printContact({ name, address }: Contact): string {
  return address === undefined ? name : `${name} (${address})`;
}
