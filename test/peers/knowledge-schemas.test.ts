import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { splitFrontMatter } from "../../src/knowledge/front-matter.ts";
import { describeWith, peers } from "./peer.ts";

const root = join(import.meta.dirname, "../..");
const script = `
import json, sys, jsonschema
schema, values = json.load(sys.stdin)
jsonschema.Draft7Validator.check_schema(schema)
check = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
print(json.dumps([[error.message for error in check.iter_errors(value)] for value in values]))
`;

/** Reads front matter or a yaml file. */
function readValue(file: string): unknown {
  const text = readFileSync(join(root, file), "utf8");
  if (file.endsWith(".yaml")) return parse(text);
  const head = splitFrontMatter(text, file);
  return "problem" in head ? head : head.fields;
}

const entry = { title: "Kafka topics", owner: "ana" };
const asked = { ...entry, questions: ["where are the topics"] };

// Synapse brings a validator of JSON Schema with it, in the Python that the client library runs in, too.
describeWith(peers.nio, "the schemas for editors, in the eyes of another validator", (python) => {
  function faultsOf(name: string, values: readonly unknown[]): readonly (readonly string[])[] {
    const schema: unknown = JSON.parse(
      readFileSync(join(root, `docs/schemas/${name}.schema.json`), "utf8"),
    );
    const input = JSON.stringify([schema, values]);
    const { stdout, stderr } = spawnSync(python, ["-c", script], { input, encoding: "utf8" });
    expect(stderr).toBe("");
    return JSON.parse(stdout);
  }

  it.each([
    ["answer", "answers/**/*.md"],
    ["runbook", "runbooks/**/*.md"],
    ["checklist", "checklists/**/*.md"],
    ["services", "services.yaml"],
    ["people", "people.yaml"],
  ])("%s fits the whole sample knowledge base", (name, pattern) => {
    const files = globSync(`knowledge/${pattern}`, { cwd: root });
    expect(files).not.toEqual([]);
    const faults = faultsOf(name, files.map(readValue));
    expect(files.map((file, index) => [file, faults[index]])).toEqual(
      files.map((file) => [file, []]),
    );
  });

  it.each([
    ["answer", { ...entry, type: "pointer" }, { ...entry, type: "answer" }],
    ["answer", { ...asked, "x-team": 1 }, { ...asked, xteam: 1 }],
    ["answer", { ...asked, links: "https://example.org" }, { ...asked, links: 4 }],
    ["runbook", { ...asked, services: "*", danger: "none" }, { ...asked, services: "*" }],
    ["checklist", entry, { ...entry, danger: "very" }],
    ["services", { environments: { dev: null } }, { environment: {} }],
    ["people", { people: [{ id: "ana", "x-desk": 4 }] }, { people: [{ id: "ana", desk: 4 }] }],
  ])("%s tells good from bad", (name, good, bad) => {
    expect(faultsOf(name, [good, bad])).toEqual([[], [expect.any(String)]]);
  });
});
