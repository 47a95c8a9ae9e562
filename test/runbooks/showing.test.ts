import { describe, expect, it } from "vitest";
import type { EnvironmentChoice } from "../../src/runbooks/environment-choice.ts";
import { showingOf } from "../../src/runbooks/showing.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const runbook = (front: string, code = "uptime") =>
  entryOf(
    knowledgeOf({
      "runbooks/do.md": `---\ntitle: Do it\nowner: pim\nservices: [billing]\n${front}\n---\n\nLead.\n\n## Steps\n\n\`\`\`shell\n${code}\n\`\`\`\n`,
    }),
    "do",
  );
const prod: EnvironmentChoice = { kind: "chosen", id: "prod", by: "name" };
const none: EnvironmentChoice = { kind: "none" };
const both: EnvironmentChoice = { kind: "open", possible: ["staging", "prod"] };
const lacking: EnvironmentChoice = {
  kind: "lacking",
  named: ["dev"],
  possible: ["staging", "prod"],
};

function show(
  front: string,
  choice: EnvironmentChoice,
  more: { readonly confirmed?: string; readonly destructive?: true; readonly code?: string } = {},
) {
  const { confirmed, destructive = false, code } = more;
  return showingOf({ entry: runbook(front, code), choice, destructive }, confirmed);
}

describe("a runbook for an environment that is chosen", () => {
  it.each(["none", "low", "medium"] as const)("is shown whole with danger %s", (danger) => {
    expect(show(`danger: ${danger}`, prod)).toEqual({
      showing: { danger, environment: "prod", ask: [], withheld: "none" },
      record: undefined,
    });
  });

  it.each([
    ["its own level is high", "danger: high", {}],
    ["the environment's is", "danger: low\nenvironments: {prod: {danger: high}}", {}],
    ["a command of it is", "danger: low", { code: "rm -rf /srv" }],
    ["the question is about destroying something", "danger: none", { destructive: true }],
  ] as const)(
    "is withheld until somebody asks for its commands where %s",
    (_reason, front, more) => {
      expect(show(front, prod, more)).toEqual({
        showing: { danger: "high", environment: "prod", ask: [], withheld: "until-shown" },
        record: undefined,
      });
    },
  );

  it("is shown whole where only another environment is of danger high", () => {
    const front = "danger: low\nenvironments: {staging: {danger: high}, prod: {}}";
    expect(show(front, prod).showing).toMatchObject({ danger: "low", withheld: "none" });
  });
});

describe("a runbook of danger high whose commands somebody asked for", () => {
  it.each([
    ["the environment shown", prod, "prod", "prod"],
    ["none, where there is none to choose", none, "", undefined],
  ] as const)(
    "is shown whole, and that is recorded, for %s",
    (_reason, choice, confirmed, environment) => {
      expect(show("danger: high", choice, { confirmed })).toEqual({
        showing: { danger: "high", environment, ask: [], withheld: "none" },
        record: { entry: "do", environment, danger: "high" },
      });
    },
  );

  it.each([
    ["another environment", prod, "staging"],
    ["a longer name of it", prod, "production"],
    ["none, where one is chosen", prod, ""],
    ["one, where there is none to choose", none, "prod"],
    ["one of those still to be chosen", both, "prod"],
    ["none of those still to be chosen", both, ""],
    ["one that it lacks", lacking, "dev"],
  ] as const)(
    "stays withheld, and nothing is recorded, where it was for %s",
    (_reason, choice, confirmed) => {
      const { showing, record } = show("danger: high", choice, { confirmed });
      expect(showing.withheld).not.toBe("none");
      expect(record).toBeUndefined();
    },
  );

  it("is recorded with danger high where only the question was about destroying something", () => {
    const { showing, record } = show("danger: low", prod, { destructive: true, confirmed: "prod" });
    expect(showing.withheld).toBe("none");
    expect(record).toEqual({ entry: "do", environment: "prod", danger: "high" });
  });
});

describe("a runbook that is not dangerous", () => {
  it("needs nobody to ask for its commands, and records nothing", () => {
    expect(show("danger: medium", prod, { confirmed: "prod" })).toMatchObject({
      showing: { withheld: "none" },
      record: undefined,
    });
  });
});

describe("a runbook whose environment is still to be chosen", () => {
  it("is shown whole where it is the same in all of them", () => {
    expect(show("danger: low", both).showing).toEqual({
      danger: "low",
      environment: undefined,
      ask: ["staging", "prod"],
      withheld: "none",
    });
  });

  it.each([
    ["a command depends on it", "danger: low", both, { code: "ssh {{env.host}}" }, "low"],
    [
      "its danger depends on it",
      "danger: low\nenvironments: {staging: {danger: none}, prod: {}}",
      both,
      {},
      "low",
    ],
    [
      "one of them is of danger high",
      "danger: low\nenvironments: {staging: {}, prod: {danger: high}}",
      both,
      {},
      "high",
    ],
    ["all of them are of danger high", "danger: high", both, {}, "high"],
    [
      "the question is about destroying something",
      "danger: none",
      both,
      { destructive: true },
      "high",
    ],
    ["the one that was named is not there", "danger: low", lacking, {}, "low"],
  ] as const)("shows no command where %s", (_reason, front, choice, more, danger) => {
    expect(show(front, choice, more)).toEqual({
      showing: { danger, environment: undefined, ask: ["staging", "prod"], withheld: "commands" },
      record: undefined,
    });
  });
});
