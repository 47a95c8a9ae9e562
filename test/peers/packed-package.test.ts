import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";

const emptyFolder = useEmptyFolders();

describe("the packed package", () => {
  it("answers a question where it is installed, in other words than the entry's", () => {
    const folder = emptyFolder();
    execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { stdio: "pipe" });
    const [archive = ""] = readdirSync(folder);
    execFileSync("npm", ["init", "--yes", "--silent"], { cwd: folder, stdio: "pipe" });
    execFileSync(
      "npm",
      ["install", "--silent", "--ignore-scripts", "--omit=dev", join(folder, archive)],
      { cwd: folder, stdio: "pipe" },
    );
    const asked = execFileSync(
      process.execPath,
      [
        "node_modules/.bin/ama",
        "explain",
        "how do I get into the company network from a hotel",
        "--knowledge",
        resolve("knowledge"),
      ],
      { cwd: folder, encoding: "utf8" },
    );
    expect(asked).toMatch(/gist 0\.[1-9]/);
    // A registry may take its time.
  }, 180_000);
});
