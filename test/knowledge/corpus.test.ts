import { describe, expect, it } from "vitest";
import { assembleCorpus, type Corpus } from "../../src/knowledge/corpus.ts";
import type { KnowledgeFiles } from "../../src/knowledge/knowledge-files.ts";
import type { Problem } from "../../src/knowledge/problem.ts";
import { problemsOf } from "./read-page.ts";
import { soundAnswer } from "./write-files.ts";

type Texts = Readonly<Record<string, string>>;

/** A folder as it was read: pages below answers/, services.yaml, people.yaml, and anything else imported. */
function filesOf(texts: Texts, problems: readonly Problem[] = []): KnowledgeFiles {
  const all = Object.entries(texts);
  const own = ["services.yaml", "people.yaml"];
  const yaml = all
    .filter(([file]) => file.endsWith(".yaml"))
    .map(([file, text]) => ({ file, text }));
  return {
    pages: all
      .filter(([file]) => file.endsWith(".md"))
      .map(([file, text]) => ({
        file,
        path: file.slice("answers/".length),
        folderType: "answer",
        bytes: Buffer.from(text),
      })),
    catalogue: yaml.filter(({ file }) => own.includes(file)),
    imports: yaml.filter(({ file }) => !own.includes(file)),
    problems,
  };
}

const assemble = (texts: Texts, previous?: Corpus, problems?: readonly Problem[]) =>
  assembleCorpus(filesOf(texts, problems), previous);
const titles = (corpus: Corpus) => corpus.entries.map(({ title }) => title);
const unreadable = (file: string): Problem => ({
  rule: "K006",
  file,
  line: 1,
  column: 1,
  message: "The file cannot be read (EACCES).",
});
const vpn = "answers/vpn.md";
const dns = "answers/dns.md";
const broken = "---\ntitle: [\n---\n";
const stays = "Until then the last good version stays in force.";

describe("a page that breaks", () => {
  const before = assemble({ [vpn]: soundAnswer("Set up VPN"), [dns]: soundAnswer("Set up DNS") });

  it("takes down only itself", () => {
    const corpus = assemble({ [vpn]: broken, [dns]: soundAnswer("Set up DNS") });
    expect(titles(corpus)).toEqual(["Set up DNS"]);
    expect(corpus.problems.map(({ rule, file }) => [rule, file])).toEqual([["K001", vpn]]);
    expect(problemsOf(corpus)[0]).not.toContain(stays);
  });

  it("stays in force in its last good version, however often one looks, and the problem says so", () => {
    let corpus = before;
    for (const text of [broken, broken, "---\n- list\n---\n"]) {
      corpus = assemble({ [vpn]: text, [dns]: soundAnswer("Set up DNS anew") }, corpus);
      expect(titles(corpus)).toEqual(["Set up DNS anew", "Set up VPN"]);
      expect(problemsOf(corpus)).toEqual([expect.stringContaining(stays)]);
    }
  });

  it("is replaced once it is mended", () => {
    const corpus = assemble(
      { [vpn]: soundAnswer("Set up WireGuard") },
      assemble({ [vpn]: broken }, before),
    );
    expect(titles(corpus)).toEqual(["Set up WireGuard"]);
    expect(corpus.problems).toEqual([]);
  });

  it("leaves when it is removed", () => {
    expect(
      titles(assemble({ [dns]: soundAnswer("Set up DNS") }, assemble({ [vpn]: broken }, before))),
    ).toEqual(["Set up DNS"]);
  });

  it("stays in force while its file cannot be read", () => {
    const corpus = assemble({ [dns]: soundAnswer("Set up DNS") }, before, [unreadable(vpn)]);
    expect(titles(corpus)).toEqual(["Set up DNS", "Set up VPN"]);
    expect(problemsOf(corpus)).toEqual([expect.stringContaining(stays)]);
  });

  it("stays in force while its folder cannot be read", () => {
    const corpus = assemble({}, before, [unreadable("answers")]);
    expect(titles(corpus)).toEqual(["Set up DNS", "Set up VPN"]);
    expect(problemsOf(corpus)).toEqual([expect.stringContaining(stays)]);
  });
});

