import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { type HistoryLimits, loadHistory } from "../../src/knowledge/load-history.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { type GitRepository, initRepository } from "../support/git-repository.ts";

const emptyFolder = useEmptyFolders();
let root: string;
let repository: GitRepository;
beforeEach(() => {
  root = emptyFolder();
  repository = initRepository(root);
});

/** The settings of whoever runs the tests play no part. */
const env = () => ({ PATH: process.env.PATH, HOME: root });

async function load(
  folder = root,
  limits?: HistoryLimits,
  more: Readonly<Record<string, string>> = {},
) {
  const { history, extent } = await loadHistory(folder, { ...env(), ...more }, undefined, limits);
  const changes = [...history].map(([file, all]) => [file, all.map(({ on }) => on.toString())]);
  return { extent, ...Object.fromEntries(changes) };
}

const page = (text: string, title = "A page") => `---\ntitle: ${title}\n---\n\n${text}\n`;
const long = "One sentence of many, so that the page is known again.\n".repeat(9);

describe("the history of a folder", () => {
  it("has who changed the text of which page on which day of theirs", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page("One.") } });
    repository.commit("2026-01-06T00:30:00+02:00", { write: { "a.md": page("Two.") } }, "bo@x.org");
    const { history } = await loadHistory(root, env());
    expect(history.get("a.md")?.map(({ on, mail }) => `${on} ${mail}`)).toEqual([
      "2026-01-06 bo@x.org",
      "2026-01-05 ana@example.org",
    ]);
  });

  it("leaves out what changes front matter or white space alone", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page("One two."), "b.md": page("B.") } });
    repository.commit("2026-01-06", { write: { "a.md": page("One two.", "Renamed") } });
    repository.commit("2026-01-07", { write: { "b.md": page("B.\r\n\r\n") } });
    repository.commit("2026-01-08", { write: { "a.md": page("One\n  two.", "Renamed") } });
    expect(await load()).toEqual({
      extent: "whole",
      "a.md": ["2026-01-05"],
      "b.md": ["2026-01-05"],
    });
  });

  it("shows the front matter of a long page, however far below the change is", async () => {
    const text = (last: string) => page(`${"A line.\n".repeat(3_000)}${last}`);
    const titled = (title: string) => page("A line.\n".repeat(3_000), title);
    repository.commit("2026-01-05", { write: { "a.md": text("One."), "b.md": titled("One") } });
    repository.commit("2026-01-06", { write: { "a.md": text("Two."), "b.md": titled("Two") } });
    expect(await load()).toMatchObject({
      "a.md": ["2026-01-06", "2026-01-05"],
      "b.md": ["2026-01-05"],
    });
  });

  it.each([
    ["answers/my vpn.md"],
    ["answers/büro.md"],
    ["answers/日本.md"],
    ['answers/a\nb\t"\\.md'],
    ["A.MDX"],
    ["a.html.md.erb"],
    ["a.markdown"],
    ["answers/ends in dots ...md"],
    ["a/a/b/c.md"],
    ["dev/null.md"],
  ])("knows a file whatever its name: %j", async (file) => {
    repository.commit("2026-01-05", { write: { [file]: page("One.") } });
    repository.commit("2026-01-06", { write: { [file]: page("Two.") } });
    expect(await load()).toEqual({ extent: "whole", [file]: ["2026-01-06", "2026-01-05"] });
  });

  it("is that of a folder below the repository's, by names in that folder", async () => {
    repository.commit("2026-01-05", {
      write: { "docs/kb/a/b.md": page("One."), "docs/c.md": page("C.") },
    });
    expect(await load(join(root, "docs/kb"))).toEqual({
      extent: "whole",
      "a/b.md": ["2026-01-05"],
    });
  });

  it("is that of a working tree beside the repository's", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page("One.") } });
    const beside = join(emptyFolder(), "tree");
    repository.git("worktree", "add", "--quiet", beside);
    expect(await load(beside)).toEqual({ extent: "whole", "a.md": ["2026-01-05"] });
  });
});

