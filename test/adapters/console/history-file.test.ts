import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { openHistoryFile } from "../../../src/adapters/console/history-file.ts";
import { useEmptyFolders } from "../../support/empty-folder.ts";

const emptyFolder = useEmptyFolders();
let file: string;
beforeEach(() => {
  file = join(emptyFolder(), "ama.sqlite.history");
});

const open = (mayKeep: (line: string) => boolean = () => true) => openHistoryFile(file, mayKeep);

/** A run in which these lines are entered. */
async function enter(lines: readonly string[], mayKeep?: (line: string) => boolean) {
  const history = await open(mayKeep);
  for (const line of lines) history.add(line);
  await history.written();
}
const earlier = async () => (await open()).earlier;

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`);

describe("the history of a console", () => {
  it("is empty at first, and makes no file", async () => {
    expect(await earlier()).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });

  it("has the lines of earlier runs, the newest first", async () => {
    await enter(["a", "b"]);
    await enter(["c"]);
    expect(await earlier()).toEqual(["c", "b", "a"]);
  });

  it("is written as lines are entered, in a file which only its owner may read", async () => {
    writeFileSync(file, "old\n", { mode: 0o644 });
    const history = await open();
    history.add("new");
    await history.written();
    expect(readFileSync(file, "utf8")).toBe("old\nnew\n");
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(readdirSync(dirname(file))).toEqual(["ama.sqlite.history"]);
  });

  it("has a line that is entered again once, as the newest", async () => {
    await enter(["a", "b", "a"]);
    expect(await earlier()).toEqual(["a", "b"]);
  });

  it.each([499, 500, 501])("keeps the last 500 of %i lines", async (count) => {
    await enter(numbered(count));
    expect(await earlier()).toEqual(numbered(count).slice(-500).reverse());
  });

  it("keeps no line that may not be kept", async () => {
    await enter(["a", "my password is hunter2!", "b"], (line) => !line.includes("password"));
    expect(readFileSync(file, "utf8")).toBe("a\nb\n");
  });

  it.each([
    ["empty", ""],
    ["blank", " \t "],
    ["longer than a line anybody types", "a".repeat(501)],
    ["one that would command the terminal", "a\u001b[2J"],
  ])("keeps no line that is %s", async (_what, line) => {
    await enter([line, "b"]);
    expect(await earlier()).toEqual(["b"]);
  });

  it("recalls nothing of a file that would command the terminal", async () => {
    writeFileSync(file, "a\nb\u001b]0;x\u0007\nc\n");
    expect(await earlier()).toEqual(["c", "a"]);
  });

  it.each([
    [1_000_000, 2],
    [1_000_001, 0],
  ])("is empty when its file is too large: %i bytes", async (size, count) => {
    const lines = "a\nb\n";
    writeFileSync(file, lines + "\n".repeat(size - lines.length));
    expect(await earlier()).toHaveLength(count);
  });

  it("begins anew in place of a file that is too large", async () => {
    writeFileSync(file, "a\n".repeat(600_000));
    await enter(["b"]);
    expect(await earlier()).toEqual(["b"]);
  });

  it("stays readable when it is full of the longest lines", async () => {
    const longest = numbered(500).map((line) => line.padEnd(500, "€"));
    await enter(longest);
    expect(await earlier()).toHaveLength(500);
  });

  it("is empty, and no line is lost over it, when its file cannot be read or written", async () => {
    mkdirSync(join(file, "in the way"), { recursive: true });
    const history = await open();
    expect(history.earlier).toEqual([]);
    history.add("a");
    await expect(history.written()).resolves.toBeUndefined();
  });
});
