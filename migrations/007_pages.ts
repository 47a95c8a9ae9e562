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
      number integer primary key,
      state text not null check (state in ('triggered', 'acknowledged', 'resolved')),
      version integer not null,
      service text,
      dedup_key text not null,
      due_at ${instant},
      opened_at ${instant} not null,
      resolved_at ${instant},
      home text,
      body text not null,
      shows text not null,
      check ((state = 'resolved') = (due_at is null)),
      check ((state = 'resolved') = (resolved_at is not null))
    ) ${strict}`,
      sql`create unique index if not exists page_open on page (coalesce(service, ''), dedup_key)
        where state <> 'resolved'`,
      sql`create index if not exists page_due on page (due_at) where due_at is not null`,
      sql`create index if not exists page_home on page (home, number)`,
      sql`create index if not exists page_service on page (service, number)`,
      sql`create table if not exists page_event (
      page integer not null references page (number),
      seq integer not null,
      event text not null,
      at ${instant} not null,
      body text not null,
      primary key (page, seq)
    ) ${strict}`,
      sql`create table if not exists page_listener (
      page integer not null references page (number),
      conversation_key text not null,
      principal text,
      primary key (page, conversation_key)
    ) ${strict}`,
      sql`create table if not exists page_notification (
      id ${identity},
      key text not null unique,
      page integer not null references page (number),
      turn integer not null,
      person text not null,
      via text not null,
      kind text not null check (kind in ('page', 'news')),
      lasts text not null check (lasts in ('triggered', 'open', 'always')),
      text text,
      state text not null
        check (state in ('waiting', 'sending', 'handed', 'accepted', 'refused', 'cancelled')),
      due_at ${instant} not null,
      next_try_at ${instant} not null,
      lease_until ${instant},
      fence integer not null default 0,
      attempts integer not null default 0,
      nonce text not null,
      error text,
      sent_at ${instant},
      check ((state = 'sending') = (lease_until is not null))
    ) ${strict}`,
      sql`create index if not exists page_notification_waiting on page_notification (state, next_try_at)
        where state in ('waiting', 'sending', 'handed')`,
      sql`create index if not exists page_notification_of on page_notification (page, state)`,
      sql`create index if not exists page_notification_to on page_notification (person, via, sent_at)
        where sent_at is not null`,
      sql`create table if not exists page_link (
      hash text primary key,
      page integer not null references page (number),
      person text not null,
      action text not null,
      expires_at ${instant} not null,
      used_at ${instant}
    ) ${strict}`,
      sql`create table if not exists page_delivery (
      delivery text primary key,
      at ${instant} not null
    ) ${strict}`,
      sql`create table if not exists page_mute (
      service text primary key,
      until ${instant} not null,
      why text not null,
      by text not null,
      at ${instant} not null
    ) ${strict}`,
      sql`create table if not exists heartbeat (
      id text primary key,
      last_at ${instant} not null
    ) ${strict}`,
      sql`create table if not exists named_room (
      written text primary key,
      room_key text not null
    ) ${strict}`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
