import type { Audience } from "./entry.ts";
import type { Person, Team } from "./person.ts";

/** Whose rights count: nobody known, or a person with the teams they are in. */
export type Viewer =
  | { readonly kind: "stranger" }
  | { readonly kind: "member"; readonly person: Person; readonly teams: readonly string[] };

export const stranger: Viewer = { kind: "stranger" };

/** The rights of a person at `today`; somebody who has left is a stranger from that day on. */
export function viewerOf(
  person: Person,
  teams: readonly Team[],
  today: Temporal.PlainDate,
): Viewer {
  if (person.left && Temporal.PlainDate.compare(person.left, today) <= 0) return stranger;
  const own = teams.filter((team) => team.members.includes(person.id)).map((team) => team.id);
  return { kind: "member", person, teams: own };
}

/** Whether the viewer may know that something with this audience exists. An unknown team lets nobody in. */
export function mayRead(audience: Audience, viewer: Viewer): boolean {
  if (audience === "everyone") return true;
  if (viewer.kind === "stranger") return false;
  return audience === "members" || audience.some((team) => viewer.teams.includes(team));
}
