import { parseConfig } from "../config.ts";
import { createVoteListStore, type VoteListStore } from "../learning/vote-list-store.ts";
import { migrateStorage } from "../storage/migrate.ts";
import { openStorage, type Storage } from "../storage/open-storage.ts";
import type { TalkTables } from "../talk/talk-tables.ts";
import { existingDatabase } from "./existing-database.ts";
import type { World } from "./world.ts";

/**
 * Lets a command look at people's votes, and closes their database after it.
 *
 * @throws BotError INPUT_UNREADABLE when there is no database: to look must not make one
 */
export async function withVotes<T>(
  options: { readonly db?: string },
  world: World,
  use: (votes: VoteListStore, storage: Storage<TalkTables>) => Promise<T>,
): Promise<T> {
  const file = existingDatabase(options, parseConfig(world.env), "the votes that were given");
  const storage = await openStorage<TalkTables>(file);
  try {
    await migrateStorage(storage);
    return await use(createVoteListStore(storage.db), storage);
  } finally {
    await storage.close();
  }
}
