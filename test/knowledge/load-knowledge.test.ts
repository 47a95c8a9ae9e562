import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listKnowledge, loadKnowledge } from "../../src/knowledge/load-knowledge.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { problemsOf } from "./read-page.ts";
import { soundAnswer, writeFiles } from "./write-files.ts";

const emptyFolder = useEmptyFolders();
const folderWith = (files: Readonly<Record<string, string | Uint8Array>>) =>
  writeFiles(emptyFolder(), files);
const good = { "answers/good.md": soundAnswer("Keep on serving") };
const filesIn = async (folder: string) =>
  (await listKnowledge(folder)).pages.map(({ file }) => file);

describe("a knowledge folder", () => {
  it("gives its pages by their type folders and passes over everything else", async () => {
    const page = soundAnswer("Some title");
    const folder = folderWith({
      "answers/a.md": page,
      "answers/deep/down/b.markdown": page,
      "runbooks/c.mdx": page,
      "checklists/d.html.md": page,
      "answers/e.md.erb": page,
      "answers/deep/_index.md": page,
      "answers/.hidden.md": page,
      "answers/_draft.md": page,
      "answers/.git/x.md": page,
      "answers/_partials/x.md": page,
      "answers/node_modules/x/readme.md": page,
      "answers/notes.txt": page,
      "answers/picture.png": page,
      "README.md": page,
      "docs/x.md": page,
    });
    expect(await filesIn(folder)).toEqual([
      "answers/a.md",
      "answers/deep/_index.md",
      "answers/deep/down/b.markdown",
      "answers/e.md.erb",
      "runbooks/c.mdx",
      "checklists/d.html.md",
    ]);
    const { entries } = await loadKnowledge(folder);
    expect(entries.map(({ id, type }) => [id, type])).toEqual([
      [expect.stringMatching(/^a-[0-9a-f]{8}$/), "answer"],
      ["deep", "answer"],
      ["deep-down-b", "answer"],
      [expect.stringMatching(/^e-/), "answer"],
      [expect.stringMatching(/^d-/), "checklist"],
      [expect.stringMatching(/^c-/), "runbook"],
    ]);
  });

  it("without type folders is one tree of pages", async () => {
    const folder = folderWith({
      "README.md": "# Top\n",
      "alerts/KubeDown.md": "# KubeDown\n",
      "_index.md": "# Index\n",
      "_x.md": "# X\n",
    });
    const corpus = await loadKnowledge(folder);
    expect(corpus.entries.map(({ file, native }) => [file, native])).toEqual([
      ["README.md", false],
      ["_index.md", false],
      ["alerts/KubeDown.md", false],
    ]);
    expect(corpus.problems).toEqual([]);
  });

  it("that is not there is missing", async () => {
    await expect(loadKnowledge(join(emptyFolder(), "nowhere"))).rejects.toMatchObject({
      code: "KNOWLEDGE_MISSING",
      message: expect.stringContaining("(ENOENT)"),
    });
  });

  it("that is a file is missing", async () => {
    await expect(loadKnowledge(join(folderWith({ x: "" }), "x"))).rejects.toMatchObject({
      code: "KNOWLEDGE_MISSING",
    });
  });

  it.each([
    ["nothing", {}],
    ["no page", { "answers/x.txt": "x", "services.yaml": "services: []" }],
    ["only a broken page", { "answers/x.md": "---\na: [\n---\n" }],
  ])("with %s is empty", async (_what, files) => {
    await expect(loadKnowledge(folderWith(files))).rejects.toMatchObject({
      code: "KNOWLEDGE_EMPTY",
    });
  });

  it("says of the only page what is wrong with it", async () => {
    const folder = folderWith({ "answers/x.md": "---\na: [\n---\n" });
    await expect(loadKnowledge(folder)).rejects.toThrow(/answers\/x\.md:\d+ This is not YAML/);
  });
});

