import type { Kysely, Transaction } from "kysely";
import type { ChatTables } from "./chat-tables.ts";

/**
 * A database that has the tables of chat, and those that a handler writes to. Its transactions are of both at once, which
 * TypeScript sees for a `Kysely` of tables that it knows, but not for one of tables that are a parameter.
 */
export type ChatDatabase<Tables> = Transacting<Tables> & Kysely<ChatTables>;

type Transacting<Tables> = {
  transaction(): {
    execute<T>(
      work: (transaction: Transaction<Tables> & Transaction<ChatTables>) => Promise<T>,
    ): Promise<T>;
  };
};
