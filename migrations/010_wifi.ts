import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** Who was shown which network, which messages show one and go, and what owners were told. No key is in any of them. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const identity = sql.raw(words.identity);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists wifi_reveal (
      id ${identity},
      network text not null,
      person text not null,
      way text not null check (way in ('picture', 'key')),
      at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists wifi_reveal_at on wifi_reveal (at)`,
      sql`create table if not exists wifi_message (
      reply_key text not null primary key,
      conversation_key text not null,
      due_at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists wifi_message_due on wifi_message (due_at)`,
      sql`create table if not exists wifi_notice (
      network text not null,
      kind text not null check (kind in ('rotate', 'rotated')),
      day text not null,
      person text not null,
      state text not null check (state in ('seen', 'waiting', 'told', 'dropped')),
      primary key (network, kind, day, person)
    ) ${strict}`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
