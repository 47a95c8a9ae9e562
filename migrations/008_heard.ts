import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** Until when each platform was heard without a gap. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    await sql`create table if not exists heard (
      platform text not null primary key,
      until ${instant} not null
    ) ${strict}`.execute(transaction);
  });
}
