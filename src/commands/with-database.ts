import { parseConfig } from "../config.ts";
import { migrateStorage } from "../storage/migrate.ts";
import { openStorage, type Storage } from "../storage/open-storage.ts";
import type { TalkTables } from "../talk/talk-tables.ts";
import { existingDatabase } from "./existing-database.ts";
import type { World } from "./world.ts";

/**
 * Lets a command look into the database, and closes it after that.
 *
 * @param holds what is looked for in it
 * @throws BotError INPUT_UNREADABLE when there is no database: to look must not make one
 */
export async function withDatabase<T>(
  options: { readonly db?: string },
  world: World,
  holds: string,
  use: (storage: Storage<TalkTables>) => Promise<T>,
): Promise<T> {
  const storage = await openStorage<TalkTables>(
    existingDatabase(options, parseConfig(world.env), holds),
  );
  try {
    await migrateStorage(storage);
    return await use(storage);
  } finally {
    await storage.close();
  }
}
