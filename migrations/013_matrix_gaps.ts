import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** How far the rooms of Matrix have been read, and what was left out on the way. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists matrix_gap (
      room text not null,
      from_position text not null,
      until_event text,
      opened_at ${instant} not null,
      primary key (room, from_position)
    ) ${strict}`,
      sql`create table if not exists matrix_cursor (
      room text not null primary key,
      event text not null
    ) ${strict}`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
