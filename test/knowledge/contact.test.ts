import { describe, expect, it } from "vitest";
import { parseCatalogue } from "../../src/knowledge/catalogue.ts";
import { contactOf, lastResort, printContact } from "../../src/knowledge/contact.ts";

const catalogueOf = (text: string) => parseCatalogue([{ file: "people.yaml", text }], []).catalogue;
const catalogue = catalogueOf(`
teams:
  - {id: team-a, name: Team A, slack: "#a", matrix: "#a:example.org", members: [ana]}
  - {id: team-b, slack: C0B}
people:
  - {id: ana, name: Ana, matrix: "@ana:example.org", email: ana@example.org}
  - {id: bo, matrix: "@bo:example.org"}
  - {id: cy, slack: U0CY}
`);

describe("an owner", () => {
  it.each([
    ["team-a", "Team A (#a:example.org)"],
    ["#a", "Team A (#a:example.org)"],
    ["#a:example.org", "Team A (#a:example.org)"],
    ["team-b", "team-b"],
    ["C0B", "team-b"],
    ["ana", "Ana (ana@example.org)"],
    ["bo", "bo (@bo:example.org)"],
    ["cy", "cy"],
    ["#govuk-2ndline", "#govuk-2ndline"],
    ["", ""],
  ])("%s is told as: %s", (owner, printed) =>
    expect(printContact(contactOf(owner, catalogue))).toBe(printed),
  );
});

describe("whom to ask when nothing fits", () => {
  const people = (ana: string, bo: string, teams: string) =>
    lastResort(
      catalogueOf(
        `teams: [${teams}]\npeople: [{id: ana, roles: [${ana}]}, {id: bo, roles: [${bo}]}]`,
      ),
    )?.name;

  it.each([
    [
      "a team with an admin",
      "editor",
      "admin",
      "{id: team-a, members: [ana]}, {id: team-b, members: [bo]}",
      "team-b",
    ],
    [
      "else a team with an editor",
      "",
      "editor",
      "{id: team-a, members: [ana]}, {id: team-b, members: [bo]}",
      "team-b",
    ],
    [
      "an admin without a team before a team with an editor",
      "editor",
      "admin",
      "{id: team-a, members: [ana]}",
      "bo",
    ],
    ["else nobody", "oncall", "", "{id: team-a, members: [ana]}", undefined],
  ])("is %s", (_what, ana, bo, teams, name) => expect(people(ana, bo, teams)).toBe(name));
});
