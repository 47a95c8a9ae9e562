import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** Forms that people fill in message by message in Matrix, and the messages that were taken as answers. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists matrix_form (
      conversation text not null,
      person text not null,
      sent_from text not null,
      form text not null,
      field integer not null,
      filled_in text not null,
      at ${instant} not null,
      primary key (conversation, person)
    ) ${strict}`,
      sql`create index if not exists matrix_form_at on matrix_form (at)`,
      sql`create table if not exists matrix_form_answer (
      event text not null primary key,
      at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists matrix_form_answer_at on matrix_form_answer (at)`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
