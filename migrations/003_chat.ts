import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/**
 * What comes in, what goes out, and what is remembered of conversations. A lane is what keeps its order: a conversation
 * for what comes in, a room for what goes out; that only one row of a lane is in work is a fact of the database.
 */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const identity = sql.raw(words.identity);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists inbox (
      id ${identity},
      platform text not null,
      workspace text not null,
      dedup_key text not null,
      kind text not null,
      room text not null,
      thread text,
      lane text not null,
      message text,
      version text,
      body text,
      state text not null check (state in ('new', 'working', 'done', 'failed', 'dropped')),
      attempts integer not null default 0,
      fence integer not null default 0,
      lease_until ${instant},
      due_at ${instant} not null,
      received_at ${instant} not null,
      done_at ${instant},
      outcome text,
      unique (platform, workspace, dedup_key),
      check ((state = 'working') = (lease_until is not null)),
      check ((state in ('new', 'working')) = (body is not null)),
      check ((state in ('new', 'working')) = (done_at is null)),
      check ((state in ('new', 'working')) = (outcome is null))
    ) ${strict}`,
      sql`create index if not exists inbox_new on inbox (id) where state = 'new'`,
      sql`create index if not exists inbox_new_of_lane on inbox (lane, id) where state = 'new'`,
      sql`create unique index if not exists inbox_working on inbox (lane) where state = 'working'`,
      sql`create index if not exists inbox_versions on inbox (message, room)
      where message is not null`,
      sql`create index if not exists inbox_done on inbox (platform, done_at)`,
      sql`create table if not exists outbox (
      id ${identity},
      key text not null unique,
      nonce text not null unique,
      platform text not null,
      lane text not null,
      thread text,
      importance integer not null check (importance between 0 and 3),
      root text not null,
      place integer not null,
      update_of text,
      body text,
      state text not null
        check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled', 'superseded')),
      attempts integer not null default 0,
      fence integer not null default 0,
      look_up integer not null default 0 check (look_up in (0, 1)),
      plain integer not null default 0 check (plain in (0, 1)),
      lease_until ${instant},
      due_at ${instant} not null,
      not_after ${instant},
      sent_message text,
      sent_key text,
      error text,
      created_at ${instant} not null,
      sent_at ${instant},
      check ((state = 'sending') = (lease_until is not null)),
      check ((state in ('queued', 'sending')) = (body is not null)),
      check ((state = 'sent') = (sent_message is not null)),
      check ((state = 'sent') = (sent_key is not null)),
      check ((state = 'sent') = (sent_at is not null)),
      check ((state = 'failed') = (error is not null))
    ) ${strict}`,
      sql`create index if not exists outbox_queued on outbox (importance desc, place)
      where state = 'queued'`,
      sql`create index if not exists outbox_queued_of_lane on outbox (lane, importance, place)
      where state = 'queued'`,
      sql`create index if not exists outbox_expiring on outbox (not_after) where state = 'queued'`,
      sql`create unique index if not exists outbox_sending on outbox (lane)
      where state = 'sending'`,
      sql`create index if not exists outbox_root on outbox (root, id)`,
      sql`create index if not exists outbox_place on outbox (place)`,
      sql`create index if not exists outbox_paced on outbox (lane, sent_at) where state = 'sent'`,
      sql`create index if not exists outbox_message on outbox (sent_key, id)
      where sent_key is not null`,
      sql`create table if not exists room_setting (
      room_key text not null,
      name text not null,
      value text not null,
      changed_by text not null,
      changed_at ${instant} not null,
      primary key (room_key, name)
    ) ${strict}`,
      sql`create table if not exists conversation (
      conversation_key text not null primary key,
      state text not null,
      updated_at ${instant} not null
    ) ${strict}`,
      sql`create table if not exists press (
      value text not null primary key,
      conversation_key text not null,
      kind text not null,
      payload text not null,
      allowed text not null,
      once integer not null check (once in (0, 1)),
      asker text,
      used_by text,
      used_at ${instant},
      created_at ${instant} not null,
      check ((used_by is null) = (used_at is null))
    ) ${strict}`,
      sql`create index if not exists press_of_conversation on press (conversation_key, created_at)`,
      sql`create table if not exists shown_commands (
      id ${identity},
      entry text not null,
      environment text,
      danger text not null,
      principal text not null,
      conversation_key text not null,
      at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists shown_commands_at on shown_commands (at)`,
      sql`create table if not exists feedback (
      id ${identity},
      entry text not null,
      entry_hash text not null,
      verdict text not null check (verdict in ('helpful', 'not-helpful')),
      reason text,
      principal text not null,
      reply_key text not null,
      at ${instant} not null,
      unique (reply_key, principal)
    ) ${strict}`,
      sql`create index if not exists feedback_of_entry on feedback (entry, at)`,
      sql`create table if not exists walk (
      id ${identity},
      conversation_key text not null,
      kind text not null check (kind in ('runbook', 'checklist')),
      entry text not null,
      entry_hash text not null,
      state text not null check (state in ('running', 'sleeping', 'ended')),
      body text not null,
      starter text not null,
      due_at ${instant},
      started_at ${instant} not null,
      changed_at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists walk_of_conversation on walk (conversation_key, state)`,
      sql`create index if not exists walk_due on walk (due_at) where due_at is not null`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