describe("an id that two pages claim", () => {
  const claim = (title: string) => soundAnswer(title, "id: the-id\n");

  it("belongs to the first by path", () => {
    const corpus = assemble({ "answers/b.md": claim("Bee"), "answers/a.md": claim("Ant") });
    expect(titles(corpus)).toEqual(["Ant"]);
    expect(problemsOf(corpus)).toEqual([
      expect.stringMatching(/^answers\/b.md:1:1 K010 The id "the-id" belongs to answers\/a.md/),
    ]);
  });

  it("stays with the one that held it before", () => {
    const before = assemble({ "answers/b.md": claim("Bee") });
    const corpus = assemble({ "answers/b.md": claim("Bee"), "answers/a.md": claim("Ant") }, before);
    expect(titles(corpus)).toEqual(["Bee"]);
    expect(corpus.problems.map(({ file }) => file)).toEqual(["answers/a.md"]);
  });

  it("leaves the other in force under its old id", () => {
    const before = assemble({
      "answers/b.md": claim("Bee"),
      "answers/a.md": soundAnswer("Ant", "id: ant\n"),
    });
    const corpus = assemble(
      { "answers/b.md": claim("Bee"), "answers/a.md": claim("Ant moved") },
      before,
    );
    expect(corpus.entries.map(({ id, title }) => [id, title])).toEqual([
      ["ant", "Ant"],
      ["the-id", "Bee"],
    ]);
    expect(problemsOf(corpus)).toEqual([expect.stringContaining(stays)]);
  });

  it("passes on when its holder gives it up", () => {
    const before = assemble({ "answers/b.md": claim("Bee"), "answers/a.md": claim("Ant") });
    const corpus = assemble(
      { "answers/b.md": claim("Bee"), "answers/a.md": soundAnswer("Ant", "id: ant\n") },
      before,
    );
    expect(corpus.entryById.get("the-id")?.title).toBe("Bee");
    expect(corpus.problems).toEqual([]);
  });

  it("may be swapped by two pages", () => {
    const before = assemble({
      "answers/a.md": soundAnswer("Ant", "id: one\n"),
      "answers/b.md": soundAnswer("Bee", "id: two\n"),
    });
    const corpus = assemble(
      {
        "answers/a.md": soundAnswer("Ant", "id: two\n"),
        "answers/b.md": soundAnswer("Bee", "id: one\n"),
      },
      before,
    );
    expect(corpus.entries.map(({ id, title }) => [id, title])).toEqual([
      ["two", "Ant"],
      ["one", "Bee"],
    ]);
    expect(corpus.problems).toEqual([]);
  });

  it("is told when one is the id and the other an old one, and both are served", () => {
    const corpus = assemble({
      [vpn]: soundAnswer("Set up VPN"),
      [dns]: soundAnswer("Set up DNS", "redirect_from: [gone, vpn]\n"),
    });
    expect(titles(corpus)).toEqual(["Set up DNS", "Set up VPN"]);
    expect(problemsOf(corpus)).toEqual([
      expect.stringMatching(/^answers\/dns.md:1:1 K010 redirect_from names "vpn"/),
    ]);
  });

  it("is nobody else's when a page names its own address", () => {
    const corpus = assemble({ [vpn]: "---\nlayout: page\npermalink: /vpn/\n---\n\nText.\n" });
    expect(corpus.problems).toEqual([]);
  });
});

