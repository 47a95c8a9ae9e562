import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();

describe("migrate", () => {
  it("brings a database up to date, and then finds nothing to do", async () => {
    const file = join(emptyFolder(), "data", "ama.sqlite");
    const first = await runInWorld(["migrate", "--db", file]);
    expect(first).toEqual({
      code: 0,
      stdout: expect.stringMatching(/ama\.sqlite now has 001_\w+(?:, \d{3}_\w+)*\.\n$/),
      stderr: "",
    });
    expect(await runInWorld(["migrate"], { env: { AMA_DATABASE: file } })).toEqual({
      code: 0,
      stdout: `${file} is up to date.\n`,
      stderr: "",
    });
  });

  it.each([
    ["an option", ["migrate", "--db", "postgres://ama:hunter2@db/ama"], {}],
    ["a setting", ["migrate"], { AMA_DATABASE: "postgres://ama:hunter2@db/ama" }],
  ])(
    "refuses another engine in one sentence, without its password: %s",
    async (_how, words, env) => {
      const ran = await runInWorld(words, { env });
      expect(ran).toEqual({ code: 2, stdout: "", stderr: expect.any(String) });
      expect(ran.stderr).toMatch(/^[^\n]*"postgres:\/\/"[^\n]*\.\n$/);
      expect(ran.stderr).not.toContain("hunter2");
      expect(existsSync("postgres:")).toBe(false);
    },
  );

  it("refuses a file that is no database, and leaves it as it is", async () => {
    const file = join(emptyFolder(), "notes.txt");
    writeFileSync(file, "Milk, bread, and enough other things for a whole page.\n".repeat(20));
    const ran = await runInWorld(["migrate", "--db", file]);
    expect(ran).toEqual({ code: 1, stdout: "", stderr: expect.stringContaining(file) });
  });
});
