import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { describeWith, peers } from "./peer.ts";

const emptyFolder = useEmptyFolders();
const repository = join(import.meta.dirname, "../..");

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  runs: z.object({
    steps: z.array(
      z.object({
        name: z.string(),
        shell: z.literal("bash"),
        run: z.string(),
        env: z.record(z.string(), z.string()).default({}),
      }),
    ),
  }),
});

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env = {},
): SpawnSyncReturns<string> {
  return spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8" });
}

/** Runs the steps of the action as the forge does: one shell each, until one fails. */
function runAction(checkout: string): SpawnSyncReturns<string> {
  const folder = join(checkout, ".github/actions/knowledge-lint");
  const { inputs, runs } = actionSchema.parse(
    parse(readFileSync(join(folder, "action.yml"), "utf8")),
  );
  const filled = (text: string) =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name]?.default ?? "");
  const results: SpawnSyncReturns<string>[] = [];
  for (const { run: script, env } of runs.steps) {
    const values = Object.entries(env).map(([name, text]) => [name, filled(text)]);
    const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    const result = run("bash", shell, checkout, {
      GITHUB_ACTION_PATH: folder,
      GITHUB_STEP_SUMMARY: join(checkout, "summary.md"),
      ...Object.fromEntries(values),
    });
    results.push(result);
    if (result.status !== 0) break;
  }
  return results.at(-1) ?? run("false", [], checkout);
}

describeWith(
  peers.actionlint,
  "the action that lints knowledge in a pull request",
  (actionlint) => {
    it("is used by a workflow in which actionlint finds nothing", () => {
      const { status, stdout } = run(actionlint, [], repository);
      expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    });

    it("passes on the sample, and marks at most ten planted faults of a level where they stand", () => {
      const checkout = join(emptyFolder(), "checkout");
      expect(run("git", ["clone", "--quiet", repository, checkout], repository).status).toBe(0);
      expect(runAction(checkout).status).toBe(0);

      const page = join(checkout, "knowledge/answers/vpn-setup.md");
      const links = Array.from({ length: 12 }, (_, at) => `[gone](nowhere-${at}.md)\n`).join("\n");
      const before = readFileSync(page, "utf8").split("\n").length;
      appendFileSync(page, `\n${links}`);
      const { status, stdout } = runAction(checkout);
      const errors = stdout.split("\n").filter((line) => line.startsWith("::error "));
      expect(status).toBe(1);
      expect(errors).toHaveLength(10);
      expect(errors[0]).toMatch(
        new RegExp(`file=knowledge/answers/vpn-setup\\.md,line=${before + 1},.*title=K050::`),
      );
      expect(readFileSync(join(checkout, "summary.md"), "utf8")).toContain("nowhere-11.md");
    }, 180_000);
  },
);
