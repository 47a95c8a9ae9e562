import { describe, expect, it } from "vitest";
import { mayRead, stranger, viewerOf } from "../../src/knowledge/audience.ts";
import { personSchema, teamSchema } from "../../src/knowledge/person.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day("2026-03-01");
const teams = [
  teamSchema.parse({ id: "team-a", members: ["ana", "bo"] }),
  teamSchema.parse({ id: "team-b", members: ["bo"] }),
  teamSchema.parse({ id: "team-c" }),
];
const viewer = (id: string) => viewerOf(personSchema.parse({ id }), teams, today);

describe("an audience", () => {
  it.each([
    ["everyone", true, true, true],
    ["members", false, true, true],
    [["team-a"], false, true, true],
    [["team-b"], false, false, true],
    [["team-b", "team-a"], false, true, true],
    [["team-c"], false, false, false],
    [["nowhere"], false, false, false],
    [[], false, false, false],
  ] as const)("of %j lets in a stranger: %s, ana: %s, bo: %s", (audience, ...may) => {
    expect([stranger, viewer("ana"), viewer("bo")].map((one) => mayRead(audience, one))).toEqual(
      may,
    );
  });
});

describe("a person's rights", () => {
  it("are those of the teams that name them", () => {
    expect(viewer("bo")).toMatchObject({ kind: "member", teams: ["team-a", "team-b"] });
    expect(viewer("eve")).toMatchObject({ kind: "member", teams: [] });
  });

  it.each([
    ["2026-02-28", "stranger"],
    ["2026-03-01", "stranger"],
    ["2026-03-02", "member"],
  ])("end on the day they leave: %s", (left, kind) => {
    expect(viewerOf(personSchema.parse({ id: "ana", left }), teams, today).kind).toBe(kind);
  });
});
