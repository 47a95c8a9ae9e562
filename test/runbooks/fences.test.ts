import { describe, expect, it } from "vitest";
import { differByEnvironment } from "../../src/runbooks/differ-by-environment.ts";
import { dependsOnEnvironment, fencesOf } from "../../src/runbooks/fences.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const front = `owner: pim
environments: {prod: {host: work1}, staging: {zone: b}}
params:
  target: {from: env.host, default: none}
  where: {from: env}
  host: {}
  zone: {from: service.k8s.zone}
  replicas: {type: int, default: 2}
  environment: {}`;
const runbookWith = (body: string) =>
  entryOf(knowledgeOf({ "runbooks/do.md": `---\ntitle: Do it\n${front}\n---\n\n${body}\n` }), "do");

describe("a runbook", () => {
  it.each([
    ["the environment", "On {{env}}."],
    ["a value of it", "On {{env.host}}."],
    ["a value that none of them has", "On {{env.other}}."],
    ["in code", "Run `ssh {{env.host}}`."],
    ["in a step's fence", "## Steps\n\n1. Run\n\n   ```\n   ssh {{env.host}}\n   ```"],
    ["in the address of a link", "See [it](https://{{env.host}})."],
    ["a fence for one of them", "```sh {env=prod}\nuptime\n```"],
    ["a param that takes a value of it", "On {{target}}."],
    ["a param that takes its name", "On {{where}}."],
    ["a param of the same name as a value", "On {{host}}."],
  ])("depends on the environment by %s", (_reason, body) => {
    expect(dependsOnEnvironment(runbookWith(body))).toBe(true);
  });

  it.each([
    ["nothing", "Run it."],
    ["a fence without a word of it", "```sh {role=undo}\nuptime\n```"],
    ["a param that takes another value, whatever its name", "In {{zone}}."],
    ["a param with a default", "To {{replicas}}."],
    ["a param whose name only begins like it", "On {{environment}}."],
    ["a placeholder that is escaped", "Write \\{{env}}, `\\{{env.host}}`."],
    ["another's template", "Write {{ env.host }}."],
    ["a name that every object has", "Write {{constructor}}."],
  ])("does not depend on the environment by %s", (_reason, body) => {
    expect(dependsOnEnvironment(runbookWith(body))).toBe(false);
  });

  it("does not depend on it by a param whose value was said", () => {
    const runbook = runbookWith("On {{host}} and {{target}}.");
    const { lead } = runbook.content();
    expect(differByEnvironment(lead, runbook, { host: "a" })).toBe(true);
    expect(differByEnvironment(lead, runbook, { host: "a", target: "b" })).toBe(false);
  });

  it("of another tool depends on nothing", () => {
    const page = "# Meaning\n\n{{env}}\n\n# Mitigation\n\n```sh {env=prod}\nuptime\n```\n";
    expect(dependsOnEnvironment(entryOf(knowledgeOf({ "runbooks/do.md": page }), "do"))).toBe(
      false,
    );
  });

  it("has the fences of an environment, of its lead and of all sections", () => {
    const runbook = runbookWith(
      "```\na\n```\n\n## Steps\n\n1. B\n\n   ```sh {env=prod output}\n   b\n   ```\n\n## Links\n\n```\nc\n```",
    );
    const codes = (environment: string | undefined) =>
      fencesOf(runbook, environment).map(({ code }) => code);
    expect(codes("prod")).toEqual(["a", "b", "c"]);
    expect(codes("staging")).toEqual(["a", "c"]);
    expect(codes(undefined)).toEqual(["a", "c"]);
    expect(fencesOf(runbook, "prod")[1]?.attributes).toEqual({ env: "prod", output: "true" });
  });
});