describe("a corpus", () => {
  const texts = {
    [vpn]: soundAnswer("Set up VPN"),
    [dns]: soundAnswer("Set up DNS"),
    "services.yaml": "services: [{id: kafka, owner: ana}]\n",
  };
  const { hash } = assemble(texts);

  it("has the same hash under every line ending and in every order of files", () => {
    const windows = Object.fromEntries(
      Object.entries(texts).map(([file, text]) => [
        file,
        file.endsWith(".md") ? text.replaceAll("\n", "\r\n") : text,
      ]),
    );
    expect(assemble(windows).hash).toBe(hash);
    expect(assemble(Object.fromEntries(Object.entries(texts).reverse())).hash).toBe(hash);
    expect(assemble(texts, assemble({})).hash).toBe(hash);
  });

  it.each([
    ["a page", { ...texts, [vpn]: soundAnswer("Set up a VPN") }],
    [
      "a page's file",
      {
        "answers/vpn2.md": texts[vpn] ?? "",
        [dns]: texts[dns] ?? "",
        "services.yaml": texts["services.yaml"],
      },
    ],
    ["one page more", { ...texts, "answers/tls.md": soundAnswer("Set up TLS") }],
    ["services.yaml", { ...texts, "services.yaml": "services: [{id: kafka, owner: bo}]\n" }],
    ["people.yaml", { ...texts, "people.yaml": "people: []\n" }],
    ["an import", { ...texts, "catalog-info.yaml": "kind: X\n" }],
  ])("has another hash after a change of %s", (_what, changed: Texts) =>
    expect(assemble(changed).hash).not.toBe(hash),
  );

  it("keeps the very entry of an unchanged page", () => {
    const before = assemble(texts);
    const after = assemble({ ...texts, [vpn]: soundAnswer("Set up a VPN") }, before);
    expect(after.entryById.get("dns")).toBe(before.entryById.get("dns"));
    expect(after.entryById.get("vpn")).not.toBe(before.entryById.get("vpn"));
  });

  it("is in the order of its files, in every locale", () => {
    const names = [
      "answers/b.md",
      "answers/a/z.md",
      "answers/B.md",
      "answers/ä.md",
      "answers/a.md",
    ];
    const corpus = assemble(
      Object.fromEntries(
        names.map((file, index) => [file, soundAnswer("Title", `id: id-${index}\n`)]),
      ),
    );
    expect(corpus.entries.map(({ file }) => file)).toEqual([...names].sort());
  });

  it("tells problems by file and line", () => {
    const corpus = assemble({
      [vpn]: soundAnswer("Set up VPN", "danger: x\nstatus: y\n"),
      [dns]: broken,
    });
    expect(corpus.problems.map(({ file, line }) => [file, line])).toEqual([
      [dns, expect.any(Number)],
      [vpn, 5],
      [vpn, 6],
    ]);
  });
});

describe("the catalogue of a corpus", () => {
  const good = "services: [{id: kafka, owner: ana}]\nimport: more.yaml\n";
  const more = "kind: Component\nmetadata: {name: etcd}\nspec: {owner: ana}\n";
  const before = assemble({
    [vpn]: soundAnswer("Set up VPN"),
    "services.yaml": good,
    "people.yaml": "people: [{id: ana}]\n",
    "more.yaml": more,
  });
  const services = (corpus: Corpus) => corpus.catalogue.services.map(({ id }) => id);

  it.each(["services: [", "- a list\n", "a: &a [*a]\n"])(
    "stays in force in its last good version: %j",
    (text) => {
      // A broken file names no imports.
      let corpus = before;
      for (let round = 0; round < 2; round += 1) {
        corpus = assemble(
          {
            [vpn]: soundAnswer("Set up VPN"),
            "services.yaml": text,
            "people.yaml": "people: [{id: bo}]\n",
          },
          corpus,
        );
        expect(services(corpus)).toEqual(["kafka", "etcd"]);
        expect(corpus.catalogue.people.map(({ id }) => id)).toEqual(["bo"]);
        expect(problemsOf(corpus)).toEqual([
          expect.stringMatching(
            /^services.yaml:.*Until then the last good version stays in force\.$/,
          ),
        ]);
      }
    },
  );

  it("stays in force while its file cannot be read", () => {
    const corpus = assemble({ "people.yaml": "people: []\n" }, before, [
      unreadable("services.yaml"),
    ]);
    expect(services(corpus)).toEqual(["kafka", "etcd"]);
    expect(problemsOf(corpus)).toEqual([expect.stringContaining(stays)]);
  });

  it("stays in force in an import that breaks", () => {
    const corpus = assemble({ "services.yaml": good, "more.yaml": "a: [" }, before);
    expect(services(corpus)).toEqual(["kafka", "etcd"]);
    expect(problemsOf(corpus)).toEqual([expect.stringMatching(/^more.yaml:.*stays in force/)]);
  });

  it("follows a change of its file", () => {
    expect(
      services(assemble({ "services.yaml": "services: [{id: redis, owner: ana}]\n" }, before)),
    ).toEqual(["redis"]);
    expect(services(assemble({ "people.yaml": "people: []\n" }, before))).toEqual([]);
  });

  it("holds nothing while there is no good version yet", () => {
    const corpus = assemble({ [vpn]: soundAnswer("Set up VPN"), "services.yaml": "services: [" });
    expect(services(corpus)).toEqual([]);
    expect(titles(corpus)).toEqual(["Set up VPN"]);
    expect(problemsOf(corpus)).toEqual([expect.not.stringContaining(stays)]);
  });
});
