import { spawn } from "node:child_process";
import { type Environment, gitEnvironment, gitSettings } from "./git-call.ts";
import { commitFormat, createGitLogReader, type History } from "./git-history.ts";

/** Where the log is cut; what was read until then counts. */
export type HistoryLimits = {
  readonly commits: number;
  readonly bytes: number;
  readonly timeMs: number;
};

/** What was read of the history, and how far: all of it, only its newest part, or nothing. */
export type LoadedHistory = {
  readonly history: History;
  readonly extent: "whole" | "part" | "none";
};

/** Far beyond any knowledge folder: a thousand commits on 50 pages are 5 MB, read in 0.2 s. */
const usualLimits: HistoryLimits = { commits: 5_000, bytes: 64_000_000, timeMs: 5_000 };

const logOptions = [
  "--no-merges",
  "--patch",
  // Some repositories call their pages binary.
  "--text",
  // Whole files: where the front matter ends cannot be told from a few lines.
  "--unified=200000",
  "--find-renames",
  "--diff-algorithm=myers",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--relative",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--submodule=short",
  "--decorate-refs-exclude=refs/*",
  `--format=tformat:${commitFormat}`,
];

/** Pages by their names: pictures and the like are nothing to us. */
const pagePatterns = [".md", ".markdown", ".mdx", ".md.erb"].map((end) => `:(icase)*${end}`);

const nothing: LoadedHistory = { history: new Map(), extent: "none" };

/**
 * Reads who changed the pages of a folder when, in one pass over its git history; never rejects. Nothing is known without
 * git or a repository, of a shallow clone, and of a history that git cannot read.
 *
 * @param env what git runs with; its own variables are left out, since they may point to another repository
 * @param signal ends it early; what was read until then counts
 */
export async function loadHistory(
  folder: string,
  env: Environment,
  signal?: AbortSignal,
  limits: HistoryLimits = usualLimits,
): Promise<LoadedHistory> {
  try {
    return await readHistory(folder, env, signal, limits);
  } catch {
    return nothing;
  }
}

async function readHistory(
  folder: string,
  env: Environment,
  signal: AbortSignal | undefined,
  limits: HistoryLimits,
): Promise<LoadedHistory> {
  const log = ["log", `--max-count=${limits.commits}`, ...logOptions, "--", ...pagePatterns];
  const child = spawn("git", ["--no-pager", ...gitSettings, ...log], {
    cwd: folder,
    env: gitEnvironment(env),
    stdio: ["ignore", "pipe", "ignore"],
    windowsHide: true,
    timeout: limits.timeMs,
    signal,
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  const reader = createGitLogReader();
  let bytes = 0;
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    const text = String(chunk);
    bytes += Buffer.byteLength(text);
    if (bytes > limits.bytes) {
      child.kill();
      break;
    }
    reader.read(text);
  }
  const code = await ended;
  const whole = !child.killed;
  if (whole && code !== 0) return nothing;
  const history = reader.end(whole);
  if (history.size === 0) return nothing;
  return { history, extent: whole ? "whole" : "part" };
}
