import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly strict: string;
}

/** Who serves the database, in at most one row. It names the holder for a message; the lock itself lies elsewhere. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`create table if not exists serve_holder (
      seat integer not null primary key check (seat = 1),
      pid integer not null,
      host text not null,
      since ${sql.raw(words.instant)} not null
    ) ${sql.raw(words.strict)}`.execute(transaction);
  });
}
