import { type Config, parseConfig } from "../config.ts";
import { createGapListStore, type GapListStore } from "../gaps/gap-list-store.ts";
import { createGapStore } from "../gaps/gap-store.ts";
import type { GapTables } from "../gaps/gap-tables.ts";
import { createGapsFeature, type GapsFeature } from "../gaps/gaps-feature.ts";
import { createLog, type Log } from "../kernel/log.ts";
import { migrateStorage } from "../storage/migrate.ts";
import { openStorage, type Storage } from "../storage/open-storage.ts";
import { existingDatabase } from "./existing-database.ts";
import type { ExitCode, World } from "./world.ts";

/** Starts the gaps on a database whose schema is up to date; its key is made at the first start. */
export async function startGaps(
  { db }: Pick<Storage<GapTables>, "db">,
  log: Log,
  { timeZone }: Config,
  world: World,
): Promise<GapsFeature> {
  const store = createGapStore(db);
  const secret = await store.installationKey(world.randomHex(32));
  return createGapsFeature({ store, secret, timeZone: timeZone ?? world.timeZone, log });
}

/** The gaps of a database that a command has opened beside whoever serves it. */
export type OpenGaps = {
  readonly file: string;
  readonly feature: GapsFeature;
  readonly list: GapListStore;
  close(): Promise<void>;
};

/** Opens the database, makes it where it is missing, and brings it up to date. */
export async function openGaps(
  options: { readonly db?: string },
  config: Config,
  world: World,
): Promise<OpenGaps> {
  const file = options.db ?? config.database;
  const storage = await openStorage<GapTables>(file);
  try {
    await migrateStorage(storage);
    const feature = await startGaps(storage, createLog(config.logLevel), config, world);
    return { file, feature, list: createGapListStore(storage.db), close: storage.close };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/**
 * Lets a command look at the gaps there are, and closes the database after it.
 *
 * @throws BotError INPUT_UNREADABLE when there is no database: to look must not make one
 */
export async function withGaps(
  options: { readonly db?: string },
  world: World,
  use: (gaps: OpenGaps) => Promise<ExitCode>,
): Promise<ExitCode> {
  const config = parseConfig(world.env);
  existingDatabase(options, config, "the gaps that were recorded");
  const gaps = await openGaps(options, config, world);
  try {
    return await use(gaps);
  } finally {
    await gaps.close();
  }
}
