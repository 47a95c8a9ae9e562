import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** What our messages in Matrix offer to press, for reactions and typed numbers. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const identity = sql.raw(words.identity);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists matrix_offer (
      id ${identity},
      event text not null unique,
      conversation text not null,
      actions text not null,
      seeds text not null,
      at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists matrix_offer_conversation on matrix_offer (conversation, id)`,
      sql`create index if not exists matrix_offer_at on matrix_offer (at)`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
