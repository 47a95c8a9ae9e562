import { describe, expect, it } from "vitest";
import type { Files } from "../support/knowledge-folder.ts";
import { botOver, catalogueOf, runbook } from "./bot-over.ts";

// Every service, by each of its names, with every verb, in every environment: what the rules reply is held against a model
// that knows nothing of texts, names or files, only these facts.

const kinds = ["k8s-deployment", "systemd-unit", "vm"] as const;
const verbs = ["restart", "deploy", "rollback", "scale", "rotate", "failover"] as const;
const environments = [undefined, "prod", "staging"] as const;
type Verb = (typeof verbs)[number];
type Environment = (typeof environments)[number];

type Fact = {
  readonly id: string;
  readonly names: readonly [string, string, string];
  readonly kind: (typeof kinds)[number];
  /** Undefined: it may run anywhere. */
  readonly runsIn: readonly string[] | undefined;
  readonly replacedBy: string | undefined;
  /** How many runbooks of its own it has. */
  readonly own: (verb: Verb) => number;
};

const first = ["amber", "bronze", "copper", "golden", "indigo"];
const second = ["anchor", "bridge", "castle", "desert", "garden", "harbor"];
const nicknames =
  `badger beaver bobcat buffalo camel caribou cheetah condor coyote dolphin falcon ferret gazelle gecko giraffe gopher
  hamster hedgehog heron hyena iguana jackal jaguar koala lemur leopard lobster magpie narwhal ocelot`.split(
    /\s+/,
  );
/** The id as people write it. */
const separators = [" ", "", "_", "."];

/** Each fact repeats in steps of its own, so that they meet in many combinations; five and six make all ids different. */
const facts: readonly Fact[] = nicknames.map((nickname, at) => {
  const words = [first[at % 5], second[at % 6]];
  const id = words.join("-");
  return {
    id,
    names: [id, nickname, words.join(separators[at % 4])],
    kind: kinds[at % 3] ?? "vm",
    runsIn: [["staging", "prod"], ["prod"], ["dev", "prod"], undefined, ["staging"]][at % 5],
    replacedBy: at === 7 ? "amber-anchor" : undefined,
    own: (verb) => [0, 1, 0, 1, 0, 2, 0][(at + 3 * verbs.indexOf(verb)) % 7] ?? 0,
  };
});

/** Whom the runbooks are for that are written for many. */
const generic: Readonly<Record<Verb, readonly string[]>> = {
  restart: ["kind:k8s-deployment"],
  deploy: ["kind:k8s-deployment"],
  rollback: ["*"],
  scale: ["kind:k8s-deployment", "kind:systemd-unit"],
  rotate: [],
  failover: [],
};
/** Verbs whose runbooks are for these environments only, and one whose runbooks are the same in all. */
const narrow: readonly Verb[] = ["scale", "rotate"];
const narrowTo = ["staging", "prod"];
const independent: Verb = "deploy";

const pageFor = (verb: Verb, services: readonly string[]) =>
  runbook(
    "Do it",
    services,
    [
      `actions: [${verb}]`,
      ...(narrow.includes(verb) ? [`environments: ${JSON.stringify(narrowTo)}`] : []),
    ],
    verb === independent ? "uptime" : "ssh {{env}} uptime",
  );

const files: Files = {
  "services.yaml": catalogueOf(
    facts.map(({ id, names: [, nickname], kind, runsIn, replacedBy }) => {
      const where = runsIn ? `, environments: ${JSON.stringify(runsIn)}` : "";
      const state = replacedBy ? `, lifecycle: deprecated, replaced_by: ${replacedBy}` : "";
      return `${id}, aliases: [${nickname}], kind: ${kind}${where}${state}`;
    }),
    "environments: {prod: [production, live], staging: [stg, preprod], dev: []}",
  ),
  ...Object.fromEntries(
    verbs.flatMap((verb) => [
      ...(generic[verb].length > 0
        ? [[`runbooks/${verb}-generic.md`, pageFor(verb, generic[verb])]]
        : []),
      ...facts.flatMap(({ id, own }) =>
        Array.from({ length: own(verb) }, (_, nth) => [
          `runbooks/${verb}-${id}-${nth}.md`,
          pageFor(verb, [id]),
        ]),
      ),
    ]),
  ),
};

/** The rows that fit, what is served, and for what. */
function modelOf(asked: Fact, verb: Verb, environment: Environment) {
  const fact = facts.find(({ id }) => id === asked.replacedBy) ?? asked;
  const isGeneric = fact.own(verb) === 0;
  const hasGeneric = ["*", `kind:${fact.kind}`].some((one) => generic[verb].includes(one));
  const found = isGeneric ? Number(hasGeneric) : fact.own(verb);
  const everywhere = narrow.includes(verb) ? narrowTo : ["prod", "staging", "dev"];
  const bound = fact.runsIn?.filter((id) => everywhere.includes(id));
  const possible = bound ?? (verb === independent ? [] : everywhere);
  const isSettled = environment
    ? possible.length === 0 || possible.includes(environment)
    : possible.length < 2;
  const rows = {
    11: found === 0,
    12: found === 1 && isGeneric && isSettled,
    13: found === 1 && !isSettled && environment !== undefined,
    14: found > 1,
    15: found === 1 && !isGeneric && isSettled,
    16: found === 1 && !isSettled && environment === undefined,
  };
  return {
    rows: Object.entries(rows).flatMap(([row, fits]) => (fits ? [Number(row)] : [])),
    service: fact.id,
    environment: environment ?? (found === 1 && isSettled ? possible[0] : undefined),
    id: found === 1 ? `${verb}-${isGeneric ? "generic" : `${fact.id}-0`}` : undefined,
  };
}

