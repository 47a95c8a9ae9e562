import type Database from "better-sqlite3";
import { BotError } from "../../../kernel/bot-error.ts";
import { saidBy } from "./open-crypto-file.ts";

/** Changes that reach the disk together or not at all. The first failure is the last attempt. */
export interface GroupedCommits {
  /** Adds to the group, unless it is broken or the file is closed; never throws. */
  write(change: () => void): void;
  /** @throws the reason of `broken`, or an Error once the file is closed */
  commit(): void;
  /** Over the life of the file. */
  count(): number;
  readonly broken: AbortSignal;
}

export function createGroupedCommits(file: string, engine: Database.Database): GroupedCommits {
  const broken = new AbortController();
  const countUp = engine.prepare("update life set commits = commits + 1");
  const counted = engine.prepare<[], number>("select commits from life").pluck();
  let commits = counted.get() ?? 0;

  /** Memory is ahead of the disk from here on; what is not committed goes when the file is closed. */
  function breakWith(cause: unknown): void {
    broken.abort(
      new BotError(
        "STORE_UNWRITABLE",
        `${file} cannot be written ("${saidBy(cause)}"): keys that are not on disk must not be used, so Matrix begins again from what is there. Make room on its disk, or mend its permissions.`,
        { cause },
      ),
    );
  }

  return {
    broken: broken.signal,
    count: () => commits,
    write(change) {
      if (broken.signal.aborted || !engine.open) return;
      try {
        if (!engine.inTransaction) engine.exec("begin immediate");
        change();
      } catch (error) {
        breakWith(error);
      }
    },
    commit() {
      broken.signal.throwIfAborted();
      if (!engine.open) throw new Error(`${file} is closed`);
      if (!engine.inTransaction) return;
      try {
        countUp.run();
        engine.exec("commit");
        commits += 1;
      } catch (error) {
        breakWith(error);
      }
      broken.signal.throwIfAborted();
    },
  };
}
