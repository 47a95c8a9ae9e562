import { describe, expect, it } from "vitest";
import type { KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import {
  chooseEnvironment,
  type EnvironmentsAsked,
  possibleEnvironments,
} from "../../src/runbooks/environment-choice.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

/** A base with a runbook that is for these environments and a service that runs in those; "" leaves it to the catalogue. */
const baseWith = (own: string, theirs: string): KnowledgeBase =>
  knowledgeOf({
    "runbooks/do.md": `---\ntitle: Do it\nowner: pim\nservices: [billing]\n${own}\n---\n\nText.\n`,
    "services.yaml": `
environments: {prod: [production, Live], staging: [stg], dev: []}
services:
  - {id: billing, owner: pim${theirs === "" ? "" : `, environments: ${theirs}`}}
`,
  });

describe("the environments in which a runbook may be run", () => {
  it.each([
    ["its own", "environments: [staging, prod]", "", false, ["staging", "prod"]],
    [
      "its own, in its order",
      "environments: [prod, staging]",
      "[staging, prod]",
      false,
      ["prod", "staging"],
    ],
    [
      "its own that the service has",
      "environments: [staging, prod]",
      "[prod, dev]",
      false,
      ["prod"],
    ],
    [
      "all its own where the service has none of them",
      "environments: [staging, prod]",
      "[dev]",
      false,
      ["staging", "prod"],
    ],
    ["its own, though the catalogue knows no such", "environments: [qa]", "", false, ["qa"]],
    ["the service's where it names none", "", "[staging, prod]", false, ["staging", "prod"]],
    ["the service's, be it none", "", "[]", true, []],
    [
      "all there are where neither names any and its text depends on it",
      "",
      "",
      true,
      ["prod", "staging", "dev"],
    ],
    ["none where its text does not depend on it, either", "", "", false, []],
  ])("are %s", (_reason, own, theirs, isDependent, possible) => {
    const base = baseWith(own, theirs);
    const [service] = base.corpus.catalogue.services;
    const found = possibleEnvironments(
      entryOf(base, "do"),
      service,
      base.corpus.catalogue,
      () => isDependent,
    );
    expect(found).toEqual(possible);
  });

  it("are its own or all there are where no service is known", () => {
    const of = (own: string, isDependent: boolean) => {
      const base = baseWith(own, "[dev]");
      const { catalogue } = base.corpus;
      return possibleEnvironments(entryOf(base, "do"), undefined, catalogue, () => isDependent);
    };
    expect(of("environments: [prod]", true)).toEqual(["prod"]);
    expect(of("", true)).toEqual(["prod", "staging", "dev"]);
    expect(of("", false)).toEqual([]);
  });
});

describe("the environment that a runbook is shown for", () => {
  const base = baseWith(
    "environments: {staging: {host: work1-b, spare: both}, prod: {host: work1, spare: both}, dev: {}}",
    "",
  );
  const chosen = (
    possible: readonly string[],
    asked: Partial<EnvironmentsAsked>,
    on: KnowledgeBase = base,
  ) =>
    chooseEnvironment(
      entryOf(on, "do"),
      possible,
      { named: [], host: undefined, assumed: undefined, ...asked },
      on.corpus.catalogue,
    );
  const all = ["staging", "prod", "dev"];

  it.each([
    ["nothing, where there is none", [], {}],
    ["nothing, whatever is named", [], { named: ["prod"], host: "work1", assumed: "prod" }],
  ])("is %s", (_reason, possible, asked) => {
    expect(chosen(possible, asked)).toEqual({ kind: "none" });
  });

  it.each([
    ["the only one", ["prod"], {}, "prod", "only"],
    [
      "the only one, whatever the thread was about",
      ["prod"],
      { assumed: "staging" },
      "prod",
      "only",
    ],
    ["the only one, whatever host is named", ["prod"], { host: "work1-b" }, "prod", "only"],
    ["the one named, be it the only one", ["prod"], { named: ["prod"] }, "prod", "name"],
    ["the one named of several", all, { named: ["prod"] }, "prod", "name"],
    ["the one named rather than a host's", all, { named: ["dev"], host: "work1" }, "dev", "name"],
    [
      "the one named rather than the thread's",
      all,
      { named: ["dev"], assumed: "prod" },
      "dev",
      "name",
    ],
    ["the one with the host among its values", all, { host: "work1" }, "prod", "host"],
    ["the one of a longer host", all, { host: "work1-b" }, "staging", "host"],
    ["the host's rather than the thread's", all, { host: "work1", assumed: "dev" }, "prod", "host"],
    [
      "the one whose word the host's name holds",
      all,
      { host: "db1.STG.example" },
      "staging",
      "host",
    ],
    ["the one whose id the host's name holds", all, { host: "dev-db1" }, "dev", "host"],
    ["the one whose word has capitals", all, { host: "live-db1" }, "prod", "host"],
    ["the thread's", all, { assumed: "staging" }, "staging", "thread"],
    [
      "the thread's where the host is nobody's",
      all,
      { host: "db9", assumed: "dev" },
      "dev",
      "thread",
    ],
  ] as const)("is %s", (_reason, possible, asked, id, by) => {
    expect(chosen(possible, asked)).toEqual({ kind: "chosen", id, by });
  });

  it.each([
    ["none is named", all, {}, all],
    ["two are named: these two", all, { named: ["dev", "prod"] }, ["dev", "prod"]],
    ["all are named", all, { named: all }, all],
    ["a host is nobody's", all, { host: "db1" }, all],
    ["a host is a value of two", all, { host: "both" }, all],
    ["a host holds the words of two", all, { host: "dev-to-prod" }, all],
    ["a host holds a word only as a part of one", all, { host: "devices1" }, all],
    [
      "a host's own is none of those possible",
      ["staging", "dev"],
      { host: "work1" },
      ["staging", "dev"],
    ],
    [
      "the thread's is none of those possible",
      ["staging", "dev"],
      { assumed: "prod" },
      ["staging", "dev"],
    ],
  ])("is still to be chosen where %s", (_reason, possible, asked, left) => {
    expect(chosen(possible, asked)).toEqual({ kind: "open", possible: left });
  });

  it.each([
    ["the one named", all, ["qa"]],
    ["one of two named", all, ["prod", "qa"]],
    ["the one named, and there is only one other", ["prod"], ["staging"]],
  ])("is not there where it lacks %s", (_reason, possible, named) => {
    expect(chosen(possible, { named, host: "work1", assumed: "prod" })).toEqual({
      kind: "lacking",
      named,
      possible,
    });
  });
});
