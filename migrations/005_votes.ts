import { type Kysely, sql } from "kysely";

/** What a vote was on: the question that was answered, as it may be stored, and how the verdict was given. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const tables = await transaction.introspection.getTables();
    const feedback = tables.find(({ name }) => name === "feedback");
    if (feedback?.columns.some(({ name }) => name === "question")) return;
    const statements = [
      sql`alter table feedback add column question text`,
      sql`alter table feedback add column source text not null default 'vote' check (source in ('vote', 'choice', 'correction'))`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