describe("a page that is renamed", () => {
  it("keeps its changes, and has no new one", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page(long) } });
    repository.commit("2026-01-06", { move: { "a.md": "new place/ä.md" } });
    repository.commit("2026-01-07", { move: { "new place/ä.md": "c.md" } });
    expect(await load()).toEqual({ extent: "whole", "c.md": ["2026-01-05"] });
  });

  it("and rewritten a little at once has a change of that day", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page(long) } });
    repository.commit("2026-01-06", {
      move: { "a.md": "b.md" },
      write: { "b.md": page(`${long}More.`) },
    });
    repository.commit("2026-01-07", {
      move: { "b.md": "c.md" },
      write: { "c.md": page(`${long}More.`, "New") },
    });
    expect(await load()).toEqual({ extent: "whole", "c.md": ["2026-01-06", "2026-01-05"] });
  });

  it("leaves its name to another, which does not inherit its changes", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page(long) } });
    repository.commit("2026-01-06", { move: { "a.md": "b.md" } });
    repository.commit("2026-01-07", { write: { "a.md": page("Something else.") } });
    expect(await load()).toEqual({
      extent: "whole",
      "a.md": ["2026-01-07"],
      "b.md": ["2026-01-05"],
    });
  });

  it("takes a name that another had before, and nothing of its changes", async () => {
    repository.commit("2026-01-04", { write: { "b.md": page("Something else.") } });
    repository.commit("2026-01-05", { write: { "a.md": page(long) } });
    repository.commit("2026-01-06", { remove: ["b.md"] });
    repository.commit("2026-01-07", { move: { "a.md": "b.md" } });
    expect(await load()).toEqual({ extent: "whole", "b.md": ["2026-01-05"] });
  });

  it("with twenty others still keeps its changes", async () => {
    const names = Array.from({ length: 21 }, (_, at) => `${at}.md`);
    for (const name of names.slice(0, 2)) {
      repository.commit("2026-01-05", { write: { [name]: page(`${name} ${long}`) } });
    }
    repository.commit("2026-01-06", {
      write: Object.fromEntries(names.slice(2).map((name) => [name, page(`${name} ${long}`)])),
    });
    repository.commit("2026-01-07", {
      move: Object.fromEntries(names.map((name) => [name, `moved/${name}`])),
    });
    expect(await load()).toMatchObject({
      extent: "whole",
      "moved/0.md": ["2026-01-05"],
      "moved/1.md": ["2026-01-05"],
      "moved/20.md": ["2026-01-06"],
    });
  });
});

