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

/** Looks into the database of a bot that lives, dies and writes meanwhile. */
export type PagesReader = {
  all(): KeptPages;
  /** What whoever pages can see: pages, and what was said that has been worked on. */
  progress(): { readonly pages: readonly KeptPage[]; readonly done: ReadonlySet<string> };
  /** Nonces of what a dead bot was sending by a way. */
  sending(via: string): readonly string[];
  /**
   * Whether nothing waits in the inbox and the outbox, and nothing of pages is due at that instant. What chat has sent may
   * not be written down as delivered yet.
   */
  isAtRest(atMs: number): boolean;
  /** Whether a page is due at that instant, or somebody's words are worked on. */
  isBusy(atMs: number): boolean;
  /** How much is to be sent at a later instant. */
  waiting(): number;
  /** How much chat was given and is not written down as delivered. */
  handed(): number;
  close(): void;
};

export function openPagesReader(file: string): PagesReader {
  const database = new Database(file, { readonly: true, timeout: 5_000 });
  const pages = database.prepare(
    `select number, state, json_extract(body, '$.text') as text, json_extract(body, '$.turn') as turn
    from page order by number`,
  );
  const done = database.prepare("select dedup_key, state from inbox where state = 'done'");
  const unfinished = database.prepare(
    `select (select count(*) from inbox where state in ('new', 'working'))
      + (select count(*) from outbox where state in ('queued', 'sending'))
      + (select count(*) from page where due_at <= :at)
      + (select count(*) from page_notification
          where state = 'sending' or (state = 'waiting' and next_try_at <= :at)) as count`,
  );
  const busy = database.prepare(
    `select (select count(*) from page where due_at <= :at)
      + (select count(*) from inbox where state in ('new', 'working')) as count`,
  );
  const inState = database.prepare(
    "select count(*) as count from page_notification where state = ?",
  );
  const all = (sql: string, ...given: readonly string[]) => database.prepare(sql).all(...given);
  const readPages = () => z.array(pageSchema).parse(pages.all());
  const count = (row: unknown) => countSchema.parse(row).count;
  return {
    all: () => ({
      pages: readPages(),
      notifications: z
        .array(notificationSchema)
        .parse(all("select * from page_notification order by id")),
      timeline: z
        .array(z.object({ body: z.string() }))
        .parse(all("select body from page_event order by page, seq"))
        .map(({ body }) => z.decode(timelineEntrySchema, JSON.parse(body))),
      inbox: z.array(inboxSchema).parse(all("select dedup_key, state from inbox")),
      journal: readJournal(database),
    }),
    progress: () => ({
      pages: readPages(),
      done: new Set(
        z
          .array(inboxSchema)
          .parse(done.all())
          .map(({ dedup_key }) => dedup_key),
      ),
    }),
    sending: (via) =>
      z
        .array(z.object({ nonce: z.string() }))
        .parse(all("select nonce from page_notification where state = 'sending' and via = ?", via))
        .map(({ nonce }) => nonce),
    isAtRest: (at) => count(unfinished.get({ at })) === 0,
    isBusy: (at) => count(busy.get({ at })) > 0,
    waiting: () => count(inState.get("waiting")),
    handed: () => count(inState.get("handed")),
    close: () => database.close(),
  };
}
