import { describe, expect, it } from "vitest";
import { parseCatalogue } from "../../src/knowledge/catalogue.ts";
import { lexiconOf, verbsOf } from "../../src/knowledge/lexicon.ts";
import { type Beginning, newEntry } from "../../src/knowledge/new-entry.ts";
import { newPlace } from "../../src/knowledge/new-place.ts";
import { placeholdersIn } from "../../src/knowledge/placeholder.ts";
import { lintFiles } from "./lint/lint-files.ts";
import { entryOf, readPage } from "./read-page.ts";

/** One service of each kind, with none, one and two environments. */
const kinds = {
  kube: "kind: k8s-deployment, k8s: {deployment: web, namespace: shop}",
  bare: "kind: kubernetes",
  unit: "kind: systemd-unit, hosts: [one1, stg-one1, stg-one2], systemd: {unit: one}",
  machine: "kind: systemd-unit, vm: {host: two1}, tier: 1",
  lambda: "kind: lambda",
  plain: "tier: 1",
};
const environments = ["", "environments: [prod]", "environments: [staging, prod]"];
const services = Object.entries(kinds).flatMap(([id, kind]) =>
  environments.map((where, count) =>
    [`id: ${id}-${count}`, "owner: team-a", ...[kind, where].filter((part) => part !== "")].join(
      ", ",
    ),
  ),
);
const more = [
  "id: pay, name: Pay API, owner: team-a, aliases: [till, cash desk, the till, pay-api]",
  "id: solo, owner: team-a, kind: systemd-unit, hosts: [solo1], environments: [prod]",
  `id: many, owner: team-a, aliases: ["${"x".repeat(140)}", ${Array.from({ length: 30 }, (_, at) => `alias${at}`).join(", ")}]`,
  'id: "0123", owner: team-a, environments: [moon, prod]',
];
const servicesYaml = `services:\n${[...services, ...more].map((one) => `  - {${one}}\n`).join("")}`;
const yaml = {
  "services.yaml": servicesYaml,
  "people.yaml":
    "teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: ana, slack: U01, roles: [oncall]}, {id: bo, slack: U02}]\n",
};
const { catalogue } = parseCatalogue(
  Object.entries(yaml).map(([file, text]) => ({ file, text })),
  [],
);
const serviceOf = (id: string) => {
  const found = catalogue.services.find((one) => one.id === id);
  if (!found) throw new Error(`There is no service ${id}.`);
  return found;
};
const lexicon = lexiconOf(catalogue, []);

const beginning: Beginning = {
  type: "runbook",
  title: "Restart it",
  service: undefined,
  action: undefined,
  owner: "team-a",
  ownerGuessed: false,
  today: Temporal.PlainDate.from("2026-11-25"),
  corpus: { catalogue, entries: [] },
};
const begin = (service: string | undefined, given: Partial<Beginning> = {}) =>
  newEntry({
    ...beginning,
    service: service === undefined ? undefined : serviceOf(service),
    ...given,
  });
const read = (text: string) => entryOf(readPage("runbooks/new.md", text));
const rolesOf = (text: string) =>
  read(text)
    .content()
    .sections.map(({ role }) => role);
const commandsOf = (text: string) =>
  [...text.matchAll(/^ *```shell\n([\s\S]*?)\n *```$/gm)].map(([, code = ""]) => code.trim());

/** Everything that lint finds, but K064 on the lines that are marked. */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { findings } = lintFiles({ ...files, ...yaml });
  const marked = Object.entries(files).flatMap(([file, text]) =>
    text.split("\n").flatMap((line, at) => (line.includes("TODO") ? [`${file}:${at + 1}`] : [])),
  );
  const told = findings.filter(({ rule }) => rule === "K064");
  expect(told.map(({ file, line }) => `${file}:${line}`).sort()).toEqual([...marked].sort());
  return findings.flatMap(({ rule, file, line, message }) =>
    rule === "K064" || file === "services.yaml" ? [] : [`${file}:${line} ${rule} ${message}`],
  );
}

