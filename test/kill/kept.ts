import Database from "better-sqlite3";
import { z } from "zod";
import { type Walk, walkSchema } from "../../src/runbooks/walk-state.ts";

/** What a database says of what was done. */
export type Kept = {
  readonly inbox: z.infer<typeof inboxSchema>;
  /** Replies that are not out. */
  readonly unsent: number;
  /** Key of a message, and how often it counts in a gap. */
  readonly asks: ReadonlyMap<string, number>;
  /** Thread, and what goes on in it. */
  readonly walks: ReadonlyMap<string, Walk>;
  readonly votes: number;
};

const inboxSchema = z.array(
  z.object({
    id: z.int(),
    dedup_key: z.string(),
    state: z.string(),
    outcome: z.string().nullable(),
  }),
);
const countSchema = z.object({ count: z.int() });
const asksSchema = z.array(z.object({ message_key: z.string(), count: z.int() }));
const walksSchema = z.array(z.object({ conversation_key: z.string(), body: z.string() }));
const keySchema = z.tuple([z.string(), z.string(), z.string(), z.string()]);

/** Whether nothing waits in the inbox and nothing in the outbox. */
export function isAtRest(file: string): boolean {
  return reading(file, (database) => {
    const unfinished = database
      .prepare(
        `select (select count(*) from inbox where state in ('new', 'working'))
          + (select count(*) from outbox where state in ('queued', 'sending')) as count`,
      )
      .get();
    return countSchema.parse(unfinished).count === 0;
  });
}

export function readKept(file: string): Kept {
  return reading(file, (database) => {
    const all = (sql: string) => database.prepare(sql).all();
    const one = (sql: string) => countSchema.parse(database.prepare(sql).get()).count;
    const asks = asksSchema.parse(
      all("select message_key, count(*) as count from ask group by message_key"),
    );
    const walks = walksSchema.parse(
      all("select conversation_key, body from walk where state <> 'ended'"),
    );
    return {
      inbox: inboxSchema.parse(all("select id, dedup_key, state, outcome from inbox order by id")),
      unsent: one("select count(*) as count from outbox where state <> 'sent'"),
      asks: new Map(asks.map(({ message_key, count }) => [message_key, count])),
      walks: new Map(
        walks.map(({ conversation_key, body }) => [
          keySchema.parse(JSON.parse(conversation_key))[3],
          z.decode(walkSchema, JSON.parse(body)),
        ]),
      ),
      votes: one("select count(*) as count from feedback"),
    };
  });
}

function reading<T>(file: string, read: (database: Database.Database) => T): T {
  const database = new Database(file, { readonly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
