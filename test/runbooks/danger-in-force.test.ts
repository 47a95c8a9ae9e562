import { describe, expect, it } from "vitest";
import { dangerInForce, dangerOfChoice } from "../../src/runbooks/danger-in-force.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const fence = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\`\n\n`;
const runbook = (front: string, body: string) =>
  entryOf(
    knowledgeOf({
      "runbooks/do.md": `---\ntitle: Do it\nowner: pim\nservices: [billing]\n${front}\n---\n\nLead.\n\n## Steps\n\n${body}\n`,
    }),
    "do",
  );
const reading = fence("shell", "uptime");
const restarting = fence("shell", "sudo systemctl restart billing");
const dropping = fence("sql", "DROP TABLE invoices;");

describe("the danger of a runbook in an environment", () => {
  it.each([
    ["the entry's, be it none", "danger: none", reading, "prod", "none"],
    ["the entry's", "danger: low", reading, "prod", "low"],
    ["the entry's where none is chosen", "danger: medium", reading, undefined, "medium"],
    ["none where the page says nothing", "x-note: a", reading, "prod", "none"],
    [
      "the environment's own, which is lower",
      "danger: high\nenvironments: {prod: {danger: low}}",
      reading,
      "prod",
      "low",
    ],
    [
      "the environment's own, which is higher",
      "danger: low\nenvironments: {prod: {danger: high}}",
      reading,
      "prod",
      "high",
    ],
    [
      "not that of another environment",
      "danger: low\nenvironments: {prod: {danger: high}, dev: {}}",
      reading,
      "dev",
      "low",
    ],
    [
      "not that of an environment where none is chosen",
      "danger: low\nenvironments: {prod: {danger: high}}",
      reading,
      undefined,
      "low",
    ],
  ])("is %s", (_reason, front, body, environment, danger) => {
    expect(dangerInForce(runbook(front, body), environment)).toBe(danger);
  });

  it.each([
    ["by a command that is worse", "danger: low", restarting, "prod", "medium"],
    ["by one that destroys", "danger: medium", dropping, "prod", "high"],
    [
      "by one that hides behind a comment",
      "danger: low",
      fence("sql", "/* now */ DROP TABLE x;"),
      "prod",
      "high",
    ],
    ["not by a command that is as bad", "danger: medium", restarting, "prod", "medium"],
    ["not by a command that is less bad", "danger: high", restarting, "prod", "high"],
    [
      "not by what a command prints",
      "danger: low",
      fence("text {output}", "rm -rf /srv"),
      "prod",
      "low",
    ],
    ["not by a file", "danger: low", fence("yaml", "run: rm -rf /srv"), "prod", "low"],
    [
      "not by a command where the environment has a level of its own",
      "danger: low\nenvironments: {prod: {danger: low}}",
      dropping,
      "prod",
      "low",
    ],
    [
      "by a command in the environment next to it",
      "danger: low\nenvironments: {prod: {danger: low}, dev: {}}",
      dropping,
      "dev",
      "high",
    ],
    [
      "by a command that is for it",
      "danger: low\nenvironments: {prod: {}, dev: {}}",
      fence("sql {env=prod}", "DROP TABLE x;"),
      "prod",
      "high",
    ],
    [
      "not by a command for another",
      "danger: low\nenvironments: {prod: {}, dev: {}}",
      fence("sql {env=prod}", "DROP TABLE x;"),
      "dev",
      "low",
    ],
    [
      "by what the fence says of itself",
      "danger: low",
      fence("shell {danger=high}", "./wipe"),
      "prod",
      "high",
    ],
    [
      "by what the fence says, even where the environment has a level of its own",
      "danger: low\nenvironments: {prod: {danger: low}}",
      fence("shell {danger=medium}", "./wipe"),
      "prod",
      "medium",
    ],
    [
      "not by a fence that says less",
      "danger: medium",
      fence("shell {danger=none}", "uptime"),
      "prod",
      "medium",
    ],
    [
      "not by a fence that says less than it does",
      "danger: low",
      fence("shell {danger=none}", "sudo systemctl restart x"),
      "prod",
      "medium",
    ],
    [
      "not by a word that is no level",
      "danger: low",
      fence("shell {danger=extreme}", "uptime"),
      "prod",
      "low",
    ],
  ])(
    "is raised, and only raised, by its fences: %s",
    (_reason, front, body, environment, danger) => {
      expect(dangerInForce(runbook(front, body), environment)).toBe(danger);
    },
  );

  it("is that of the worst fence, wherever it stands", () => {
    const body = `1. One.\n\n   ${restarting.replaceAll("\n", "\n   ")}\n\n> ${dropping.trim().replaceAll("\n", "\n> ")}\n\n## Roll back\n\n${reading}`;
    expect(dangerInForce(runbook("danger: none", body), "prod")).toBe("high");
  });

  it("is none for a page of another tool, whatever it runs", () => {
    const page = `# Meaning\n\nIt is down.\n\n# Mitigation\n\n${dropping}`;
    const entry = entryOf(knowledgeOf({ "runbooks/it-is-down.md": page }), "it-is-down");
    expect(dangerInForce(entry, "prod")).toBe("none");
  });
});

describe("the danger that a choice leads to", () => {
  const entry = runbook(
    "danger: low\nenvironments: {prod: {danger: high}, staging: {danger: medium}, dev: {danger: none}, qa: {}}",
    reading,
  );

  it.each([
    ["the chosen one's", { kind: "chosen", id: "dev", by: "name" }, "none"],
    ["the entry's where there is none to choose", { kind: "none" }, "low"],
    ["the worst of those left", { kind: "open", possible: ["dev", "staging", "qa"] }, "medium"],
    ["the worst of those left, with prod", { kind: "open", possible: ["dev", "prod"] }, "high"],
    ["that of the one left", { kind: "open", possible: ["dev"] }, "none"],
    [
      "the worst of those that there are",
      { kind: "lacking", named: ["uat"], possible: ["dev", "staging"] },
      "medium",
    ],
  ] as const)("is %s", (_reason, choice, danger) => {
    expect(dangerOfChoice(entry, choice)).toBe(danger);
  });
});