describe("bad input", () => {
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x, x]",
    ..."bcdefgh"
      .split("")
      .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcdefgh"[at]}`).join()}]`),
  ].join("\n");

  it.each([
    ["front matter that is no YAML", "---\ntitle: [\n---\n", "K001"],
    ["front matter that is no map", "---\n- a\n---\n", "K001"],
    ["front matter that never ends", "---\ntitle: a\n", "K001"],
    ["a key that stands twice", "---\ntitle: Foo\ntitle: Bar\nowner: ana\n---\n", "K001"],
    ["aliases that grow without end", `---\n${bomb}\n---\n`, "K001"],
    ["an alias of itself", "---\na: &a [*a]\n---\n", "K001"],
    ["brackets without end", `---\na: ${"[".repeat(90_000)}\n---\n`, "K001"],
    ["5 MB", "a".repeat(5_000_000), "K006"],
    ["a NUL", "a\0b", "K006"],
    ["a bidirectional control character", "a\u202Eb", "K006"],
    ["another encoding", Buffer.from("Grüße", "latin1"), "K006"],
  ])("takes down only itself: %s", async (_what, text, rule) => {
    const corpus = await loadKnowledge(folderWith({ ...good, "answers/bad.md": text }));
    expect(corpus.entries.map(({ id }) => id)).toEqual(["good"]);
    expect(corpus.problems.map((one) => [one.rule, one.file])).toEqual([[rule, "answers/bad.md"]]);
  });

  it.each([
    ["a byte-order mark", `\uFEFF${soundAnswer("Read me as well")}`],
    ["other line ends", soundAnswer("Read me as well").replaceAll("\n", "\r\n")],
    ["200 kB of quotation", `# Read me as well\n\n${">".repeat(199_000)}`],
    ["200 kB of links", `# Read me as well\n\n${"[a](".repeat(49_000)}`],
    ["200 kB of emphasis", `# Read me as well\n\n${"*a **a ".repeat(28_000)}`],
    ["nothing at all", ""],
  ])("that can be served is: %s", async (_what, text) => {
    const corpus = await loadKnowledge(folderWith({ ...good, "answers/bad.md": text }));
    expect(corpus.entries.map(({ id }) => id)).toEqual(["bad", "good"]);
    for (const entry of corpus.entries) entry.content();
  });

  it.each([
    ["services.yaml", bomb],
    ["services.yaml", "a: &a [*a]"],
    ["people.yaml", "people: ["],
    ["people.yaml", Buffer.from("# Grüße", "latin1")],
  ])("in %s leaves the pages served", async (file, text) => {
    const corpus = await loadKnowledge(folderWith({ ...good, [file]: text }));
    expect(corpus.entries.map(({ id }) => id)).toEqual(["good"]);
    expect(corpus.problems.map((one) => one.file)).toEqual([file]);
  });

  const isRoot = process.getuid?.() === 0;
  if (isRoot)
    process.stderr.write('skipped "a page that nobody may read": root may read everything\n');
  (isRoot ? it.skip : it)("takes down only itself: a page that nobody may read", async () => {
    const folder = folderWith({ ...good, "answers/bad.md": soundAnswer("Hide me") });
    chmodSync(join(folder, "answers/bad.md"), 0o000);
    const corpus = await loadKnowledge(folder);
    expect(corpus.entries.map(({ id }) => id)).toEqual(["good"]);
    expect(problemsOf(corpus)).toEqual([
      expect.stringMatching(/^answers\/bad.md:1:1 K006 .*EACCES/),
    ]);
  });
});

