import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeholdersIn } from "../../src/knowledge/placeholder.ts";
import {
  fillPlaceholders,
  missingPlaceholders,
  type ValueSources,
  valuesOf,
} from "../../src/runbooks/placeholders.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const values = { env: "staging", "env.host": "stg-work1", "service.id": "billing", replicas: "2" };

describe("a placeholder", () => {
  it.each([
    ["of the environment", "ssh {{env.host}}", "ssh stg-work1"],
    ["the environment itself", "on {{env}}", "on staging"],
    ["of the service", "restart {{service.id}}", "restart billing"],
    ["of the runbook", "scale to {{replicas}}", "scale to 2"],
    ["several, one twice", "{{env}}/{{service.id}}/{{env}}", "staging/billing/staging"],
  ])("is filled: %s", (_reason, text, filled) => {
    expect(fillPlaceholders(text, values)).toBe(filled);
  });

  it.each([
    ["of the runbook", "at {{target_time}}", "at <target_time?>"],
    ["of the service", "{{service.k8s.deployment}}", "<service.k8s.deployment?>"],
    ["of the environment", "{{env.primary}}", "<env.primary?>"],
    ["with a name that every object knows", "{{constructor}}", "<constructor?>"],
  ])("that has no value stays to be seen: %s", (_reason, text, filled) => {
    expect(fillPlaceholders(text, values)).toBe(filled);
  });

  it("that has an empty value is empty", () => {
    expect(fillPlaceholders("[{{flag}}]", { flag: "" })).toBe("[]");
  });

  it.each([
    ["escaped", "\\{{env.host}}", "{{env.host}}"],
    ["escaped beside one that is not", "\\{{env}} {{env}}", "{{env}} staging"],
  ])("is literal when it is %s", (_reason, text, filled) => {
    expect(fillPlaceholders(text, values)).toBe(filled);
    expect(placeholdersIn(text)).not.toContain("env.host");
  });

  it("in a value is not filled in turn", () => {
    expect(fillPlaceholders("{{a}}", { a: "{{b}}", b: "no" })).toBe("{{b}}");
  });
});

describe("what looks like a placeholder", () => {
  it.each([
    ["Jinja with spaces", "{{ env }}"],
    ["Go and Helm", "{{ .Values.host }}"],
    ["a capital", "{{Env}}"],
    ["a digit first", "{{2nd}}"],
    ["a hyphen", "{{env-host}}"],
    ["two dots", "{{env..host}}"],
    ["a dot at the end", "{{env.}}"],
    ["nothing", "{{}}"],
    ["one brace", "{env}"],
    ["a shell's variable", "\u0024{env}"],
    ["angle brackets", "<env>"],
    ["another line", "{{env\n}}"],
  ])("is somebody else's and stays: %s", (_reason, text) => {
    expect(fillPlaceholders(text, values)).toBe(text);
    expect(placeholdersIn(text)).toEqual([]);
  });
});

describe("the placeholders of a text", () => {
  it("are named in order, each once, the escaped ones not at all", () => {
    expect(placeholdersIn("{{b}} {{env.a}} \\{{c}} {{b}}")).toEqual(["b", "env.a"]);
  });

  it("that have no value are named in order, each once", () => {
    const text = "{{b}} {{env}} {{env.zone}} \\{{c}} {{b}} {{constructor}}";
    expect(missingPlaceholders(text, values)).toEqual(["b", "env.zone", "constructor"]);
    expect(missingPlaceholders("{{flag}}", { flag: "" })).toEqual([]);
  });

  it("are none once all are filled", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = fillPlaceholders(`${before} {{env}} ${after}`, {});
        expect(text).toContain("<env?>");
        expect(text).not.toContain("{{env}}");
      }),
    );
  });
});

const scale = `---
title: Scale billing
owner: pim
services: [billing]
environments:
  staging: {host: stg-work1, danger: low}
  prod: {host: work1, zone: "a b"}
params:
  deployment: {from: service.k8s.deployment, default: other}
  target: {from: env.host, default: nowhere}
  elsewhere: {from: service.k8s.nothing, default: fallback}
  where: {from: env}
  host: {}
  namespace: {}
  replicas: {type: int, min: 2, max: 12, default: 2}
  reason: {quote: true}
---

Text.
`;
const base = knowledgeOf({
  "runbooks/scale.md": scale,
  "services.yaml":
    "services: [{id: billing, name: Billing worker, owner: pim, k8s: {deployment: billing-worker, namespace: 7}}]",
});
const [service] = base.corpus.catalogue.services;
const nothing: ValueSources = { said: {}, thread: {}, environment: undefined, service: undefined };