describe("a runbook that is only begun", () => {
  it("lints clean but for what is marked, whatever the kind, the environments and the verb", () => {
    // Every verb with every kind, and with every number of environments, though not with each pair of them.
    const texts = [...lexicon.keys(), "defrost"].flatMap((verb, turn) =>
      catalogue.services
        .filter((_, at) => (at + turn) % 2 === 0)
        .map(({ id }) => {
          const title = `${verb} ${id}`;
          return [newPlace("runbook", title).file, begin(id, { title })] as const;
        }),
    );
    expect(new Map(texts).size).toBe((catalogue.services.length * (lexicon.size + 1)) / 2);
    expect(faultsOf(Object.fromEntries(texts))).toEqual([]);
  });

  it.each([
    'Restart "pay": now',
    "Restart {{pay}} & co",
    "Restart 'it' #1, then %",
    "Restart ```pay",
    "Restart <pay> [1]",
    "Restart *",
    "Restart a\\b",
    "Restart --- it",
    "Restart 日本語",
    "Restart YOUR_HOST",
    `Restart ${"a".repeat(72)}`,
  ])("lints clean with the title %j", (title) => {
    for (const service of ["kube-2", "unit-2", "plain-0", "0123"]) {
      const text = begin(service, { title });
      expect(faultsOf({ [newPlace("runbook", title).file]: text })).toEqual([]);
      expect(read(text)).toMatchObject({ title, services: [service] });
    }
  });

  it.each([
    ["Restart pay", undefined, [], "restart"],
    ["Bounce pay", undefined, [], "restart"],
    ["Roll back pay", undefined, [], "rollback"],
    ["Restart pay", "restart", [], "restart"],
    ["Restart pay", "bounce", [], "restart"],
    ["Unstick pay", "bounce", ["restart"], "restart"],
    ["Restart pay", "fail over", ["failover"], "failover"],
    ["Drain pay", undefined, ["drain"], "drain"],
    ["Unstick pay", "Unstick", ["unstick"], "unstick"],
    ["Make pay go", "constructor", ["constructor"], "constructor"],
  ])("called %j, of action %j, names the actions %j", (title, action, actions, verb) => {
    const entry = read(begin("pay", { title, action }));
    expect(entry.actions).toEqual(actions);
    expect(verbsOf(entry, lexiconOf(catalogue, [entry]))).toEqual([verb]);
  });

  it.each([
    ["access", "none", []],
    ["debug", "none", []],
    ["restart", "medium", ["before", "verify", "rollback"]],
    ["rotate", "medium", ["before", "verify", "rollback"]],
    ["defrost", "medium", ["before", "verify", "rollback"]],
    ["restore", "high", ["before", "verify", "rollback", "escalate"]],
    ["failover", "high", ["before", "verify", "rollback", "escalate"]],
  ] as const)(
    "that does %s has danger %s, and beside steps the sections %j",
    (action, danger, sections) => {
      for (const service of ["pay", "kube-2", "plain-0"]) {
        const text = begin(service, { action });
        const [before, ...others] = sections;
        const expected = [...(before ? [before] : []), "steps", ...others];
        // A service without which the company stands still has somebody to call.
        const calls = service === "plain-0" && !expected.includes("escalate");
        expect(rolesOf(text)).toEqual([...expected, ...(calls ? ["escalate"] : [])]);
        expect(text).toMatch(new RegExp(`^danger: ${danger} # TODO: none \\(reads only\\)`, "m"));
      }
    },
  );

  it("says whom to ask where nobody is on call", () => {
    const file = "runbooks/restart-it.md";
    const text = begin("kube-2", { owner: "bo" });
    expect(rolesOf(text)).toEqual(["before", "steps", "verify", "rollback", "escalate"]);
    expect(faultsOf({ [file]: text })).toEqual([]);
    expect(rolesOf(begin("kube-2", { owner: "bo", action: "debug" }))).toEqual(["steps"]);
  });

  it.each([
    ["the same", "kube-2", "restart", "restart-kube"],
    ["the same in other words", "kube-2", "bounce", "restart-kube"],
    ["something else", "kube-2", "stop", undefined],
    ["the same to another service", "unit-2", "restart", undefined],
    ["the same where this one is not for", "kube-1", "restart", undefined],
    ["the same, and is for anywhere", "kube-0", "restart", "restart-nowhere"],
  ])("beside others is a draft if one does the same: %s", (_, service, action, twin) => {
    const others = [
      ["restart-kube", "services: [kube-2]\nenvironments: [prod]"],
      ["restart-kube-staging", "services: [kube-1]\nenvironments: [staging]"],
      ["restart-nowhere", "services: [kube-0]\nenvironments: [dev]"],
      ["restart-unit", "services: [unit-2]\nstatus: deprecated"],
    ].map(([id = "", lines]) => {
      const head = `title: Restart ${id}\nowner: team-a\nquestions: [how do I heal ${id}]`;
      const body = "Heals it.\n\n## Steps\n\n1. Heal it.\n";
      return [`runbooks/${id}.md`, `---\n${head}\ndanger: none\n${lines}\n---\n\n${body}`] as const;
    });
    const entries = others.map((page) => entryOf(readPage(...page)));
    const text = begin(service, { title: "Undo it", action, corpus: { catalogue, entries } });
    expect(/^status: draft # TODO: (\S+) does the same/m.exec(text)?.[1]).toBe(twin);
    const { findings } = lintFiles({
      ...Object.fromEntries(others),
      "runbooks/undo-it.md": text,
      ...yaml,
    });
    expect(findings.map(({ rule }) => rule)).not.toContain("K035");
  });

  it.each([
    [
      "kube-2",
      "restart",
      "kubectl --context {{env.context}} -n {{service.k8s.namespace}} rollout restart deployment/{{service.k8s.deployment}}",
    ],
    [
      "kube-0",
      "rollback",
      "kubectl --context {{context}} -n {{service.k8s.namespace}} rollout undo deployment/{{service.k8s.deployment}}",
    ],
    [
      "bare-1",
      "scale",
      "kubectl --context {{env.context}} -n {{namespace}} scale deployment/{{deployment}} --replicas={{replicas}}",
    ],
    ["unit-2", "restart", "ssh {{env.host}} sudo systemctl restart {{service.systemd.unit}}"],
    ["machine-1", "stop", "ssh {{service.vm.host}} sudo systemctl stop {{unit}}"],
    // With two environments one machine would be the wrong one in one of them.
    ["machine-2", "stop", "ssh {{env.host}} sudo systemctl stop {{unit}}"],
    ["lambda-2", "restart", 'echo "the command"'],
    ["unit-2", "failover", 'echo "the command"'],
  ])("for %s and %s says how that is usually done", (service, action, command) => {
    const commands = commandsOf(begin(service, { action }));
    expect(commands).toContain(command);
    expect(commands.includes('echo "the command"')).toBe(command.startsWith("echo"));
  });

  it("marks each command of a step as a guess, and says what to expect of it", () => {
    for (const action of lexicon.keys()) {
      const text = begin("kube-2", { action });
      const { steps } = read(text).content();
      const shown = steps.map(({ nodes }) => nodes.map(({ type }) => type));
      expect(shown).toEqual(steps.map(() => ["paragraph", "code", "paragraph", "paragraph"]));
      expect(steps.filter((step) => !step.text.includes("TODO"))).toEqual([]);
      expect(text.match(/^ {3}Expect: ./gm)).toHaveLength(steps.length);
      expect(text.match(/^ {3}If not: ./gm)).toHaveLength(steps.length);
    }
  });

  it("declares all that its commands need, and nothing else", () => {
    for (const { id } of catalogue.services) {
      for (const action of lexicon.keys()) {
        const text = begin(id, { action });
        const { environments: own, params } = read(text);
        const names = placeholdersIn(text).filter((name) => !name.startsWith("service."));
        const values = Object.values(own).map((one) => Object.keys(one.values));
        for (const keys of values) {
          expect(keys.map((key) => `env.${key}`)).toEqual(
            names.filter((name) => name.startsWith("env.")),
          );
        }
        expect(Object.keys(params)).toEqual(names.filter((name) => !name.startsWith("env.")));
      }
    }
  });

  it.each([
    ["kube-2", ["environments:", "  staging:", "    context: TODO # the context of kubectl"]],
    [
      "unit-2",
      [
        "    host: TODO # the machine: stg-one1 or stg-one2",
        "  prod:",
        "    host: one1 # TODO: the machine; a guess by its name",
      ],
    ],
    ["unit-1", ["  prod:", "    host: TODO # the machine: one1 or stg-one1 or stg-one2"]],
    ["solo", ["environments:", "  prod:", "    host: solo1", "params:"]],
    ["lambda-2", ["environments: [staging, prod]"]],
    ["lambda-1", ["environments: [prod]"]],
    // One that the catalogue does not know would be a fault here, too.
    ["0123", ["environments: [prod]"]],
    [
      "bare-0",
      [
        "params:",
        "  context: {description: the context of kubectl} # TODO: a default, or a pattern that it must match",
        "  namespace: {description: the namespace, default: bare-0} # TODO: the default is a guess",
      ],
    ],
  ])(
    "for %s has the environments and values that are known, and marks the others",
    (service, lines) => {
      const text = begin(service);
      expect(`\n${text}`).toContain(`\n${lines.join("\n")}\n`);
    },
  );

  it("names no environments for a service that may run anywhere", () => {
    for (const service of ["kube-0", "unit-0", "plain-0", undefined]) {
      expect(begin(service)).not.toMatch(/^environments/m);
    }
  });

  it.each([
    [
      "each other name of its service that says something new",
      "pay",
      {},
      [
        "how do I restart it",
        "how do I restart Pay API",
        "how do I restart till",
        "how do I restart cash desk",
        "how do I restart the till",
      ],
    ],
    [
      "the word that was given",
      "pay",
      { action: "bounce", title: "Restart pay api" },
      [
        "how do I restart pay api",
        "what are the steps to restart pay api",
        "how do I bounce till",
        "how do I bounce cash desk",
        "how do I bounce the till",
      ],
    ],
    [
      "two words where one is never said",
      "solo",
      { action: "rollback" },
      ["how do I restart it", "how do I roll back solo"],
    ],
  ])("asks by %s", (_, service, given, questions) => {
    expect(read(begin(service, given)).questions).toEqual(questions);
  });

  it("asks 20 questions at most, none too long, and none that another entry is asked", () => {
    const { questions } = read(begin("many"));
    expect(questions).toHaveLength(20);
    const other = read(begin("many"));
    const beside = { ...beginning.corpus, entries: [other] };
    const left = read(begin("many", { corpus: beside })).questions;
    expect(left).toHaveLength(12);
    expect(left.filter((one) => questions.includes(one))).toEqual([]);
    const own = read(begin("solo"));
    const alone = { ...beginning.corpus, entries: [own] };
    expect(read(begin("solo", { corpus: alone })).questions).toEqual(["how do I restart it"]);
  });
});