describe("a link", () => {
  const outside = () =>
    folderWith({
      "secret.md": soundAnswer("Tell a secret"),
      "services.yaml": "services: [{id: secret, owner: ana}]",
    });

  it("to a page outside is told and not followed", async () => {
    const folder = folderWith(good);
    symlinkSync(join(outside(), "secret.md"), join(folder, "answers/link.md"));
    const corpus = await loadKnowledge(folder);
    expect(corpus.entries.map(({ id }) => id)).toEqual(["good"]);
    expect(problemsOf(corpus)).toEqual([
      expect.stringMatching(/^answers\/link.md:1:1 K006 This is a link that leads out/),
    ]);
  });

  it("to a folder outside is told and not followed", async () => {
    const folder = folderWith(good);
    symlinkSync(outside(), join(folder, "answers/link"));
    const corpus = await loadKnowledge(folder);
    expect(corpus.entries.map(({ id }) => id)).toEqual(["good"]);
    expect(problemsOf(corpus)).toEqual([
      expect.stringMatching(/^answers\/link:1:1 K006 This is a link that leads out/),
    ]);
  });

  it("in place of a type folder or of services.yaml is told and not followed", async () => {
    const folder = folderWith(good);
    const other = outside();
    symlinkSync(other, join(folder, "runbooks"));
    symlinkSync(join(other, "services.yaml"), join(folder, "services.yaml"));
    const corpus = await loadKnowledge(folder);
    expect(corpus.entries.map(({ id }) => id)).toEqual(["good"]);
    expect(corpus.catalogue.services).toEqual([]);
    expect(corpus.problems.map(({ rule, file }) => [rule, file])).toEqual([
      ["K006", "runbooks"],
      ["K006", "services.yaml"],
    ]);
  });

  it("that comes round to itself ends", async () => {
    const folder = folderWith({ ...good, "answers/a/x.md": soundAnswer("Be found once") });
    symlinkSync("..", join(folder, "answers/a/up"));
    symlinkSync("../..", join(folder, "answers/a/top"));
    symlinkSync("../b/to-a", join(folder, "answers/a/to-b"));
    mkdirSync(join(folder, "answers/b"));
    symlinkSync("../a/to-b", join(folder, "answers/b/to-a"));
    symlinkSync("loop.md", join(folder, "answers/loop.md"));
    const corpus = await loadKnowledge(folder);
    expect(corpus.entries.map(({ file }) => file)).toEqual(["answers/a/x.md", "answers/good.md"]);
    expect(problemsOf(corpus)).toEqual([
      expect.stringMatching(/^answers\/loop.md:1:1 K006 .*ELOOP/),
    ]);
  });

  it("to nothing is told", async () => {
    const folder = folderWith(good);
    symlinkSync("gone.md", join(folder, "answers/link.md"));
    expect(problemsOf(await loadKnowledge(folder))).toEqual([
      expect.stringMatching(/^answers\/link.md:1:1 K006 .*ENOENT/),
    ]);
  });

  it("inside the folder is followed, as a container's mount makes them", async () => {
    const folder = folderWith({
      "..2026_10_31/answers/good.md": soundAnswer("Keep on serving"),
      "..2026_10_31/services.yaml": "services: [{id: kafka, owner: ana}]",
    });
    symlinkSync("..2026_10_31", join(folder, "..data"));
    symlinkSync("..data/answers", join(folder, "answers"));
    symlinkSync("..data/services.yaml", join(folder, "services.yaml"));
    const corpus = await loadKnowledge(folder);
    expect(corpus.problems).toEqual([]);
    expect(corpus.entries.map(({ id }) => id)).toEqual(["good"]);
    expect(corpus.catalogue.services.map(({ id }) => id)).toEqual(["kafka"]);
  });

  it("may be the folder itself", async () => {
    const folder = folderWith(good);
    const link = join(emptyFolder(), "link");
    symlinkSync(folder, link);
    expect((await loadKnowledge(link)).problems).toEqual([]);
  });
});

describe("an import of services.yaml", () => {
  const component = (name: string) =>
    `kind: Component\nmetadata: {name: ${name}}\nspec: {owner: ana}\n`;

  it("is read by path or pattern, from beside the folder, too", async () => {
    const top = folderWith({
      "catalog-info.yaml": component("top"),
      "kb/answers/good.md": soundAnswer("Keep on serving"),
      "kb/more/a.yaml": component("aa"),
      "kb/more/b.yaml": component("bb"),
      "kb/opslevel.yml": "version: 1\nservice: {name: Ops, owner: ana}\n",
      "kb/services.yaml":
        "services: [{id: aa, owner: bo}]\nimport: [../catalog-info.yaml, more/*.yaml, opslevel.yml]\n",
    });
    const corpus = await loadKnowledge(join(top, "kb"));
    expect(corpus.problems).toEqual([]);
    expect(corpus.catalogue.services.map(({ id, owner }) => [id, owner])).toEqual([
      ["aa", "bo"],
      ["top", "ana"],
      ["bb", "ana"],
      ["ops", "ana"],
    ]);
  });

  it.each(["gone.yaml", "gone/*.yaml", "/etc/hostname"])(
    "that matches no file is told: %s",
    async (pattern) => {
      const corpus = await loadKnowledge(
        folderWith({
          ...good,
          "services.yaml": `services: [{id: kafka, owner: ana}]\nimport: ${pattern}\n`,
        }),
      );
      expect(corpus.catalogue.services.map(({ id }) => id)).toEqual(["kafka"]);
      expect(problemsOf(corpus)).toEqual([
        expect.stringMatching(/^services.yaml:1:1 K003 "import" names .* matches no file/),
      ]);
    },
  );
});

