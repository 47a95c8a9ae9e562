import Database from "better-sqlite3";
import { z } from "zod";
import { migrateStorage } from "../../../src/storage/migrate.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";

const entrySchema = z.object({
  /** By the clock on the wall, which nobody moves. */
  at: z.number(),
  what: z.enum(["leased", "due"]),
  page: z.int(),
  /** The page's state then; of `due`, the one before. */
  state: z.string(),
  /** Of `leased`, the key of what was taken up. */
  key: z.string().nullable(),
  due_before: z.int().nullable(),
  due_after: z.int().nullable(),
});

/** What the database itself writes down of pages: what is taken up to be sent, and when what is due was moved. */
export type JournalEntry = z.infer<typeof entrySchema>;

/** Milliseconds since 1970. */
const now = "unixepoch('subsec') * 1000.0";

/** Written by the engine, within the transaction of whoever changes the row: the bot knows nothing of it. */
const triggers = `
  create table journal (
    id integer primary key, at real not null, what text not null, page integer not null, state text not null,
    key text, due_before integer, due_after integer
  );
  create trigger journal_leased after update of state on page_notification
  when new.state = 'sending' and new.kind = 'page' and new.lasts = 'triggered' begin
    insert into journal (at, what, page, state, key)
    select ${now}, 'leased', new.page, state, new.key from page where number = new.page;
  end;
  create trigger journal_chat after update of state on outbox when new.state = 'sending' begin
    insert into journal (at, what, page, state, key)
    select ${now}, 'leased', page.number, page.state, new.key
    from page_notification join page on page.number = page_notification.page
    where page_notification.key = new.key and kind = 'page' and lasts = 'triggered';
  end;
  create trigger journal_opened after insert on page begin
    insert into journal (at, what, page, state, due_after) values (${now}, 'due', new.number, 'new', new.due_at);
  end;
  create trigger journal_due after update of due_at on page when old.due_at is not new.due_at begin
    insert into journal (at, what, page, state, due_before, due_after)
    values (${now}, 'due', new.number, old.state, old.due_at, new.due_at);
  end;
`;

/** Makes a database that writes down what becomes of pages. */
export async function keepJournal(file: string): Promise<void> {
  const storage = await openStorage(file);
  await migrateStorage(storage);
  await storage.close();
  const database = new Database(file);
  database.exec(triggers);
  database.close();
}

/** In the order in which it was committed. */
export function readJournal(database: Database.Database): readonly JournalEntry[] {
  return z.array(entrySchema).parse(database.prepare("select * from journal order by id").all());
}
