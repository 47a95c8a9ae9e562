import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { BotError } from "../../../kernel/bot-error.ts";
import { errorCode } from "../../../kernel/error-code.ts";
import { databaseTables } from "./database-rows.ts";

/** "AMAM" in the header of the file: what tells it from the databases of others. */
const applicationId = 0x414d414d;

/** A file with another number is of another version; none has been there before this one. */
const schemaVersion = 1;

const tables = `
  ${databaseTables}
  create table session (
    only integer primary key check (only = 1),
    homeserver text not null,
    user text not null,
    device text not null,
    access_token text not null
  ) strict;
  create table life (
    commits integer not null
  ) strict;
  insert into life values (0);
`;

/**
 * Opens the file for this connection alone, and makes it and its folder where they are missing; only their owner may
 * read them.
 *
 * @throws BotError STORE_LOCKED while somebody else has it, this process included; STORE_NEWER; STORE_UNREADABLE for all
 *   that is not such a file or not whole. It is left as it was then.
 */
export function openCryptoFile(file: string): Database.Database {
  try {
    makePrivate(file);
    const engine = new Database(file, { timeout: 0 });
    try {
      prepare(engine, file);
      return engine;
    } catch (error) {
      engine.close();
      throw error;
    }
  } catch (error) {
    throw refusal(file, error);
  }
}

/** A file that is there is not opened: closing it again would drop the locks that this process has on it. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

function prepare(engine: Database.Database, file: string): void {
  engine.pragma("locking_mode = exclusive"); // two clients on one device would spoil its keys
  const isNew = engine.prepare("select 1 from sqlite_schema").get() === undefined;
  if (!isNew) checkOrigin(engine, file);
  engine.pragma("journal_mode = wal");
  engine.pragma("synchronous = full"); // WAL alone may forget the last commits in a power cut
  engine.pragma("foreign_keys = on");
  engine.pragma("secure_delete = on"); // a key that was used up must not be found again
  if (isNew) {
    engine.exec(`begin exclusive;
      pragma application_id = ${applicationId};
      pragma user_version = ${schemaVersion};
      ${tables}
      commit;`);
    return;
  }
  const state = engine.pragma("quick_check(1)", { simple: true });
  if (state !== "ok") throw damaged(file, state);
}

function checkOrigin(engine: Database.Database, file: string): void {
  if (engine.pragma("application_id", { simple: true }) !== applicationId) {
    throw new BotError(
      "STORE_UNREADABLE",
      `${file} is a database of something else: expected the keys of the bot's Matrix device, or no file yet. Nothing in it was changed. Set another file.`,
    );
  }
  const version = engine.pragma("user_version", { simple: true });
  if (version === schemaVersion) return;
  throw new BotError(
    "STORE_NEWER",
    `${file} has schema ${version}, this version knows schema ${schemaVersion}. Nothing in it was changed. Start the newer version; an older copy of this file would no longer fit its keys.`,
  );
}

function refusal(file: string, error: unknown): BotError {
  if (error instanceof BotError) return error;
  const code = errorCode(error) ?? "";
  if (code.startsWith("SQLITE_BUSY")) {
    return new BotError(
      "STORE_LOCKED",
      `${file} is in use: the keys of a Matrix device may be used by one process, once. Stop the other one, or set another file.`,
      { cause: error },
    );
  }
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return damaged(file, error);
  return new BotError(
    "STORE_UNREADABLE",
    `${file} cannot be opened ("${saidBy(error)}"): expected a file that this user may write, in such a folder. Mend their permissions, or set another file.`,
    { cause: error },
  );
}

/** The file can be opened, but what is in it cannot be read. */
export function damaged(file: string, cause: unknown): BotError {
  return new BotError(
    "STORE_UNREADABLE",
    `${file} is damaged, or is no database ("${saidBy(cause)}"): expected the keys of the bot's Matrix device. Nothing in it was changed. Move it away and keep it; then log in as a new device with the recovery key. An older copy of it would spoil the keys of this device.`,
    { cause },
  );
}

export function saidBy(cause: unknown): string {
  const said = Error.isError(cause) ? cause.message : String(cause);
  return said.replaceAll(/\s+/g, " ");
}
