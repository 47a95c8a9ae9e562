import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

// The lock has to serve machines other than the one that wrote it.

const root = join(import.meta.dirname, "../..");
const versions = z.record(z.string(), z.string()).default({});

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        optionalDependencies: versions,
        gypfile: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));

const manifest = z
  .object({ dependencies: versions, devDependencies: versions })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

const wanted = { ...manifest.dependencies, ...manifest.devDependencies };

describe("the lock file", () => {
  it("holds the optional packages of every system, not only of the one it was written on", () => {
    const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isHeld(path, name))
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("tells npm that better-sqlite3 brings its binaries and is not to be compiled", () => {
    expect(lock.packages["node_modules/better-sqlite3"]?.gypfile).toBe(false);
  });

  it("has the versions that package.json names", () => {
    const locked = Object.keys(wanted).map((name) => [
      name,
      lock.packages[`node_modules/${name}`]?.version,
    ]);
    expect(Object.fromEntries(locked)).toEqual(wanted);
  });
});

describe("package.json", () => {
  it("names every version exactly", () => {
    const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });
});

/** Looks where Node would: in the package itself, then in each folder above it. */
function isHeld(path: string, name: string): boolean {
  if (lock.packages[join(path, "node_modules", name)] !== undefined) return true;
  const above = path.lastIndexOf("node_modules/");
  return above >= 0 && isHeld(path.slice(0, above).replace(/\/$/, ""), name);
}