/** Each verb in another form, and so is the environment. */
const spoken: Readonly<Record<Verb, (name: string, on: string) => string>> = {
  restart: (name, on) => `How do I restart ${name}${on}?`,
  deploy: (name, on) => `please deploy ${name}${on}`,
  rollback: (name, on) => `roll ${name}${on} back`,
  scale: (name, on) => `${name} needs to be scaled${on}, now`,
  rotate: (name, on) => `We want to rotate the keys of ${name.toUpperCase()}${on}!`,
  failover: (name, on) => `${on === "" ? "" : `${on.trim()}: `}fail the ${name} over`,
};
const onWords = { prod: " on production", staging: " in STG" };

/** What is said for each name of each service, and what must come of it. */
const cellsOf = (verb: Verb) =>
  facts.flatMap((fact) =>
    fact.names.flatMap((name) =>
      environments.map((environment) => ({
        text: spoken[verb](name, environment ? onWords[environment] : ""),
        ...modelOf(fact, verb, environment),
      })),
    ),
  );

describe("a service with a verb, in an environment or none", () => {
  const ask = botOver(files);

  it.each(verbs)("is decided by the one row that fits: %s", async (verb) => {
    for (const { text, rows, id, service, environment } of cellsOf(verb)) {
      const { row, meant, id: served } = await ask(text);
      const got = { text, rows: [row], id: served, meant };
      expect(got).toEqual({ text, rows, id, meant: { verb, service, environment } });
    }
  });

  it("is said in 1,620 ways, none of them twice, and takes every row from 11 to 16", () => {
    const cells = verbs.flatMap(cellsOf);
    expect(new Set(cells.map(({ text }) => text.toLowerCase())).size).toBe(30 * 3 * 6 * 3);
    expect(new Set(cells.flatMap(({ rows }) => rows))).toEqual(new Set([11, 12, 13, 14, 15, 16]));
  });
});

describe("names that collide", () => {
  const ask = botOver({
    "services.yaml": catalogueOf([
      "payments-api, aliases: [pay], environments: [staging, prod]",
      "payments-api-gateway, aliases: [gate], environments: [prod]",
      "payments, environments: [prod]",
      "api, environments: [prod]",
      "ledger-db, aliases: [ledger, books]",
      "ledger-ui, aliases: [ledger, books, front]",
      "front-door, name: Front",
    ]),
    ...Object.fromEntries(
      ["payments-api", "payments-api-gateway", "payments", "api", "ledger-db", "front-door"].map(
        (id) => [`runbooks/restart-${id}.md`, runbook("Restart it", [id], [], "ssh {{env}} w")],
      ),
    ),
  });

  it.each([
    ["restart payments-api on prod", 15, "restart-payments-api"],
    ["restart payments api on prod", 15, "restart-payments-api"],
    ["restart paymentsapi on prod", 15, "restart-payments-api"],
    ["restart payments-api", 16, "restart-payments-api"],
    ["restart payments-api-gateway on prod", 15, "restart-payments-api-gateway"],
    ["restart payments api gateway", 15, "restart-payments-api-gateway"],
    ["restart payments-api-gateway on staging", 13, "restart-payments-api-gateway"],
    ["restart payments", 15, "restart-payments"],
    ["restart payments on staging", 13, "restart-payments"],
    ["restart payments-api-7d9f8b6c5-x2x4z on staging", 15, "restart-payments-api"],
    ["restart payments-api-gateway-7d9f8b6c5-x2x4z", 15, "restart-payments-api-gateway"],
    ["restart the api", 15, "restart-api"],
    ["restart stg-payments-api", 15, "restart-payments-api"],
    ["restart ledger-db on prod", 15, "restart-ledger-db"],
    ["restart ledger ui", 11, undefined],
  ])("are told apart by the longest: %s", async (text, row, id) => {
    expect(await ask(text)).toMatchObject({ row, id });
  });

  it.each([
    ["restart ledger", ["ledger-db", "ledger-ui"]],
    ["restart the books on prod", ["ledger-db", "ledger-ui"]],
    ["restart Ledgers", ["ledger-db", "ledger-ui"]],
    ["restart front", ["ledger-ui", "front-door"]],
  ])("and are the same are asked about: %s", async (text, offered) => {
    expect(await ask(text)).toMatchObject({ row: 7, id: undefined, offered });
  });

  it.each([
    ["payments-api-gateway-canary", 6],
    ["old-payments-api", 6],
  ])("are no part of a name that nobody has: %s", async (name, row) => {
    expect(await ask(`restart ${name}`)).toMatchObject({ row, id: undefined });
  });
});
