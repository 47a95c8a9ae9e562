import Database from "better-sqlite3";
import { Kysely } from "kysely";
import { BotError } from "../kernel/bot-error.ts";
import { unsupportedAddress } from "./database-address.ts";
import { ImmediateSqliteDialect } from "./immediate-sqlite-dialect.ts";
import { makePrivateFile } from "./private-file.ts";
import { storeUnreadable } from "./store-unreadable.ts";
import { isBusy, untilFree } from "./until-free.ts";

export interface Storage<Tables> {
  /** As it was given. */
  readonly file: string;
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

/** The name of a database that lives in memory and ends when it is closed. */
export const inMemory = ":memory:";

/** How long a statement waits for another process to finish its transaction. */
const busyTimeoutMs = 5_000;

/**
 * Opens the database, and makes it and its folder where they are missing. The schema is left as it is.
 *
 * `Tables` are those of all the stores that will be given `db`; each of them asks for its own.
 *
 * @throws BotError STORE_UNSUPPORTED for the address of another engine, STORE_UNREADABLE for all that is no database,
 *   STORE_LOCKED when another process does not let go of it
 */
export async function openStorage<Tables>(file: string): Promise<Storage<Tables>> {
  const refusal = unsupportedAddress(file);
  if (refusal !== undefined) throw new BotError("STORE_UNSUPPORTED", refusal);
  const engine = await openEngine(file);
  const db = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(engine) });
  return {
    file,
    db,
    async close() {
      try {
        // Else deleted texts would stand in the log until it is written over.
        if (engine.open) engine.pragma("wal_checkpoint(truncate)");
      } finally {
        await db.destroy();
        engine.close(); // Kysely closes it only after a first query
      }
    },
  };
}

async function openEngine(file: string): Promise<Database.Database> {
  const engine = await untilFree(busyTimeoutMs, async () => {
    try {
      if (file !== inMemory) await makePrivateFile(file);
      return prepare(new Database(file, { timeout: 0 }));
    } catch (error) {
      throw storeUnreadable(file, error);
    }
  });
  if (engine !== undefined) return engine;
  throw new BotError(
    "STORE_LOCKED",
    `${file} is locked by another process: expected it to be free within ${busyTimeoutMs / 1000} seconds. Stop that process, or set AMA_DATABASE to another file.`,
  );
}

/** Turning a new file to WAL needs it alone for a moment; SQLite does not wait for that, whatever its timeout. */
function prepare(engine: Database.Database): Database.Database | undefined {
  try {
    engine.pragma("journal_mode = wal");
    engine.pragma("synchronous = full"); // a page must outlive a power cut, and WAL alone does not promise that
    engine.pragma("foreign_keys = on");
    engine.pragma("secure_delete = on"); // what is deleted leaves no bytes behind
    engine.pragma(`busy_timeout = ${busyTimeoutMs}`);
    return engine;
  } catch (error) {
    engine.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}