describe("a commit", () => {
  const pages = (count: number, text: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.md`, page(text)]));

  it.each([
    [20, 20],
    [21, 0],
  ])("that writes %i pages counts for %i", async (count, counted) => {
    repository.commit("2026-01-05", { write: pages(count, "One.") });
    expect(Object.keys(await load()).filter((name) => name !== "extent")).toHaveLength(counted);
  });

  it("that brings a branch home changes nothing; those of the branch do", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page("A."), "b.md": page("B.") } });
    repository.git("checkout", "--quiet", "-b", "side");
    repository.commit("2026-01-06", { write: { "a.md": page("A, on a branch.") } });
    repository.git("checkout", "--quiet", "main");
    repository.commit("2026-01-07", { write: { "b.md": page("B, meanwhile.") } });
    repository.commit("2026-01-09", {});
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "side");
    expect(await load()).toEqual({
      extent: "whole",
      "a.md": ["2026-01-06", "2026-01-05"],
      "b.md": ["2026-01-07", "2026-01-05"],
    });
  });
});

describe("settings that would change the output", () => {
  it.each([
    ["diff.noprefix", "true"],
    ["diff.mnemonicPrefix", "true"],
    ["diff.renames", "copies"],
    ["diff.external", "/nowhere/differ"],
    ["diff.suppressBlankEmpty", "true"],
    ["color.ui", "always"],
    ["core.pager", "/nowhere/pager"],
    ["core.quotepath", "true"],
    ["log.showSignature", "true"],
    ["log.decorate", "full"],
    ["log.follow", "true"],
    ["log.diffMerges", "first-parent"],
    ["diff.context", "1"],
  ])("play no part: %s=%s", async (name, value) => {
    repository.commit("2026-01-05", { write: { "ä b.md": page("One.\n\nTwo.") } });
    repository.commit("2026-01-06", { write: { "ä b.md": page("One.\n\nThree.") } });
    repository.git("config", name, value);
    expect(await load()).toEqual({ extent: "whole", "ä b.md": ["2026-01-06", "2026-01-05"] });
  });

  it("and attributes that call pages binary play none either", async () => {
    repository.commit("2026-01-05", {
      write: { ".gitattributes": "*.md binary\n", "a.md": page("One.") },
    });
    expect(await load()).toEqual({ extent: "whole", "a.md": ["2026-01-05"] });
  });

  it("and variables that point to another repository play none either", async () => {
    repository.commit("2026-01-05", { write: { "a.md": page("One.") } });
    const elsewhere = emptyFolder();
    initRepository(elsewhere);
    const git = {
      GIT_DIR: join(elsewhere, ".git"),
      GIT_WORK_TREE: elsewhere,
      GIT_EXTERNAL_DIFF: "/nowhere",
    };
    expect(await load(root, undefined, git)).toEqual({ extent: "whole", "a.md": ["2026-01-05"] });
  });
});

describe("no history", () => {
  const none = { extent: "none" };
  beforeEach(() => repository.commit("2026-01-05", { write: { "a.md": page("One.") } }));

  it("is what a folder without a repository has", async () => {
    expect(await load(emptyFolder())).toEqual(none);
  });

  it("is what a folder that is not there has", async () => {
    expect(await load(join(root, "nowhere"))).toEqual(none);
    expect(await load("a\0b")).toEqual(none);
  });

  it("is what there is without git", async () => {
    expect(await load(root, undefined, { PATH: emptyFolder() })).toEqual(none);
  });

  it("is what a repository without a commit has", async () => {
    const folder = emptyFolder();
    initRepository(folder);
    expect(await load(folder)).toEqual(none);
  });

  it("is what a folder has that its repository does not know", async () => {
    mkdirSync(join(root, "new"));
    writeFileSync(join(root, "new/b.md"), page("B."));
    expect(await load(join(root, "new"))).toEqual(none);
  });

  it("is what a shallow clone has, however deep", async () => {
    repository.commit("2026-01-06", { write: { "a.md": page("Two.") } });
    for (const depth of ["1", "2"]) {
      repository.commit("2026-01-07", { write: { "a.md": page(`Depth ${depth}.`) } });
      const clone = emptyFolder();
      repository.git("clone", "--quiet", "--depth", depth, pathToFileURL(root).href, clone);
      expect(await load(clone)).toEqual(none);
    }
  });

  it("is what a broken repository has, though its newest commits can be read", async () => {
    const [blob = ""] = /^[0-9a-f]{40}/.exec(repository.git("rev-parse", "HEAD:a.md")) ?? [];
    repository.commit("2026-01-06", { write: { "a.md": page("Two.") } });
    repository.commit("2026-01-07", { write: { "a.md": page("Three.") } });
    const object = join(root, ".git/objects", blob.slice(0, 2), blob.slice(2));
    chmodSync(object, 0o644);
    rmSync(object);
    expect(await load()).toEqual(none);
  });
});

describe("a long history", () => {
  const limits: HistoryLimits = { commits: 5_000, bytes: 64_000_000, timeMs: 60_000 };
  beforeEach(() => {
    repository.commit("2026-01-05", { write: { "a.md": page("One.") } });
    repository.commit("2026-01-06", { write: { "b.md": page("One.") } });
    repository.commit("2026-01-07", { write: { "c.md": page("One.") } });
  });

  it("is read as far as the number of commits allows", async () => {
    expect(await load(root, { ...limits, commits: 2 })).toEqual({
      extent: "whole",
      "c.md": ["2026-01-07"],
      "b.md": ["2026-01-06"],
    });
  });

  it("is not read beyond the number of bytes", async () => {
    expect(await load(root, { ...limits, bytes: 10 })).toEqual({ extent: "none" });
  });

  it("is not read to its end when nobody waits any more", async () => {
    // Whether a small one was read before git ended is chance.
    expect(["part", "none"]).toContain(
      (await loadHistory(root, env(), AbortSignal.abort())).extent,
    );
  });
});
