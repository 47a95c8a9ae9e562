import {
  CompiledQuery,
  type DatabaseConnection,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from "kysely";

/** So many statements are kept ready; each form of one that has lists is one of its own. */
const mostPrepared = 500;

/** Keeps statements ready: to prepare one costs more than to run it. None is run while its rows are still being read. */
function withPrepared(database: SqliteDatabase): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      if (prepared.size >= mostPrepared) prepared.clear();
      const statement = database.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
    close() {
      prepared.clear();
      database.close();
    },
  };
}

/**
 * Speaks SQLite and begins each transaction with the write lock in hand. Kysely's own `begin` takes it at the first
 * write; a transaction that has read by then is refused at once when another process wrote meanwhile, without waiting.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    const ready = withPrepared(database);
    super({ database: ready });
    this.#database = ready;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver({ database: this.#database });
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}
