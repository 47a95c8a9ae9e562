import { createVoteListStore, type VoteListStore } from "../learning/vote-list-store.ts";
import type { Storage } from "../storage/open-storage.ts";
import type { TalkTables } from "../talk/talk-tables.ts";
import { withDatabase } from "./with-database.ts";
import type { World } from "./world.ts";

/** Lets a command look at people's votes, as `withDatabase` does. */
export function withVotes<T>(
  options: { readonly db?: string },
  world: World,
  use: (votes: VoteListStore, storage: Storage<TalkTables>) => Promise<T>,
): Promise<T> {
  return withDatabase(options, world, "the votes that were given", (storage) =>
    use(createVoteListStore(storage.db), storage),
  );
}
