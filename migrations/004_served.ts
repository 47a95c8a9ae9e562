import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** Which entry was served to whom, and where: what people ask for again and again, and what is used most. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const identity = sql.raw(words.identity);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists served (
      id ${identity},
      entry text not null,
      entry_hash text not null,
      principal text not null,
      conversation_key text not null,
      reply_key text not null unique,
      repeated integer not null default 0 check (repeated in (0, 1)),
      at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists served_to on served (principal, entry, at)`,
      sql`create index if not exists served_at on served (at, entry)`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
