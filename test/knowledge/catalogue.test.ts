import { describe, expect, it } from "vitest";
import { importsOf, parseCatalogue } from "../../src/knowledge/catalogue.ts";
import { problemsOf } from "./read-page.ts";

const services = (text: string, ...imports: readonly string[]) =>
  parseCatalogue(
    [{ file: "services.yaml", text }],
    imports.map((one, index) => ({ file: `import-${index}.yaml`, text: one })),
  );
const people = (text: string) => parseCatalogue([{ file: "people.yaml", text }], []);

describe("services.yaml", () => {
  it("says everything about a service", () => {
    const { catalogue, problems } = services(`
services:
  - id: payments-api
    name: Payments API
    tier: 1
    lifecycle: deprecated
    replaced_by: payments-two
    aliases: [payments, pay-api]
    kind: k8s-deployment
    owner: team-payments
    escalation: payments
    environments: [staging, prod]
    hosts: pay1
    k8s: {deployment: payments-api, replicas: 2}
    vault: {path: secret/pay}
    links: [{title: Dashboard, url: "https://a.example"}]
`);
    expect(problems).toEqual([]);
    expect(catalogue.services).toEqual([
      {
        id: "payments-api",
        name: "Payments API",
        tier: 1,
        lifecycle: "deprecated",
        replacedBy: "payments-two",
        aliases: ["payments", "pay-api"],
        kind: "k8s-deployment",
        owner: "team-payments",
        escalation: "payments",
        environments: ["staging", "prod"],
        hosts: ["pay1"],
        links: [{ title: "Dashboard", url: "https://a.example" }],
        details: {
          k8s: { deployment: "payments-api", replicas: "2" },
          vault: { path: "secret/pay" },
        },
      },
    ]);
  });

  it("needs only id and owner", () => {
    expect(services("services: [{id: kafka, owner: ana}]").catalogue.services).toEqual([
      {
        id: "kafka",
        name: "kafka",
        tier: undefined,
        lifecycle: undefined,
        replacedBy: undefined,
        aliases: [],
        kind: undefined,
        owner: "ana",
        environments: undefined,
        hosts: [],
        links: [],
        details: {},
      },
    ]);
  });

  it("gives the words for environments and actions, in its order", () => {
    const { catalogue } = services(
      "environments: {prod: [production, live], staging: stg, dev: []}\nactions: {restart: [cycle the box]}",
    );
    expect(Object.entries(catalogue.environments)).toEqual([
      ["prod", ["production", "live"]],
      ["staging", ["stg"]],
      ["dev", []],
    ]);
    expect(catalogue.actions).toEqual({ restart: ["cycle the box"] });
  });

  it.each(["", "# nothing\n", "services: []", "environments:", "services:\nactions:\nimport:\n"])(
    "has three environments when it names none: %j",
    (text) => {
      const { catalogue, problems, broken } = services(text);
      expect([problems, broken]).toEqual([[], []]);
      expect(Object.keys(catalogue.environments)).toEqual(["prod", "staging", "dev"]);
    },
  );

  it.each([
    ["no owner", "{id: redis}", "services[1].owner is nothing"],
    ["no id", "{owner: ana}", "services[1].id is nothing"],
    ["an id that is none", "{id: Redis Cache, owner: ana}", 'services[1].id is "Redis Cache"'],
    [
      "an unknown lifecycle",
      "{id: redis, owner: ana, lifecycle: old}",
      'services[1].lifecycle is "old"',
    ],
    ["tier 0", "{id: redis, owner: ana, tier: 0}", "services[1].tier is 0"],
    ["tier 6", "{id: redis, owner: ana, tier: 6}", "services[1].tier is 6"],
    [
      "a link that is none",
      "{id: redis, owner: ana, links: [{title: X, url: nope}]}",
      'services[1].links[0].url is "nope"',
    ],
    [
      "a key without a map",
      "{id: redis, owner: ana, alias: cache}",
      'services[1].alias is "cache"',
    ],
    ["no map", "redis", 'services[1] is "redis"'],
    ["nothing", "", "services[1] is null"],
  ])("leaves out a service with %s, and says where", (_what, item, told) => {
    const { catalogue, problems, broken } = services(
      `services:\n  - {id: kafka, owner: ana}\n  - ${item}\n  - {id: etcd, owner: ana}\n`,
    );
    expect(catalogue.services.map(({ id }) => id)).toEqual(["kafka", "etcd"]);
    expect(problems).toEqual([
      expect.objectContaining({
        rule: "K003",
        file: "services.yaml",
        line: 3,
        message: expect.stringContaining(told),
      }),
    ]);
    expect(broken).toEqual([]);
  });

  it("gives an id to the first of two", () => {
    const { catalogue, problems } = services(
      "services:\n  - {id: kafka, owner: ana}\n  - {id: kafka, owner: bo}\n",
    );
    expect(catalogue.services.map(({ owner }) => owner)).toEqual(["ana"]);
    expect(problemsOf({ problems })).toEqual([expect.stringMatching(/^services.yaml:3:5 K010 /)]);
  });

  it.each([
    ["services: {id: kafka}", "services.yaml:1:1 K003"],
    ["environments: [prod]", "services.yaml:1:1 K003 environments is"],
    ["environments: {prod: 5, dev: [d]}", "services.yaml:1:16 K003 environments.prod is 5"],
    ["actions: {restart: {a: b}}", "services.yaml:1:11 K003 actions.restart is"],
    ["import: {a: b}", "services.yaml:1:1 K003 import is"],
  ])("loses only what is of the wrong kind: %s", (text, told) => {
    const { catalogue, problems } = services(`${text}\nx: 1`);
    expect(problemsOf({ problems })).toEqual([expect.stringContaining(told)]);
    expect(Object.keys(catalogue.environments)).toContain("dev");
  });

  it("keeps an environment whose words cannot be read, and all others", () => {
    const { catalogue } = services(
      "environments: {prod: 5, dev: [d]}\nactions: {restart: [cycle], stop: 5}",
    );
    expect(catalogue.environments).toEqual({ prod: [], dev: ["d"] });
    expect(catalogue.actions).toEqual({ restart: ["cycle"], stop: [] });
  });

  it.each([
    ["a: [1", "K001"],
    ["- a", "K003"],
    ["hello", "K003"],
    ["a: &a [*a]", "K001"],
  ])("says nothing at all when it is no map: %s", (text, rule) => {
    const { catalogue, problems, broken } = services(text);
    expect(problems.map((one) => one.rule)).toEqual([rule]);
    expect(broken).toEqual(["services.yaml"]);
    expect(catalogue.services).toEqual([]);
  });
});

