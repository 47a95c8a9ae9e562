import Database from "better-sqlite3";
import { z } from "zod";
import { type TimelineEntry, timelineEntrySchema } from "../../../src/oncall/page/timeline.ts";
import { type JournalEntry, readJournal } from "./journal.ts";

const pageSchema = z.object({
  number: z.int(),
  state: z.string(),
  text: z.string(),
  turn: z.int(),
});
const notificationSchema = z.object({
  key: z.string(),
  page: z.int(),
  turn: z.int(),
  person: z.string(),
  via: z.string(),
  kind: z.string(),
  state: z.string(),
  nonce: z.string(),
  error: z.string().nullable(),
});
const inboxSchema = z.object({ dedup_key: z.string(), state: z.string() });
const countSchema = z.object({ count: z.int() });

export type KeptPage = z.infer<typeof pageSchema>;
export type KeptNotification = z.infer<typeof notificationSchema>;

/** What a database says of pages. */
export type KeptPages = {
  readonly pages: readonly KeptPage[];
  readonly notifications: readonly KeptNotification[];
  readonly timeline: readonly TimelineEntry[];
  readonly inbox: readonly z.infer<typeof inboxSchema>[];
  readonly journal: readonly JournalEntry[];
};

export function readKeptPages(file: string): KeptPages {
  return reading(file, (database) => ({
    pages: readPages(database),
    notifications: z
      .array(notificationSchema)
      .parse(database.prepare("select * from page_notification order by id").all()),
    timeline: z
      .array(z.object({ body: z.string() }))
      .parse(database.prepare("select body from page_event order by page, seq").all())
      .map(({ body }) => z.decode(timelineEntrySchema, JSON.parse(body))),
    inbox: z.array(inboxSchema).parse(database.prepare("select dedup_key, state from inbox").all()),
    journal: readJournal(database),
  }));
}

/** What whoever pages can see: pages, and what was said that has been worked on. */
export function readProgress(file: string): {
  readonly pages: readonly KeptPage[];
  readonly done: ReadonlySet<string>;
} {
  return reading(file, (database) => {
    const rows = database.prepare("select dedup_key, state from inbox where state = 'done'").all();
    return {
      pages: readPages(database),
      done: new Set(
        z
          .array(inboxSchema)
          .parse(rows)
          .map(({ dedup_key }) => dedup_key),
      ),
    };
  });
}

/** Nonces of what a dead bot was sending by a way. */
export function readSending(file: string, via: string): readonly string[] {
  return reading(file, (database) =>
    z
      .array(z.object({ nonce: z.string() }))
      .parse(
        database
          .prepare("select nonce from page_notification where state = 'sending' and via = ?")
          .all(via),
      )
      .map(({ nonce }) => nonce),
  );
}

/** Whether nothing waits in the inbox and the outbox, and nothing of pages is due at that instant. */
export function arePagesAtRest(file: string, atMs: number): boolean {
  return reading(file, (database) => {
    const unfinished = database
      .prepare(
        `select (select count(*) from inbox where state in ('new', 'working'))
          + (select count(*) from outbox where state in ('queued', 'sending'))
          + (select count(*) from page where due_at <= :at)
          + (select count(*) from page_notification
              where state in ('sending', 'handed') or (state = 'waiting' and next_try_at <= :at)) as count`,
      )
      .get({ at: atMs });
    return countSchema.parse(unfinished).count === 0;
  });
}

/** How much of pages waits for a later instant, of which nobody keeps it. */
export function countWaiting(file: string): number {
  return reading(file, (database) => {
    const waiting = database
      .prepare("select count(*) as count from page_notification where state = 'waiting'")
      .get();
    return countSchema.parse(waiting).count;
  });
}

function readPages(database: Database.Database): readonly KeptPage[] {
  const rows = database
    .prepare(
      `select number, state, json_extract(body, '$.text') as text, json_extract(body, '$.turn') as turn
      from page order by number`,
    )
    .all();
  return z.array(pageSchema).parse(rows);
}

function reading<T>(file: string, read: (database: Database.Database) => T): T {
  const database = new Database(file, { readonly: true, timeout: 5_000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
