import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

function run(...words: readonly string[]) {
  const { BENCH_DATA: _, ...env } = process.env;
  const script = join(import.meta.dirname, "bench-retrieval.ts");
  const { status, stderr } = spawnSync(process.execPath, [script, ...words], {
    env,
    encoding: "utf8",
  });
  return { status, stderr };
}

describe("the bench of retrieval", () => {
  it("says what to set when it has no folder, and exits with 2", () => {
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toMatch(/--data FOLDER.*BENCH_DATA/);
  });

  it("says so of a folder without sets, and exits with 2", () => {
    const { status, stderr } = run("--data", "no-such-folder");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^no-such-folder holds no question sets/);
  });
});
