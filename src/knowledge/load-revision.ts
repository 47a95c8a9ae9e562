import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { BotError } from "../kernel/bot-error.ts";
import { type Environment, gitEnvironment, gitSettings } from "./git-call.ts";
import { mostPageBytes } from "./page-text.ts";

const run = promisify(execFile);

/**
 * Reads files of a folder as they were at a revision of its repository: a branch, a tag, a commit.
 *
 * @param wanted their names, right below the folder
 * @returns those that were there
 * @throws BotError USAGE_INVALID when there is no such revision, or no repository
 */
export async function loadRevision(
  folder: string,
  revision: string,
  wanted: readonly string[],
  env: Environment,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const git = async (...words: readonly string[]) => {
    const { stdout } = await run("git", ["--no-pager", ...gitSettings, ...words], {
      cwd: folder,
      env: gitEnvironment(env),
      encoding: "buffer",
      // One byte more than a file may have, so that reading it tells that it is too large.
      maxBuffer: Math.max(1_000_000, mostPageBytes + 1),
      windowsHide: true,
    });
    return stdout;
  };
  const commit = await git(
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  )
    .then((printed) => printed.toString("utf8").trim())
    .catch((cause: unknown) => {
      throw new BotError(
        "USAGE_INVALID",
        `${JSON.stringify(revision)} is no revision of the repository that holds ${folder}: expected a branch, a tag or a commit, such as HEAD or origin/main. Fetch it, or name another.`,
        { cause },
      );
    });
  const listed = (await git("ls-tree", "-z", "--name-only", commit, "./"))
    .toString("utf8")
    .split("\0");
  const files = new Map<string, Uint8Array>();
  for (const name of wanted.filter((one) => listed.includes(one))) {
    files.set(name, await git("cat-file", "blob", `${commit}:./${name}`));
  }
  return files;
}
