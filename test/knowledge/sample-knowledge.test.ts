import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Nodes } from "mdast";
import { beforeAll, describe, expect, it } from "vitest";
import type { Corpus } from "../../src/knowledge/corpus.ts";
import type { Entry } from "../../src/knowledge/entry.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";
import { problemsOf } from "./read-page.ts";

const folder = join(import.meta.dirname, "../../knowledge");
let corpus: Corpus;
beforeAll(async () => {
  corpus = await loadKnowledge(folder);
});

const ofType = (type: Entry["type"]) => corpus.entries.filter((entry) => entry.type === type);
const nodesOf = ({ content }: Entry) => {
  const { lead, sections } = content();
  return [...lead, ...sections.flatMap(({ nodes }) => nodes)];
};

function urlsIn(node: Nodes): readonly string[] {
  const own = node.type === "link" || node.type === "image" ? [node.url] : [];
  return [...own, ...("children" in node ? node.children.flatMap(urlsIn) : [])];
}

function textsIn(node: Nodes): readonly string[] {
  if ("value" in node) return [node.value];
  return "children" in node ? node.children.flatMap(textsIn) : [];
}

describe("the sample knowledge base", () => {
  it("loads without a problem", () => {
    expect(problemsOf(corpus)).toEqual([]);
    expect(corpus.entries.filter(({ native }) => !native)).toEqual([]);
  });

  it("is large enough to try things out", () => {
    expect(ofType("answer").length).toBeGreaterThanOrEqual(44);
    expect(ofType("runbook").length).toBeGreaterThanOrEqual(32);
    expect(ofType("checklist").length).toBeGreaterThanOrEqual(5);
    expect(ofType("pointer").length).toBeGreaterThanOrEqual(4);
    const { services, teams, people } = corpus.catalogue;
    expect(services.filter(({ aliases }) => aliases.length > 0).length).toBeGreaterThanOrEqual(25);
    expect(teams.length).toBeGreaterThanOrEqual(4);
    expect(people.length).toBeGreaterThanOrEqual(15);
    for (const { id } of people)
      expect([id, teams.some(({ members }) => members.includes(id))]).toEqual([id, true]);
  });

  it("names only owners, members and audiences that are in people.yaml", () => {
    const { services, teams, people } = corpus.catalogue;
    const known = [...teams, ...people].map(({ id }) => id);
    const named = [
      ...corpus.entries.flatMap(({ owner, audience }) => [
        owner,
        ...(typeof audience === "string" ? [] : audience),
      ]),
      ...services.map(({ owner }) => owner),
      ...teams.flatMap(({ members }) => members),
    ];
    expect(named.filter((id) => id === undefined || !known.includes(id))).toEqual([]);
  });

  it("names only services, kinds and environments that are in services.yaml", () => {
    const { services, environments } = corpus.catalogue;
    const known = ["*", ...services.flatMap(({ id, kind }) => [id, `kind:${kind}`])];
    expect(
      corpus.entries.flatMap((entry) => entry.services).filter((id) => !known.includes(id)),
    ).toEqual([]);
    const named = [
      ...corpus.entries.flatMap((entry) => Object.keys(entry.environments)),
      ...services.flatMap((one) => one.environments ?? []),
    ];
    expect(named.filter((id) => !(id in environments))).toEqual([]);
  });

  it("has no alias that two services share, or that is another one's id", () => {
    const names = corpus.catalogue.services.flatMap(({ id, aliases }) => [
      ...new Set([id, ...aliases]),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("relates only to entries that are there, and names no id as an old one", () => {
    const named = corpus.entries.flatMap(({ related, replacedBy }) => [
      ...related,
      ...(replacedBy === undefined ? [] : [replacedBy]),
    ]);
    expect(named.filter((id) => !corpus.entryById.has(id))).toEqual([]);
    expect(
      corpus.entries.filter(
        ({ status, replacedBy }) => status === "deprecated" && replacedBy === undefined,
      ),
    ).toEqual([]);
  });

  it("links only to files that are there", () => {
    const dead = corpus.entries.flatMap((entry) =>
      nodesOf(entry)
        .flatMap(urlsIn)
        .filter((url) => !/^(?:[a-z]+:|#)/i.test(url))
        .filter((url) => !existsSync(join(folder, dirname(entry.file), url.replace(/#.*$/, ""))))
        .map((url) => `${entry.file}: ${url}`),
    );
    expect(dead).toEqual([]);
  });

  it("has no placeholder that nothing fills", () => {
    const { services } = corpus.catalogue;
    const open = ofType("runbook").flatMap((entry) => {
      const own = services.filter(
        ({ id, kind }) => entry.services.includes(id) || entry.services.includes(`kind:${kind}`),
      );
      const names = nodesOf(entry)
        .flatMap(textsIn)
        .flatMap((text) =>
          [...text.matchAll(/(?<!\\)\{\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}\}/g)].map(
            ([, name = ""]) => name,
          ),
        );
      return [...new Set(names)]
        .filter((name) => {
          const [first = "", second = "", third] = name.split(".");
          if (
            name in entry.params ||
            name === "env" ||
            name === "service.id" ||
            name === "service.name"
          )
            return false;
          if (first === "env")
            return (
              !Object.values(entry.environments).every(({ values }) => second in values) ||
              Object.keys(entry.environments).length === 0
            );
          if (first === "service" && third !== undefined)
            return (
              own.length === 0 || own.some(({ details }) => details[second]?.[third] === undefined)
            );
          return true;
        })
        .map((name) => `${entry.file}: ${name}`);
    });
    expect(open).toEqual([]);
  });

  it("gives every runbook steps, and every checklist something to tick", () => {
    expect(ofType("runbook").filter((entry) => entry.content().steps.length === 0)).toEqual([]);
    const tasks = (entry: Entry) =>
      nodesOf(entry).filter(
        (node) =>
          node.type === "list" && node.children.some(({ checked }) => typeof checked === "boolean"),
      );
    expect(ofType("checklist").filter((entry) => tasks(entry).length === 0)).toEqual([]);
  });

  it("says something in chat for every entry", () => {
    expect(corpus.entries.filter((entry) => entry.content().answer.length === 0)).toEqual([]);
  });
});
