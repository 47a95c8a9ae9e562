import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/** Pages, what happened to them, and whom they are to reach by which way. */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const identity = sql.raw(words.identity);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists page (
      number ${identity},
      state text not null check (state in ('triggered', 'acknowledged', 'resolved')),
      version integer not null,
      service text,
      dedup_key text not null,
      due_at ${instant},
      opened_at ${instant} not null,
      resolved_at ${instant},
      body text not null,
      check (state <> 'triggered' or due_at is not null),
      check ((state = 'resolved') = (resolved_at is not null))
    ) ${strict}`,
      sql`create unique index if not exists page_open on page (coalesce(service, ''), dedup_key)
        where state <> 'resolved'`,
      sql`create index if not exists page_due on page (due_at) where due_at is not null`,
      sql`create table if not exists page_event (
      page integer not null references page (number),
      seq integer not null,
      event text not null,
      actor text not null,
      at ${instant} not null,
      data text not null,
      primary key (page, seq)
    ) ${strict}`,
      sql`create table if not exists page_notification (
      key text primary key,
      page integer not null references page (number),
      turn integer not null,
      person text not null,
      via text not null,
      state text not null
        check (state in ('waiting', 'sending', 'accepted', 'refused', 'cancelled')),
      due_at ${instant} not null,
      lease_until ${instant},
      fence integer not null default 0,
      attempts integer not null default 0,
      nonce text not null,
      ref text,
      error text,
      sent_at ${instant},
      check ((state = 'sending') = (lease_until is not null))
    ) ${strict}`,
      sql`create index if not exists page_notification_due on page_notification (state, due_at)`,
      sql`create index if not exists page_notification_of on page_notification (page, state)`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
