import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fillPlaceholders, placeholdersIn, valuesOf } from "../../src/runbooks/placeholders.ts";
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

describe("the values of a runbook", () => {
  const base = knowledgeOf({
    "runbooks/scale.md": `---
title: Scale billing
owner: pim
services: [billing]
environments:
  staging: {host: stg-work1, danger: low}
  prod: {host: work1}
params:
  deployment: {from: service.k8s.deployment, default: other}
  target: {from: env.host, default: nowhere}
  elsewhere: {from: service.k8s.nothing, default: fallback}
  replicas: {type: int, default: 2}
  reason: {quote: true}
---

Text.
`,
    "services.yaml":
      "services: [{id: billing, name: Billing worker, owner: pim, k8s: {deployment: billing-worker, namespace: 7}}]",
  });
  const runbook = entryOf(base, "scale");
  const [service] = base.corpus.catalogue.services;

  it("come from the environment, then the catalogue, then the defaults", () => {
    expect(valuesOf(runbook, "staging", service)).toEqual({
      env: "staging",
      "env.host": "stg-work1",
      "service.id": "billing",
      "service.name": "Billing worker",
      "service.k8s.deployment": "billing-worker",
      "service.k8s.namespace": "7",
      deployment: "billing-worker",
      target: "stg-work1",
      elsewhere: "fallback",
      replicas: "2",
    });
  });

  it("without an environment and a service are the defaults", () => {
    expect(valuesOf(runbook, undefined, undefined)).toEqual({
      deployment: "other",
      target: "nowhere",
      elsewhere: "fallback",
      replicas: "2",
    });
  });

  it("of an environment that it has none for are its name alone", () => {
    const found = valuesOf(runbook, "dev", undefined);
    expect(found).toMatchObject({ env: "dev", target: "nowhere" });
    expect(found).not.toHaveProperty(["env.host"]);
  });
});
