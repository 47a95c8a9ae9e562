import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Files } from "./knowledge-folder.ts";

/** What a commit does to the folder, by paths. */
type Change = {
  readonly write?: Files;
  readonly remove?: readonly string[];
  readonly move?: Readonly<Record<string, string>>;
};

export type GitRepository = {
  /** Runs git in the folder, and gives what it prints. */
  git(...words: readonly string[]): string;
  /** Commits a change as its author's on that day, at noon in UTC unless an instant is given. */
  commit(day: string, change: Change, mail?: string): void;
};

/** Makes a repository of a folder, untouched by the settings of whoever runs the tests. */
export function initRepository(folder: string): GitRepository {
  let now = "2026-01-01T12:00:00Z";
  let author = "ana@example.org";
  function git(...words: readonly string[]): string {
    return execFileSync("git", words, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_AUTHOR_NAME: "Somebody",
        GIT_AUTHOR_EMAIL: author,
        GIT_AUTHOR_DATE: now,
        GIT_COMMITTER_NAME: "Somebody Else",
        GIT_COMMITTER_EMAIL: "merge-button@example.org",
        GIT_COMMITTER_DATE: now,
      },
    });
  }
  git("init", "--quiet", "-b", "main");
  return {
    git,
    commit(day, { write = {}, remove = [], move = {} }, mail = "ana@example.org") {
      for (const [from, to] of Object.entries(move)) {
        mkdirSync(dirname(join(folder, to)), { recursive: true });
        git("mv", from, to);
      }
      for (const file of remove) rmSync(join(folder, file));
      for (const [file, text] of Object.entries(write)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      now = day.includes("T") ? day : `${day}T12:00:00Z`;
      author = mail;
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", "commit\tno header");
    },
  };
}
