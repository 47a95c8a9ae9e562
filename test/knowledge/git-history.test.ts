import { describe, expect, it } from "vitest";
import { createGitLogReader, type History } from "../../src/knowledge/git-history.ts";

const head = (day: string, refs = "", mail = "ana@example.org") =>
  `commit\t${day}T09:00:00+02:00\t${refs}\t${mail}\n\n`;

function patch(
  file: string,
  before: readonly string[] | undefined,
  after: readonly string[],
): string {
  return [
    `diff --git a/${file} b/${file}`,
    before ? "index 1..2 100644" : "new file mode 100644",
    before ? `--- a/${file}` : "--- /dev/null",
    `+++ b/${file}`,
    `@@ -1,${before?.length ?? 0} +1,${after.length} @@ commit`,
    ...(before ?? []).map((line) => `-${line}`),
    ...after.map((line) => `+${line}`),
    "\\ No newline at end of file",
    "",
  ].join("\n");
}

function read(
  pieces: readonly string[],
  whole = true,
): Readonly<Record<string, readonly string[]>> {
  const reader = createGitLogReader();
  for (const piece of pieces) reader.read(piece);
  return plain(reader.end(whole));
}

function plain(history: History): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...history].map(([file, changes]) => [file, changes.map(({ on, mail }) => `${on} ${mail}`)]),
  );
}

const twoCommits = [
  head("2026-10-02"),
  patch("a.md", ["one"], ["two"]),
  "\n",
  head("2026-10-01", "HEAD", "bo@example.org"),
  patch("ü.md", undefined, ["first"]),
  patch("a.md", undefined, ["one"]),
].join("");
const bothRead = {
  "a.md": ["2026-10-02 ana@example.org", "2026-10-01 bo@example.org"],
  "ü.md": ["2026-10-01 bo@example.org"],
};

describe("the log of a history", () => {
  it("gives each page its changes, newest first", () => {
    expect(read([twoCommits])).toEqual(bothRead);
  });

  it("is the same wherever it is cut into pieces", () => {
    expect(read([...twoCommits])).toEqual(bothRead);
  });

  it("that ends early is known but for its last commit", () => {
    expect(read([twoCommits], false)).toEqual({ "a.md": ["2026-10-02 ana@example.org"] });
    expect(read([head("2026-10-02")], false)).toEqual({});
  });

  it("that is empty, or not a log, tells nothing", () => {
    expect(read([])).toEqual({});
    expect(read(["fatal: not a git repository\n@@ -1 +1 @@\n-a\n+b\n"])).toEqual({});
  });

  it("of a shallow clone tells nothing", () => {
    expect(read([twoCommits.replace("HEAD", "grafted, HEAD")])).toEqual({});
  });

  it("takes what a page quotes for nothing else", () => {
    const quoted = [
      "commit\t2026-12-24T00:00:00Z\t\tx@example.org",
      "diff --git a/b.md b/b.md",
      "@@ -1,9 +1,9 @@",
      "-- a/c.md",
      "++ b/c.md",
    ];
    expect(read([head("2026-10-02"), patch("a.md", quoted, [...quoted, "more"])])).toEqual({
      "a.md": ["2026-10-02 ana@example.org"],
    });
  });

  it("has a commit without a readable date as one of long ago", () => {
    const dateless = `commit\t\t\tana@example.org\n\n${patch("a.md", undefined, ["one"])}`;
    expect(read([dateless])).toEqual({ "a.md": ["1970-01-01 ana@example.org"] });
  });

  it("passes over files that are no pages", () => {
    expect(read([head("2026-10-02"), patch("a.txt", undefined, ["one"])])).toEqual({});
  });
});

describe("a change of a page", () => {
  const page = ["---", "title: A", "---", "", "Take the *left* door."];
  it.each([
    ["a word", page.with(4, "Take the *right* door."), true],
    ["a mark", page.with(4, "Take the left door."), true],
    ["a new line of text", [...page, "", "Knock."], true],
    ["no text at all any more", page.slice(0, 3), true],
    ["the front matter", page.with(1, "title: B"), false],
    ["the front matter, which no longer can be read", page.with(1, "title: ["), false],
    ["no front matter any more", page.slice(4), false],
    ["line breaks", [...page.slice(0, 4), "Take the", "*left*", "", "door.", ""], false],
    ["blanks and carriage returns", page.map((line) => `${line.replaceAll(" ", "  ")}\r`), false],
    ["a byte-order mark", page.with(0, "\uFEFF---"), false],
  ])("is one of its text or is not: %s", (_what, after, counts) => {
    const history = read([head("2026-10-02"), patch("a.md", page, after)]);
    expect(history).toEqual(counts ? { "a.md": ["2026-10-02 ana@example.org"] } : {});
  });

  it.each([
    ["TOML", ["+++", "a = 1", "+++", "Text."], ["+++", "a = 2", "+++", "Text."]],
    ["JSON", ["{", '  "a": 1', "}", "Text."], ["{", '  "a": 2', "}", "Text."]],
    ["YAML that ends in dots", ["---", "a: 1", "...", "Text."], ["---", "a: 2", "...", "Text."]],
  ])("in a front matter of %s is none of its text", (_what, before, after) => {
    expect(read([head("2026-10-02"), patch("a.md", before, after)])).toEqual({});
  });

  it("that begins with a page without text counts from its first words on", () => {
    expect(read([head("2026-10-02"), patch("a.md", undefined, page.slice(0, 3))])).toEqual({});
  });
});

describe("a commit that touches many pages", () => {
  const sweep = (count: number) =>
    Array.from({ length: count }, (_, at) => patch(`${at}.md`, ["one"], ["two"])).join("");

  it.each([
    [20, 20],
    [21, 0],
  ])("with %i of them changes %i", (count, changed) => {
    expect(Object.keys(read([head("2026-10-02"), sweep(count)]))).toHaveLength(changed);
  });

  it("counts pages and nothing else", () => {
    const others = sweep(20) + patch("a.png", undefined, ["x"]) + patch("b.yaml", ["x"], ["y"]);
    expect(Object.keys(read([head("2026-10-02"), others]))).toHaveLength(20);
  });
});