/** The values of a runbook with this front matter for params and environments. */
const valuesWith = (front: string, sources: Partial<ValueSources>) => {
  const page = `---\ntitle: Scale it\nowner: pim\n${front}\n---\n\nText.\n`;
  return valuesOf(entryOf(knowledgeOf({ "runbooks/own.md": page }), "own"), {
    ...nothing,
    ...sources,
  });
};

describe("the values of a runbook", () => {
  const runbook = entryOf(base, "scale");

  it("come from the environment, then the catalogue, then the defaults", () => {
    expect(valuesOf(runbook, { ...nothing, environment: "staging", service }).values).toEqual({
      env: "staging",
      "env.host": "stg-work1",
      "service.id": "billing",
      "service.name": "Billing worker",
      "service.k8s.deployment": "billing-worker",
      "service.k8s.namespace": "7",
      deployment: "billing-worker",
      target: "stg-work1",
      elsewhere: "fallback",
      where: "staging",
      host: "stg-work1",
      replicas: "2",
    });
  });

  it("without an environment and a service are the defaults", () => {
    expect(valuesOf(runbook, nothing).values).toEqual({
      deployment: "other",
      target: "nowhere",
      elsewhere: "fallback",
      replicas: "2",
    });
  });

  it("of an environment that it has none for are its name alone", () => {
    const { values: found } = valuesOf(runbook, { ...nothing, environment: "dev" });
    expect(found).toMatchObject({ env: "dev", where: "dev", target: "nowhere" });
    expect(found).not.toHaveProperty(["env.host"]);
    expect(found).not.toHaveProperty("host");
  });

  it.each([
    ["the question before all", { host: "said" }, { host: "threads" }, "prod", "said"],
    ["the thread before the environment", {}, { host: "threads" }, "prod", "threads"],
    ["the environment, by its own name", {}, {}, "prod", "work1"],
    ["nothing, where nobody says anything", {}, {}, undefined, undefined],
    ["the next, where the question breaks the rule", { host: "a b" }, {}, "prod", "work1"],
    ["the next, where the thread breaks the rule", {}, { host: "a;b" }, "prod", "work1"],
  ])("of a param come from %s", (_order, said, thread, environment, host) => {
    expect(valuesOf(runbook, { said, thread, environment, service }).values.host).toBe(host);
  });

  it("of a param come from the thread before its default, as far as they fit", () => {
    const from = (replicas: string) =>
      valuesOf(runbook, { ...nothing, thread: { replicas } }).values.replicas;
    expect([from("12"), from("13"), from("")]).toEqual(["12", "2", "2"]);
  });

  it("of a param do not come from the catalogue by name alone", () => {
    expect(valuesOf(runbook, { ...nothing, service }).values).not.toHaveProperty("namespace");
  });

  it.each([
    [
      "the environment's value",
      "params: {host: {pattern: '[a-z]+', default: x}}\nenvironments: {prod: {host: a b}}",
    ],
    [
      "what it is taken from",
      "params: {host: {from: env.name, default: x}}\nenvironments: {prod: {name: a b}}",
    ],
    ["the default", "params: {host: {default: a b}}"],
    ["the default, as a number", "params: {host: {type: int, max: 3, default: 4}}"],
    ["the pattern", "params: {host: {pattern: '[', default: x}}"],
  ])("are missing, and not guessed, when this breaks the param's rule: %s", (_what, front) => {
    expect(valuesWith(front, { environment: "prod" }).values).not.toHaveProperty("host");
  });

  it("may be any text that an author wrote, but none that cannot be seen", () => {
    const front = 'environments: {prod: {plain: "a; b", odd: "a\\u0007b"}}';
    const { values: found } = valuesWith(front, { environment: "prod" });
    expect(found).toEqual({ env: "prod", "env.plain": "a; b" });
  });

  it("hold a quoted word where the param says so, and what was given beside it", () => {
    const said = { reason: "disk's full" };
    const { values: found, plain } = valuesOf(runbook, { ...nothing, said });
    expect(found.reason).toBe(String.raw`'disk'\''s full'`);
    expect(plain.reason).toBe("disk's full");
    expect(valuesOf(runbook, { ...nothing, said: { reason: "" } }).values.reason).toBe("''");
  });

  it("never have another environment than the one chosen", () => {
    const front = "params: {env: {default: prod}}";
    const said = { env: "prod" };
    expect(valuesWith(front, { said, environment: "staging" }).values.env).toBe("staging");
    expect(valuesWith(front, { said }).values).not.toHaveProperty("env");
  });

  it("are none that nobody declared, whatever the question and the thread hold", () => {
    const other = { other: "x", "env.host": "y", "service.id": "z" };
    expect(valuesOf(runbook, { ...nothing, said: other, thread: other }).values).toEqual(
      valuesOf(runbook, nothing).values,
    );
  });

  it("are none of those that every object has", () => {
    const { values: found } = valuesWith("params: {constructor: {quote: true}}", {});
    expect(found).toEqual({});
  });
});
