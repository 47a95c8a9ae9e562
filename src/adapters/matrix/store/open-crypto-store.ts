import type Database from "better-sqlite3";
import { createDatabaseRows, type DatabaseRows } from "./database-rows.ts";
import {
  closeConnections,
  databasesIn,
  forgetDatabases,
  rebuildDatabase,
} from "./databases-in-memory.ts";
import { createGate } from "./gate.ts";
import { createGroupedCommits } from "./grouped-commits.ts";
import { damaged, openCryptoFile } from "./open-crypto-file.ts";
import { createSessionRow, type MatrixSession } from "./session-row.ts";
import { keeperOf, provideIndexedDb, watchDatabases } from "./watch-databases.ts";

/**
 * Keeps IndexedDB on disk, in step with the network: what is written is committed before the next call goes out, and in
 * one piece while it is held. So a kill at any instant loses nothing that the homeserver takes us to have.
 */
export interface CryptoStore {
  /**
   * Waits while held, commits what is written, then goes out.
   *
   * @throws the reason of `broken` instead of going out, and an Error once it is closed
   */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Keeps commits and calls back until it is released, so that what is written meanwhile reaches the disk in one piece.
   *
   * @returns releases it; holds may overlap, the last one counts
   */
  hold(): () => void;
  session(): MatrixSession | undefined;
  /**
   * Committed when it returns.
   *
   * @throws Error while held
   */
  saveSession(session: MatrixSession): void;
  /** Counts commits over the life of the file: an old copy of it has fewer. */
  commits(): number;
  /** Commits what is written; while held, that is left to the next call out. */
  flush(): void;
  /** Aborted once something could not be written: nothing may go on with what is in memory, and nothing is committed. */
  readonly broken: AbortSignal;
  /**
   * Waits while held, commits, and gives back file and memory; connections of others are closed.
   *
   * @throws the reason of `broken` when that could not be committed; all is given back even so
   */
  close(): Promise<void>;
  /** Gives back file and memory at once, without what is not committed. */
  abandon(): Promise<void>;
}

/**
 * Opens the file and rebuilds its databases in the IndexedDB of this process before it returns.
 *
 * @param options.keeps the names of the databases that belong to the file, now and later; all others are left alone.
 *   Whatever is in memory under these names already is forgotten.
 * @throws BotError as `openCryptoFile`
 */
export async function openCryptoStore(
  file: string,
  { keeps }: { readonly keeps: (database: string) => boolean },
): Promise<CryptoStore> {
  provideIndexedDb();
  const engine = openCryptoFile(file);
  const rows = createDatabaseRows(engine);
  await rebuild(file, engine, rows, keeps);

  const gate = createGate();
  const group = createGroupedCommits(file, engine);
  const row = createSessionRow(engine);
  group.broken.addEventListener("abort", gate.unhinge, { once: true });
  const unwatch = watchDatabases({
    keeps,
    changed: (...change) => group.write(() => rows.putRecords(...change)),
    reshaped: (database) => group.write(() => rows.put(database)),
    removed: (name) => group.write(() => rows.remove(name)),
  });

  let over: Promise<void> | undefined;

  /** Once only: by the next time, the names may belong to a store that was opened after this one. */
  function giveBack(): Promise<void> {
    over ??= (async () => {
      unwatch();
      gate.unhinge();
      engine.close();
      await forgetDatabases(keeps);
    })();
    return over;
  }

  return {
    async fetch(input, init) {
      await gate.passed();
      group.commit();
      return globalThis.fetch(input, init);
    },
    hold: gate.hold,
    session: row.read,
    saveSession(session) {
      if (gate.isHeld()) throw new Error("a session is saved while commits are held back");
      group.write(() => row.write(session));
      group.commit();
    },
    commits: group.count,
    flush() {
      if (!gate.isHeld()) group.commit();
    },
    broken: group.broken,
    async close() {
      await gate.passed();
      if (over === undefined) await closeConnections(keeps);
      if (over !== undefined) return over;
      try {
        group.commit();
      } finally {
        await giveBack();
      }
    },
    abandon: giveBack,
  };
}

async function rebuild(
  file: string,
  engine: Database.Database,
  rows: DatabaseRows,
  keeps: (database: string) => boolean,
): Promise<void> {
  const taken = databasesIn(keeps).find(({ name }) => keeperOf(name) !== undefined);
  if (taken !== undefined) {
    engine.close();
    throw new Error(`${taken.name} is kept in two files`);
  }
  await forgetDatabases(keeps);
  try {
    for (const database of rows.all()) {
      if (keeps(database.name)) await rebuildDatabase(database);
    }
  } catch (error) {
    engine.close();
    await forgetDatabases(keeps);
    throw damaged(file, error);
  }
}
