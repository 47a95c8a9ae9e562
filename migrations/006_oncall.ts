import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** What people change in chat of who is on call, what is due to be told of it, and what was last known. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const identity = sql.raw(words.identity);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists overlay (
      id ${identity},
      request text not null,
      kind text not null check (kind in ('override', 'swap')),
      schedule text not null,
      person text not null,
      other text,
      asked text,
      starts_at ${instant} not null,
      ends_at ${instant} not null,
      made_by text not null,
      conversation_key text not null,
      made_at ${instant} not null,
      changed_at ${instant} not null,
      cancelled_at ${instant},
      unique (request, schedule, starts_at),
      check (starts_at < ends_at)
    ) ${strict}`,
      sql`create table if not exists duty_notice (
      key text primary key,
      person text not null,
      due_at ${instant} not null,
      expires_at ${instant} not null,
      body text,
      state text not null check (state in ('waiting', 'told', 'dropped'))
    ) ${strict}`,
      sql`create index if not exists duty_notice_due on duty_notice (state, due_at)`,
      sql`create table if not exists duty_snapshot (
      schedule text primary key,
      shifts text not null,
      taken_at ${instant} not null
    ) ${strict}`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
