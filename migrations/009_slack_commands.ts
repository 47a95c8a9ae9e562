import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** Commands of Slack: who gave them, and the address that takes their answers for half an hour. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists slack_command (
      command text not null primary key,
      "user" text not null,
      response_url text,
      uses integer not null,
      at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists slack_command_at on slack_command (at)`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
