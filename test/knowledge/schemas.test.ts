import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { splitFrontMatter } from "../../src/knowledge/front-matter.ts";
import { schemaFile } from "../../src/knowledge/schemas.ts";
import { editorSchemas as schemas } from "../support/editor-schemas.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "docs/schemas");
const names = ["answer", "runbook", "checklist", "services", "people", "oncall", "wifi"] as const;
const read = (file: string) => readFileSync(join(root, file), "utf8");

describe("the schemas for editors", () => {
  it("are one for each kind of file", () => {
    expect(Object.keys(schemas)).toEqual(names);
    expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.schema.json`).sort());
  });

  it.each(names)("%s is up to date, which `npm run schemas` sees to", (name) => {
    expect(read(`docs/schemas/${name}.schema.json`)).toBe(schemaFile(schemas[name]));
  });

  it.each(names)("%s is of draft 7, says what it is for, and describes every key", (name) => {
    const schema = JSON.parse(schemaFile(schemas[name]));
    expect(schema).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: expect.any(String),
      description: expect.any(String),
      type: "object",
      additionalProperties: false,
      patternProperties: { "^x-": {} },
    });
    const maps = [schema, ...Object.values<{ items?: object }>(schema.properties)].flatMap((map) =>
      "items" in map ? [map.items] : [map],
    );
    for (const { properties = {} } of maps) {
      expect(
        Object.entries<{ description?: string }>(properties).filter(([, one]) => !one.description),
      ).toEqual([]);
    }
  });

  it("require what an entry cannot do without", () => {
    const requiredBy = (name: (typeof names)[number]) =>
      JSON.parse(schemaFile(schemas[name])).required.sort();
    expect(requiredBy("runbook")).toEqual(["danger", "owner", "questions", "services", "title"]);
    expect(requiredBy("checklist")).toEqual(["owner", "title"]);
    // Questions are required as well, but of a pointer.
    expect(requiredBy("answer")).toEqual(["owner", "title"]);
  });
});

describe("the sample knowledge base", () => {
  it.each(["answer", "runbook", "checklist"] as const)(
    "has only sound front matter: %s",
    (name) => {
      const files = globSync(`knowledge/${name}s/**/*.md`, { cwd: root });
      expect(files).not.toEqual([]);
      for (const file of files) {
        const head = splitFrontMatter(read(file), file);
        const fields = "problem" in head ? head : head.fields;
        expect([file, schemas[name].safeParse(fields).error?.issues]).toEqual([file, undefined]);
      }
    },
  );

  it.each(["services", "people", "oncall", "wifi"] as const)(
    "has a sound %s.yaml, which names its schema",
    (name) => {
      const text = read(`knowledge/${name}.yaml`);
      expect(schemas[name].safeParse(parse(text)).error?.issues).toBeUndefined();
      expect(text).toMatch(`# yaml-language-server: $schema=../docs/schemas/${name}.schema.json\n`);
    },
  );
});

const entry = { title: "Kafka topics", owner: "ana", questions: ["where are the topics"] };
const runbook = { ...entry, services: ["kafka"], danger: "low" };
const { questions: _, ...unasked } = entry;
const { danger: __, ...careless } = runbook;

describe("a whole file", () => {
  it.each([
    ["answer", entry],
    ["answer", { ...entry, questions: "where are the topics", "x-team": { any: ["thing"] } }],
    ["answer", { ...unasked, type: "pointer" }],
    ["answer", { ...entry, reviewed: "2026-10-31", review_every: "30d", audience: ["team-a"] }],
    ["runbook", runbook],
    ["runbook", { ...runbook, environments: { prod: { host: "a", danger: "high" }, dev: null } }],
    ["checklist", unasked],
    ["services", {}],
    ["services", { environments: { dev: null }, services: [{ id: "kafka", owner: "ana" }] }],
    ["services", { services: [{ id: "kafka", owner: "ana", k8s: { deployment: "kafka" } }] }],
    [
      "people",
      { people: [{ id: "ana", ntfy: "env:ANA", notify: [{ via: "ntfy", after: "0m" }] }] },
    ],
    ["oncall", { schedules: { primary: { timezone: "Europe/Berlin", layers: [] } } }],
    ["wifi", { networks: [{ id: "guest", ssid: " A ", security: "open", "x-ap": 4 }] }],
    ["wifi", { networks: [{ id: "a", ssid: "A", security: "wpa", password: "file:../a" }] }],
    ["people", { people: [{ id: "ana", "x-desk": 4 }], teams: [{ id: "ops", members: "ana" }] }],
  ] as const)("will do: %s %j", (name, value) => {
    expect(schemas[name].safeParse(value).error?.issues).toBeUndefined();
  });

  it.each([
    ["answer", unasked, "questions"],
    ["answer", { ...entry, keyword: "offset" }, "keyword"],
    ["answer", { ...entry, title: "K" }, "title"],
    ["answer", { ...entry, type: "howto" }, "type"],
    ["answer", { ...entry, reviewed: "31.10.2026" }, "reviewed"],
    ["runbook", careless, "danger"],
    ["runbook", { ...runbook, danger: "very" }, "danger"],
    ["checklist", { title: "Onboard" }, "owner"],
    ["services", { service: [] }, "service"],
    ["services", { services: [{ id: "kafka" }] }, "owner"],
    ["services", { services: [{ id: "kafka", owner: "ana", alias: "bus" }] }, "alias"],
    ["people", { people: [{ id: "ana", mail: "ana@example.org" }] }, "mail"],
    ["people", { teams: [{ id: "ops", member: ["ana"] }] }, "member"],
    ["people", { people: [{ id: "ana", timezone: "Europe/Berlyn" }] }, "timezone"],
    ["people", { people: [{ id: "ana", webhook: "https://phone.example" }] }, "webhook"],
    ["oncall", { schedules: { primary: { timezone: "Europe/Berlin", override: [] } } }, "override"],
    ["oncall", { policies: { default: { steps: [], then_every: "2h" } } }, "then_every"],
    ["wifi", { networks: [{ id: "a", ssid: "A", security: "wep" }] }, "security"],
    ["wifi", { networks: [{ id: "a", ssid: "A", security: "wpa", password: "a b" }] }, "password"],
    ["wifi", { networks: [{ id: "a", ssid: "A", security: "open", hide: true }] }, "hide"],
  ] as const)("will not do: %s %j", (name, value, key) => {
    expect(JSON.stringify(schemas[name].safeParse(value).error?.issues)).toContain(`"${key}"`);
  });
});
