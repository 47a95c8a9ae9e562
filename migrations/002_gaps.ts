import { type Kysely, sql } from "kysely";

interface Words {
  readonly instant: string;
  readonly identity: string;
  readonly strict: string;
}

/**
 * What nobody could answer. A gap's title is the text of its oldest ask and stands nowhere else, so that a text is
 * deleted in one place; what a group is told by is a structured key or a keyed hash, which outlives the texts.
 */
export async function up(db: Kysely<unknown>, words: Words): Promise<void> {
  const instant = sql.raw(words.instant);
  const identity = sql.raw(words.identity);
  const strict = sql.raw(words.strict);
  await db.transaction().execute(async (transaction) => {
    const statements = [
      sql`create table if not exists installation_key (
      seat integer not null primary key check (seat = 1),
      secret text not null
    ) ${strict}`,
      sql`create table if not exists gap (
      id ${identity},
      kind text not null,
      key text,
      group_key text not null unique,
      state text not null check (state in ('open', 'answered', 'dismissed', 'merged')),
      reason text,
      note text,
      dismissed_asks integer,
      entry text,
      merged_into integer references gap (id),
      reopened integer not null default 0,
      came_back integer not null default 0 check (came_back in (0, 1)),
      textless integer not null default 0 check (textless in (0, 1)),
      check ((state = 'dismissed') = (reason is not null)),
      check ((state = 'dismissed') = (dismissed_asks is not null)),
      check ((state = 'answered') = (entry is not null)),
      check ((state = 'merged') = (merged_into is not null))
    ) ${strict}`,
      sql`create index if not exists gap_open on gap (id) where state = 'open'`,
      sql`create table if not exists ask (
      id ${identity},
      gap integer not null references gap (id),
      text text,
      asker text,
      weight real not null,
      at ${instant} not null,
      message_key text not null unique
    ) ${strict}`,
      sql`create index if not exists ask_of_gap on ask (gap, at)`,
      sql`create table if not exists gap_event (
      id ${identity},
      gap integer not null references gap (id),
      from_state text,
      event text not null,
      to_state text not null,
      actor text,
      cause text,
      note text,
      at ${instant} not null
    ) ${strict}`,
      sql`create index if not exists gap_event_of_gap on gap_event (gap, id)`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
}