describe("loading again", () => {
  it("keeps the last good version of a page that breaks, and the very entries of the others", async () => {
    const folder = folderWith({ ...good, "answers/vpn.md": soundAnswer("Set up VPN") });
    const before = await loadKnowledge(folder);
    writeFiles(folder, { "answers/vpn.md": "a\0b" });
    const after = await loadKnowledge(folder, before);
    expect(after.entries).toEqual(before.entries);
    expect(after.entryById.get("good")).toBe(before.entryById.get("good"));
    expect(problemsOf(after)).toEqual([
      expect.stringContaining("Until then the last good version stays in force."),
    ]);
  });

  it("keeps it when it becomes too large or a link that leads out", async () => {
    const folder = folderWith({
      ...good,
      "answers/vpn.md": soundAnswer("Set up VPN"),
      "answers/dns.md": soundAnswer("Set up DNS"),
    });
    const before = await loadKnowledge(folder);
    writeFiles(folder, { "answers/vpn.md": "a".repeat(200_001) });
    rmSync(join(folder, "answers/dns.md"));
    symlinkSync(join(folderWith({ x: "" }), "x"), join(folder, "answers/dns.md"));
    const after = await loadKnowledge(folder, before);
    expect(after.entries.map(({ id }) => id)).toEqual(["dns", "good", "vpn"]);
    expect(after.problems.map(({ rule }) => rule)).toEqual(["K006", "K006"]);
  });

  it("takes a renamed page for the same entry when it names its id", async () => {
    const folder = folderWith({ "answers/a.md": soundAnswer("Set up VPN", "id: vpn\n") });
    const before = await loadKnowledge(folder);
    renameSync(join(folder, "answers/a.md"), join(folder, "answers/b.md"));
    const after = await loadKnowledge(folder, before);
    expect(after.entries.map(({ id, file }) => [id, file])).toEqual([["vpn", "answers/b.md"]]);
    expect(after.problems).toEqual([]);
  });
});

describe("a folder with one fault in each of many pages", () => {
  const folder = join(import.meta.dirname, "../fixtures/broken");

  it("serves every sound page, and tells each fault in its place", async () => {
    const corpus = await loadKnowledge(folder);
    expect(corpus.entries.map(({ id }) => id)).toEqual([
      "audience-misspelt",
      "bad-date",
      "no-owner",
      "order-a-laptop",
      "redirect-taken",
      "same-id",
      "set-up-vpn",
      "unknown-key",
      "onboard",
      "danger-unreadable",
      "no-services",
      "restart-kafka",
    ]);
    expect(corpus.problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      "answers/audience-misspelt.md:5 K002",
      "answers/bad-date.md:5 K003",
      "answers/bidirectional.md:7 K006",
      "answers/front-matter-never-ends.md:1 K001",
      "answers/front-matter-no-map.md:2 K001",
      "answers/front-matter-no-yaml.md:4 K001",
      "answers/key-twice.md:4 K001",
      "answers/no-owner.md:2 K004",
      "answers/not-utf-8.md:1 K006",
      "answers/nul.md:7 K006",
      "answers/redirect-taken.md:1 K010",
      "answers/same-id-b.md:1 K010",
      "answers/unknown-key.md:4 K002",
      "people.yaml:5 K003",
      "runbooks/danger-unreadable.md:6 K003",
      "runbooks/no-services.md:2 K004",
      "services.yaml:3 K003",
    ]);
    expect(corpus.entryById.get("audience-misspelt")?.audience).toEqual([]);
    expect(corpus.entryById.get("danger-unreadable")?.danger).toBe("high");
    expect(corpus.catalogue.services.map(({ id }) => id)).toEqual(["kafka", "etcd"]);
    expect(corpus.catalogue.people.map(({ id }) => id)).toEqual(["ana"]);
    expect(readFileSync(join(folder, "answers/nul.md"))).toContain(0);
  });
});
