import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseCatalogue } from "../../src/knowledge/catalogue.ts";
import { lintOncall } from "../../src/oncall/lint/lint-oncall.ts";
import { oncallOf } from "../../src/oncall/oncall.ts";
import { parseOncallFile } from "../../src/oncall/oncall-file.ts";
import { parsePageHook } from "../../src/web/hooks/page-hook.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { readmeCommands } from "../support/readme-commands.ts";
import { runInWorld } from "../support/test-world.ts";

const run = promisify(execFile);
const emptyFolder = useEmptyFolders();

const named = z.record(z.string(), z.string());
const dependenciesSchema = z.object({ dependencies: named, devDependencies: named });

/** What the other tests are, what would start them, and what needs more than a checkout. */
const notHere =
  /^(?:npm ci|npm install|npm test|npm run (?:check|test|test:kill|bench|calibrate)|docker)\b/;

describe("the commands of a README", () => {
  it("are the lines of its shell fences, and what stands behind $ in its transcripts", () => {
    const markdown = [
      "Run `true`:",
      "",
      "```sh",
      "true",
      "# why",
      "",
      "printf 'a b' | cat",
      "```",
      "```text",
      "false",
      "```",
      "```console",
      "$ echo one",
      "one",
      "",
      "still one",
      "",
      "$ echo two",
      "$ echo three",
      "three",
      "```",
    ].join("\n");
    expect(readmeCommands(markdown)).toEqual([
      { line: 4, command: "true", prints: undefined },
      { line: 7, command: "printf 'a b' | cat", prints: undefined },
      { line: 13, command: "echo one", prints: "one\n\nstill one" },
      { line: 18, command: "echo two", prints: "" },
      { line: 19, command: "echo three", prints: "three" },
    ]);
  });
});

type AmaCommand = { readonly feed: string | undefined; readonly argv: string };

/** `npm run -s ama -- …`, alone or fed by a command before it. */
function amaWords(command: string): AmaCommand | undefined {
  const found = /^(?:(?<feed>printf [^|]+) \| )?npm run -s ama -- (?<argv>[^|<>;&]+)$/.exec(
    command,
  );
  return found?.groups && { feed: found.groups.feed, argv: found.groups.argv ?? "" };
}

/** Runs a command of ours in this process; the shell reads its words. */
async function printed({ feed, argv }: AmaCommand, env: Readonly<Record<string, string>>) {
  const read = await run("sh", ["-c", `for word in ${argv}; do printf '%s\\0' "$word"; done`]);
  const stdin = feed === undefined ? "" : (await run("sh", ["-c", feed])).stdout;
  const ran = await runInWorld(read.stdout.split("\0").slice(0, -1), { stdin, env });
  if (ran.code !== 0) throw new Error(`${argv} ends with ${ran.code}: ${ran.stderr}`);
  return ran.stdout;
}

describe("README.md", () => {
  const commands = readmeCommands(readFileSync("README.md", "utf8"));
  const here = commands.filter(({ command }) => !notHere.test(command));

  it("shows commands and a transcript", () => {
    expect(here.filter(({ prints }) => prints === undefined)).not.toHaveLength(0);
    expect(here.filter(({ prints }) => prints !== undefined)).not.toHaveLength(0);
  });

  it("works as written, one command after the other", async () => {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AMA_"));
    const database = join(emptyFolder(), "ama.sqlite");
    const env = { ...Object.fromEntries(own), AMA_DATABASE: database, AMA_KNOWLEDGE: "" };
    for (const [index, { line, command, prints }] of here.entries()) {
      // The first goes through npm; what that starts for all others is the same, without a process for each.
      const words = index === 0 ? undefined : amaWords(command);
      // A command that fails rejects, with what it said.
      const stdout = words
        ? await printed(words, env)
        : (await run("sh", ["-c", command], { env })).stdout;
      const found = { line, command, prints: prints === undefined ? prints : stdout.trim() };
      expect(found).toEqual({ line, command, prints });
    }
  }, 60_000);

  it("shows the house as `npm run map` draws it", async () => {
    const { stdout } = await run("npm", ["run", "-s", "map"]);
    const drawn = /```mermaid\n(.*?)```/s.exec(readFileSync("README.md", "utf8"))?.[1];
    expect(drawn?.trim()).toBe(stdout.trim());
  });

  it("shows an oncall.yaml that can be read", () => {
    const text = /```yaml\n(schedules:.*?)```/s.exec(readFileSync("README.md", "utf8"))?.[1];
    const { schedules, policies, problems } = parseOncallFile(text ?? "");
    expect([schedules.length, policies.length, problems]).toEqual([1, 1, []]);
  });

  it("shows how one engineer alone is paged, whom only sleep keeps from a page", () => {
    const readme = readFileSync("README.md", "utf8");
    const [people = "", oncall = ""] = ["people:", "policies:"].map((begin) =>
      readme.split("```yaml\n").find((part) => part.startsWith(begin)),
    );
    const catalogueFiles = [{ file: "people.yaml", text: people.split("```")[0] ?? "" }];
    const { catalogue, problems } = parseCatalogue(catalogueFiles, []);
    const found = lintOncall({
      oncall: oncallOf(oncall.split("```")[0], catalogue),
      before: undefined,
      at: Temporal.Instant.from("2026-11-25T09:00:00Z"),
      days: 30,
      catalogueFiles,
    });
    expect([problems, found.map(({ rule }) => rule)]).toEqual([[], ["K231"]]);
  });

  it("shows a page that any program may ask for", () => {
    const body = /\{"action": [^\n]*\}/.exec(readFileSync("README.md", "utf8"))?.[0] ?? "";
    expect(parsePageHook(JSON.parse(body), "cron")).toMatchObject({
      events: [{ kind: "trigger", target: { kind: "service", name: "payments" } }],
    });
  });

  it("lists every dependency with what it spares us", () => {
    const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));
    const { dependencies, devDependencies } = dependenciesSchema.parse(manifest);
    const readme = readFileSync("README.md", "utf8");
    const all = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
    expect(all.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
