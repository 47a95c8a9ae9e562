import type { Kysely } from "kysely";
import { z } from "zod";
import { BotError } from "../kernel/bot-error.ts";
import { type FileHold, holdBeside } from "./file-hold.ts";
import { migrateStorage } from "./migrate.ts";
import { inMemory, type Storage } from "./open-storage.ts";

export interface ServeHolderTables {
  readonly serve_holder: {
    readonly seat: number;
    readonly pid: number;
    readonly host: string;
    readonly since: number;
  };
}

export interface ServeHolder {
  readonly pid: number;
  readonly host: string;
  readonly at: Temporal.Instant;
}

export interface ServeLease {
  /** Lets the next one serve. May be called again; must be called before the storage is closed. */
  release(): Promise<void>;
}

const holderSchema = z
  .object({ pid: z.int(), host: z.string(), since: z.int() })
  .transform(({ pid, host, since }) => ({
    pid,
    host,
    at: Temporal.Instant.fromEpochMilliseconds(since),
  }));

/**
 * Makes this process the only one that serves the database, until it releases the lease or dies.
 *
 * The schema is brought up to date under the lease, so that a second `serve` of a newer version is refused before it
 * changes anything below the first.
 *
 * @throws BotError STORE_LOCKED when another holds it, naming the holder; and what {@link migrateStorage} throws
 */
export async function takeServeLease(
  storage: Storage<ServeHolderTables>,
  holder: ServeHolder,
): Promise<ServeLease> {
  const hold = storage.file === inMemory ? undefined : await holdOrRefuse(storage);
  try {
    await migrateStorage(storage);
    await enterHolder(storage.db, holder);
  } catch (error) {
    hold?.release();
    throw error;
  }
  let held = true;
  return {
    async release() {
      if (!held) return;
      held = false;
      try {
        await storage.db.deleteFrom("serve_holder").execute();
      } finally {
        hold?.release();
      }
    },
  };
}

async function holdOrRefuse({ file, db }: Storage<ServeHolderTables>): Promise<FileHold> {
  const hold = await holdBeside(file, "serve");
  if (hold !== undefined) return hold;
  const holder = await presentHolder(db);
  const whom =
    holder === undefined
      ? "another process"
      : `process ${holder.pid} on ${holder.host} since ${holder.at.toString({ smallestUnit: "minute" })}`;
  throw new BotError(
    "STORE_LOCKED",
    `${file} is served by ${whom}: only one "ama serve" may own it. Stop that one, or set AMA_DATABASE to another file.`,
  );
}

async function enterHolder(db: Kysely<ServeHolderTables>, { pid, host, at }: ServeHolder) {
  const seat = { pid, host, since: at.epochMilliseconds };
  await db
    .insertInto("serve_holder")
    .values({ seat: 1, ...seat })
    .onConflict((conflict) => conflict.column("seat").doUpdateSet(seat))
    .execute();
}

/** A holder that has just begun has no row yet, and on its very first start not even the table. */
async function presentHolder(db: Kysely<ServeHolderTables>): Promise<ServeHolder | undefined> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === "serve_holder")) return undefined;
  const row = await db.selectFrom("serve_holder").selectAll().executeTakeFirst();
  return row && holderSchema.parse(row);
}
