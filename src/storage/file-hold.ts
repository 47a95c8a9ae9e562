import { realpath } from "node:fs/promises";
import Database from "better-sqlite3";
import { makePrivateFile } from "./private-file.ts";
import { storeUnreadable } from "./store-unreadable.ts";
import { isBusy } from "./until-free.ts";

export interface FileHold {
  release(): void;
}

/** Whoever forgets a hold must not lose it: the collector would close its file. */
const held = new Set<Database.Database>();

/**
 * Holds a file beside the database for this process alone until it is released or the process dies: the kernel then
 * frees the lock of an open exclusive transaction, which neither a pid nor a host name in a row could promise.
 *
 * @param purpose the ending of the file that is held
 * @returns undefined when somebody else holds it, this process included
 */
export async function holdBeside(
  databaseFile: string,
  purpose: "serve" | "migrate",
): Promise<FileHold | undefined> {
  // Two names of one database must lead to one lock.
  const file = `${await realpath(databaseFile)}.${purpose}`;
  try {
    await makePrivateFile(file);
    return beginExclusive(new Database(file, { timeout: 0 }));
  } catch (error) {
    throw storeUnreadable(file, error);
  }
}

function beginExclusive(engine: Database.Database): FileHold | undefined {
  try {
    engine.pragma("journal_mode = delete"); // in WAL, readers would get in
    engine.exec("begin exclusive");
  } catch (error) {
    engine.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  held.add(engine);
  return {
    release() {
      held.delete(engine);
      engine.close();
    },
  };
}
