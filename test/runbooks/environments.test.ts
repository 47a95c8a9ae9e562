import { describe, expect, it } from "@jest/globals";
import { environmentsNamed, environmentsOf } from "../../src/runbooks/environments.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const page = (front: string) => `---\ntitle: Restart it\nowner: pim\n${front}\n---\n\nText.\n`;
const base = knowledgeOf({
  "runbooks/own.md": page("environments: {prod: {host: a}}\nservices: [billing]"),
  "runbooks/billing.md": page("services: [billing]"),
  "runbooks/both.md": page("services: [mailer, billing, billing]"),
  "runbooks/anywhere.md": page("services: [anywhere]"),
  "runbooks/generic.md": page('services: ["*"]'),
  "services.yaml": `
environments: {prod: [production, Live], staging: [stg, preprod], dev: []}
services:
  - {id: billing, owner: pim, environments: [staging, prod]}
  - {id: mailer, owner: pim, environments: [prod, dev]}
  - {id: anywhere, owner: pim}
`,
});
const { catalogue } = base.corpus;

describe("the environments that a question names", () => {
  it.each([
    ["none", "restart billing", []],
    ["by its id", "restart billing on staging", ["staging"]],
    ["by another word", "restart billing on preprod", ["staging"]],
    ["in capitals", "restart billing on PROD!", ["prod"]],
    ["by a word that the catalogue writes in capitals", "restart the live billing", ["prod"]],
    ["by two words", "staging, I mean stg", ["staging"]],
    ["two, in the catalogue's order", "from staging to production", ["prod", "staging"]],
    ["not by a part of a word", "the product is devoted", []],
    ["not by a part of a name", "restart stg-work1 of payments-prod", []],
    ["not by a word that nobody knows", "restart billing on qa", []],
  ])("are found: %s", (_reason, question, ids) => {
    expect(environmentsNamed(question, catalogue, [])).toEqual(ids);
  });

  it("may be one that only the runbook has", () => {
    expect(environmentsNamed("restart it on qa", catalogue, ["qa", "prod"])).toEqual(["qa"]);
    expect(environmentsNamed("restart it on prod", catalogue, ["qa", "prod"])).toEqual(["prod"]);
  });
});

describe("the environments of a runbook", () => {
  it.each([
    ["its own before those of its service", "own", ["prod"]],
    ["those of its service", "billing", ["staging", "prod"]],
    ["those of all its services, each once", "both", ["staging", "prod", "dev"]],
    ["none when its service says nothing of it", "anywhere", []],
    ["none when it is for any service", "generic", []],
  ])("are %s", (_reason, id, ids) => {
    expect(environmentsOf(entryOf(base, id), catalogue)).toEqual(ids);
  });
});
