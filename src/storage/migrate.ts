import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { z } from "zod";
import { BotError } from "../kernel/bot-error.ts";
import { type FileHold, holdBeside } from "./file-hold.ts";
import { migrationProvider, migrations } from "./migrations.ts";
import { inMemory, type Storage } from "./open-storage.ts";
import { untilFree } from "./until-free.ts";

const executedSchema = z.array(z.object({ name: z.string() }));

/**
 * Names the migrations that the database still lacks, in their order.
 *
 * @throws BotError STORE_NEWER when it has one that this version does not know
 */
export async function pendingMigrations<Tables>(
  storage: Storage<Tables>,
): Promise<readonly string[]> {
  const executed = await executedMigrations(storage);
  const known = Object.keys(migrations);
  const foreign = executed.find((name) => !known.includes(name));
  if (foreign !== undefined) {
    throw new BotError(
      "STORE_NEWER",
      `The database ${storage.file} knows migration ${foreign}, this version ends at ${known.at(-1)}. Start the newer version, or restore the backup made before it.`,
    );
  }
  return known.filter((name) => !executed.includes(name));
}

/**
 * Brings the schema up to date. Several processes may ask at once: one does it, the others wait and find nothing to do.
 *
 * @returns the migrations that this call ran, in their order
 * @throws BotError STORE_NEWER as above, STORE_LOCKED when another process takes longer than a minute
 */
export async function migrateStorage<Tables>(
  storage: Storage<Tables>,
): Promise<{ readonly applied: readonly string[] }> {
  if ((await pendingMigrations(storage)).length === 0) return { applied: [] };
  const hold = await holdForMigrating(storage.file);
  try {
    const { error, results = [] } = await createMigrator(storage).migrateToLatest();
    if (error !== undefined) throw error;
    return { applied: results.map(({ migrationName }) => migrationName) };
  } finally {
    hold?.release();
  }
}

/** Each file opens its own transaction: on SQLite the migrator would not, and on PostgreSQL it would be one too many. */
export function createMigrator<Tables>({ db }: Storage<Tables>): Migrator {
  return new Migrator({ db, provider: migrationProvider, disableTransactions: true });
}

async function executedMigrations<Tables>({ db }: Storage<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  const { rows } = await sql`select name from kysely_migration order by name`.execute(db);
  return executedSchema.parse(rows).map(({ name }) => name);
}

/** The migrator's own lock does nothing on SQLite. Nobody else can reach a database in memory. */
async function holdForMigrating(file: string): Promise<FileHold | undefined> {
  if (file === inMemory) return undefined;
  const hold = await untilFree(60_000, () => holdBeside(file, "migrate"));
  if (hold !== undefined) return hold;
  throw new BotError(
    "STORE_LOCKED",
    `${file} has been under change by another process for a minute: expected its migration to end sooner. Wait for that process or stop it, then start again.`,
  );
}