describe("an import", () => {
  const component = (name: string, owner: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ${name}}\nspec: {type: service, lifecycle: production, owner: ${owner}}\n`;

  it("adds what is not written in services.yaml, which wins", () => {
    const { catalogue, problems } = services(
      "services: [{id: kafka, owner: ana}]",
      component("kafka", "bo"),
      component("etcd", "bo"),
    );
    expect(problems).toEqual([]);
    expect(catalogue.services.map(({ id, owner }) => [id, owner])).toEqual([
      ["kafka", "ana"],
      ["etcd", "bo"],
    ]);
  });

  it("may hold several documents", () => {
    const { catalogue } = services(
      "",
      `${component("kafka", "bo")}---\n${component("etcd", "group:default/team-a")}`,
    );
    expect(catalogue.services.map(({ id, owner }) => [id, owner])).toEqual([
      ["kafka", "bo"],
      ["etcd", "team-a"],
    ]);
  });

  it("that is broken takes down only itself", () => {
    const { catalogue, problems, broken } = services("", "a: [1", component("etcd", "bo"));
    expect(catalogue.services.map(({ id }) => id)).toEqual(["etcd"]);
    expect(problems.map(({ rule, file }) => [rule, file])).toEqual([["K001", "import-0.yaml"]]);
    expect(broken).toEqual(["import-0.yaml"]);
  });

  it("leaves out and tells a component without an owner", () => {
    const { catalogue, problems } = services("", "kind: Component\nmetadata: {name: kafka}\n");
    expect(catalogue.services).toEqual([]);
    expect(problemsOf({ problems })).toEqual([
      expect.stringMatching(/^import-0.yaml:1:1 K003 services\[0\].owner is nothing/),
    ]);
  });

  it.each([
    ["import: catalog-info.yaml", ["catalog-info.yaml"]],
    ["import: [a.yaml, b/*.yaml]", ["a.yaml", "b/*.yaml"]],
    ["import: 5", []],
    ["import:", []],
    ["services: []", []],
    ["a: [1", []],
    ["", []],
  ])("is asked for: %s", (text, files) => expect(importsOf(text)).toEqual(files));
});

describe("people.yaml", () => {
  it("says everything about people and teams", () => {
    const { catalogue, problems } = people(`
teams: [{id: team-a, name: A, slack: C0A, matrix: "#a:example.org", members: [ana, bo]}]
people:
  - {id: ana, name: Ana, slack: U0, matrix: "@ana:example.org", email: ana@example.org, roles: [editor, oncall-admin]}
  - {id: b, roles: admin, left: 2026-03-01}
`);
    expect(problems).toEqual([]);
    expect(catalogue.teams).toEqual([
      { id: "team-a", name: "A", slack: "C0A", matrix: "#a:example.org", members: ["ana", "bo"] },
    ]);
    expect(catalogue.people).toEqual([
      {
        id: "ana",
        name: "Ana",
        slack: "U0",
        matrix: "@ana:example.org",
        email: "ana@example.org",
        roles: ["editor", "oncall-admin"],
      },
      { id: "b", roles: ["admin"], left: Temporal.PlainDate.from("2026-03-01") },
    ]);
  });

  it.each([
    ["{id: bo, roles: [boss]}", 'people[1].roles[0] is "boss"'],
    ["{id: bo, left: yesterday}", 'people[1].left is "yesterday"'],
    ["{id: bo, left: 2026-02-30}", 'people[1].left is "2026-02-30"'],
    ["{id: Bo}", 'people[1].id is "Bo"'],
    ["{name: Bo}", "people[1].id is nothing"],
    ["{id: bo, email: 5}", "people[1].email is 5"],
  ])("leaves out whom it cannot read: %s", (item, told) => {
    const { catalogue, problems } = people(`people:\n  - {id: ana}\n  - ${item}\n`);
    expect(catalogue.people.map(({ id }) => id)).toEqual(["ana"]);
    expect(problems).toEqual([
      expect.objectContaining({ rule: "K003", line: 3, message: expect.stringContaining(told) }),
    ]);
  });
});
