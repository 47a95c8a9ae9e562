import type { Catalogue } from "../catalogue.ts";

/** Whether somebody may be paged in the owner's place: a person who handles pages, or a team with one who is still there. */
export function hasOnCall(
  owner: string | undefined,
  { teams, people }: Pick<Catalogue, "teams" | "people">,
  today: Temporal.PlainDate,
): boolean {
  const members = teams.find(({ id }) => id === owner)?.members ?? [owner];
  return people.some(
    ({ id, roles, left }) =>
      members.includes(id) &&
      (roles.includes("oncall") || roles.includes("oncall-admin")) &&
      (left === undefined || Temporal.PlainDate.compare(left, today) > 0),
  );
}
