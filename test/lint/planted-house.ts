import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { z } from "zod";

// A copy of the house for planting violations in: the real settings, made-up files, empty packages.

const repository = join(import.meta.dirname, "../..");
const bin = join(repository, "node_modules/.bin");

const settings = [
  ".biome.json",
  ".dependency-cruiser.mjs",
  ".gitignore",
  ".oxlintrc.json",
  "package.json",
  "tsconfig.json",
  "test/lint/ambient-input.grit",
];

/** What a checker says about one file: the name of its rule. */
interface Finding {
  readonly file: string;
  readonly rule: string;
}

/** What the checkers said about a tree, and the rules that dependency-cruiser was asked to keep. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly cruiserRules: readonly string[];
}

const cruiserReport = z.object({
  summary: z.object({
    violations: z.array(
      z.object({ from: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) }),
    ),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

const biomeReport = z.object({
  diagnostics: z.array(
    z.object({
      severity: z.string(),
      category: z.string(),
      location: z.object({ path: z.string() }),
    }),
  ),
});

const oxlintReport = z.object({
  diagnostics: z.array(z.object({ severity: z.string(), code: z.string(), filename: z.string() })),
});

/**
 * Runs the three checkers over a temporary tree that holds `files` (path to source) and an empty
 * package for each of `packages`, with the very commands of `npm run check`. What would not stop
 * that command is no finding: a warning of dependency-cruiser or oxlint, an info of Biome.
 */
export async function inspect(
  files: ReadonlyMap<string, string>,
  packages: readonly string[],
): Promise<Inspection> {
  const root = await mkdtemp(join(tmpdir(), "house-"));
  try {
    for (const path of settings) await cp(join(repository, path), join(root, path));
    for (const [path, source] of files) await plant(join(root, path), source);
    for (const name of packages) {
      const folder = join(root, "node_modules", name);
      const manifest = { name, version: "1.0.0", exports: "./index.js" };
      await plant(join(folder, "package.json"), JSON.stringify(manifest));
      await plant(join(folder, "index.js"), "");
    }
    const types = "node_modules/@types/node";
    await mkdir(dirname(join(root, types)), { recursive: true });
    await symlink(join(repository, types), join(root, types));

    const commands = await checkCommands(root);
    const [cruiser, biome, oxlint] = await Promise.all([
      run(root, commands, "depcruise", ["--output-type", "json"]),
      run(root, commands, "biome", ["--reporter=json", "--max-diagnostics=none"]),
      run(root, commands, "oxlint", ["--format", "json"]),
    ]);
    const strict = commands.get("biome")?.includes("--error-on-warnings");
    const stopping = strict ? ["error", "warning"] : ["error"];
    const { violations, ruleSetUsed } = cruiserReport.parse(cruiser).summary;
    return {
      findings: [
        ...violations
          .filter(({ rule }) => rule.severity === "error")
          .map(({ from, rule }) => ({ file: from, rule: rule.name })),
        ...biomeReport
          .parse(biome)
          .diagnostics.filter(({ severity }) => stopping.includes(severity))
          .map(({ category, location }) => ({ file: location.path, rule: category })),
        ...oxlintReport
          .parse(oxlint)
          .diagnostics.filter(({ severity }) => severity === "error")
          .map(({ code, filename }) => ({ file: filename, rule: code })),
      ],
      cruiserRules: ruleSetUsed.forbidden.map(({ name }) => name),
    };
  } finally {
    await rm(root, { recursive: true });
  }
}

async function plant(path: string, source: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, source);
}

/** Gives the words of each command that `npm run check` runs, by the program's name. */
async function checkCommands(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const manifest: unknown = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { scripts } = z.object({ scripts: z.object({ check: z.string() }) }).parse(manifest);
  const commands = scripts.check.split(" && ").map((command) => command.split(" "));
  return new Map(commands.map(([name = "", ...options]) => [name, options]));
}

/** Gives the JSON that a checker prints; whether it fails is read from the report. */
async function run(
  root: string,
  commands: ReadonlyMap<string, readonly string[]>,
  name: string,
  further: readonly string[],
): Promise<unknown> {
  const options = commands.get(name);
  if (options === undefined) throw new Error(`npm run check no longer runs ${name}`);
  const PATH = [bin, process.env.PATH].join(delimiter);
  const command = [join(bin, name), ...options, ...further];
  const surroundings = { cwd: root, env: { ...process.env, PATH }, maxBuffer: 2 ** 26 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, surroundings, (_exit, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch (cause) {
        reject(new Error(`${name} printed no report: ${stdout}${stderr}`, { cause }));
      }
    });
  });
}
