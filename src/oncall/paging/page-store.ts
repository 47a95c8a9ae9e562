import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { type Page, pageSchema } from "../page/page.ts";
import type { OpenPages } from "../page/place-page.ts";
import { type NewEntry, type TimelineEntry, timelineEntrySchema } from "../page/timeline.ts";
import { type PageShows, pageShowsSchema } from "./page-shows.ts";
import type { PageTables } from "./paging-tables.ts";

type Tables = Pick<PageTables, "page" | "page_event" | "page_listener">;
type Executor = Kysely<Tables>;

export type StoredPage = { readonly page: Page; readonly shows: PageShows };

/** A conversation, by its key, in which a page is told of. */
type Listener = {
  readonly conversation: string;
  /** Who asked for it there, first or later; undefined: a step of its policy named the room. */
  readonly principal: string | undefined;
};

/** Pages, their timelines, and where else they are told of. What is not called within a transaction reads what is committed. */
export type PageStore = {
  /** The number of the next page; nobody else has it before the transaction ends. */
  nextNumber(transaction: Transaction<Tables>): Promise<number>;
  insert(transaction: Transaction<Tables>, stored: StoredPage): Promise<void>;
  /** @throws Error when the page is not the one before: it was read outside of the transaction */
  save(transaction: Transaction<Tables>, page: Page): Promise<void>;
  find(number: number, within?: Transaction<Tables>): Promise<StoredPage | undefined>;
  /** What is open beside a new page; `overflow` pages count for none. */
  openBeside(
    transaction: Transaction<Tables>,
    service: string | undefined,
    dedupKey: string,
  ): Promise<OpenPages>;
  /** The newest resolved page of a service, or with the same key where one is given. */
  lastResolved(
    transaction: Transaction<Tables>,
    service: string | undefined,
    dedupKey?: string,
  ): Promise<Page | undefined>;
  /** Appends to the timeline, and gives the entry's place in it. */
  append(transaction: Transaction<Tables>, number: number, entry: NewEntry): Promise<number>;
  /** What its status message tells of the past: what was said last of whom it asks, what joined it, how it ended. */
  told(
    transaction: Transaction<Tables>,
    number: number,
  ): Promise<{
    readonly said: string | undefined;
    /** The oldest first. */
    readonly joined: readonly string[];
    readonly ended: TimelineEntry | undefined;
  }>;
  timeline(number: number, within?: Transaction<Tables>): Promise<readonly TimelineEntry[]>;
  /** Remembers a conversation, once for each page. */
  addListener(transaction: Transaction<Tables>, number: number, listener: Listener): Promise<void>;
  listeners(transaction: Transaction<Tables>, number: number): Promise<readonly Listener[]>;
  /** Open pages with when they are due. */
  waiting(): Promise<readonly { readonly number: number; readonly due: Temporal.Instant }[]>;
  open(within?: Transaction<Tables>): Promise<readonly Page[]>;
  /** The newest first. */
  newest(limit: number): Promise<readonly Page[]>;
  /** The newest page that stands in a conversation, an open one first. */
  standingIn(home: string): Promise<number | undefined>;
};

/** The most that one look at open pages gives; more of them join others. */
const mostOpen = 500;

export function createPageStore(db: Kysely<Tables>): PageStore {
  const pages = (executor: Executor) => executor.selectFrom("page").select(["body", "shows"]);
  return {
    async nextNumber(transaction) {
      const row = await transaction
        .selectFrom("page")
        .select(({ fn }) => fn.coalesce(fn.max("number"), sql.lit(0)).as("last"))
        .executeTakeFirstOrThrow();
      return z.int().parse(row.last) + 1;
    },
    async insert(transaction, { page, shows }) {
      await transaction
        .insertInto("page")
        .values({
          ...columnsOf(page),
          number: page.number,
          opened_at: page.openedAt.epochMilliseconds,
          shows: JSON.stringify(shows),
        })
        .execute();
    },
    async save(transaction, page) {
      const { numUpdatedRows } = await transaction
        .updateTable("page")
        .set(columnsOf(page))
        .where("number", "=", page.number)
        .where("version", "=", page.version - 1)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) {
        throw new Error(`Page ${page.number} is not at version ${page.version - 1} any more`);
      }
    },
    async find(number, within = undefined) {
      const row = await pages(within ?? db)
        .where("number", "=", number)
        .executeTakeFirst();
      return row && storedFrom(row);
    },
    async openBeside(transaction, service, dedupKey) {
      const open = transaction.selectFrom("page").where("state", "<>", sql.lit("resolved"));
      const twin = await open
        .select(["body", "shows"])
        .where(ofService(service))
        .where("dedup_key", "=", dedupKey)
        .executeTakeFirst();
      const counts = await open
        .select([
          sql<number>`count(*)`.as("inAll"),
          sql<number>`coalesce(sum(${ofService(service)}), 0)`.as("ofService"),
        ])
        .where("dedup_key", "<>", "overflow")
        .executeTakeFirstOrThrow();
      return { twin: twin && storedFrom(twin).page, ...countsSchema.parse(counts) };
    },
    async lastResolved(transaction, service, dedupKey) {
      const found = pages(transaction)
        .where("state", "=", sql.lit("resolved"))
        .where(ofService(service))
        .orderBy("number", "desc")
        .limit(1);
      const row = await (dedupKey === undefined
        ? found
        : found.where("dedup_key", "=", dedupKey)
      ).executeTakeFirst();
      return row && storedFrom(row).page;
    },
    async append(transaction, number, entry) {
      const row = await transaction
        .selectFrom("page_event")
        .select(({ fn }) => fn.coalesce(fn.max("seq"), sql.lit(0)).as("last"))
        .where("page", "=", number)
        .executeTakeFirstOrThrow();
      const seq = z.int().parse(row.last) + 1;
      const body = JSON.stringify(z.encode(timelineEntrySchema, { ...entry, page: number, seq }));
      const { event, at } = entry;
      await transaction
        .insertInto("page_event")
        .values({ page: number, seq, event, at: at.epochMilliseconds, body })
        .execute();
      return seq;
    },
    async told(transaction, number) {
      const rows = await transaction
        .selectFrom("page_event")
        .select("body")
        .where("page", "=", number)
        .where("event", "in", ["turn", "joined", "resolved"])
        .orderBy("seq")
        .execute();
      const entries = rows.map(entryFrom);
      const turn = entries.findLast(({ event }) => event === "turn");
      return {
        said: turn?.event === "turn" ? turn.data.taken.said : undefined,
        joined: entries.flatMap((one) => (one.event === "joined" ? [one.data.text] : [])),
        ended: entries.findLast(({ event }) => event === "resolved"),
      };
    },
    async timeline(number, within = undefined) {
      const rows = await (within ?? db)
        .selectFrom("page_event")
        .select("body")
        .where("page", "=", number)
        .orderBy("seq")
        .execute();
      return rows.map(entryFrom);
    },
    async addListener(transaction, page, { principal = null, conversation }) {
      await transaction
        .insertInto("page_listener")
        .values({ page, principal, conversation_key: conversation })
        .onConflict((conflict) => conflict.columns(["page", "conversation_key"]).doNothing())
        .execute();
    },
    async listeners(transaction, page) {
      const rows = await transaction
        .selectFrom("page_listener")
        .select(["principal", "conversation_key"])
        .where("page", "=", page)
        .execute();
      return rows.map(({ principal, conversation_key: conversation }) => ({
        principal: principal ?? undefined,
        conversation,
      }));
    },
    async waiting() {
      const rows = await db
        .selectFrom("page")
        .select(["number", "due_at"])
        .where("due_at", "is not", null)
        .orderBy("due_at")
        .orderBy("number")
        .execute();
      return rows.flatMap(({ number, due_at }) =>
        due_at === null ? [] : [{ number, due: Temporal.Instant.fromEpochMilliseconds(due_at) }],
      );
    },
    async open(within = undefined) {
      const rows = await pages(within ?? db)
        .where("state", "<>", sql.lit("resolved"))
        .orderBy("number")
        .limit(mostOpen)
        .execute();
      return rows.map((row) => storedFrom(row).page);
    },
    async newest(limit) {
      const rows = await pages(db).orderBy("number", "desc").limit(limit).execute();
      return rows.map((row) => storedFrom(row).page);
    },
    async standingIn(home) {
      const row = await db
        .selectFrom("page")
        .select("number")
        .where("home", "=", home)
        .orderBy(sql`state = 'resolved'`)
        .orderBy("number", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.number;
    },
  };
}

const entryFrom = ({ body }: { readonly body: string }): TimelineEntry =>
  z.decode(timelineEntrySchema, JSON.parse(body));

const countsSchema = z.object({ inAll: z.int(), ofService: z.int() });

/** As the unique index has it: no service is one, too. */
const ofService = (service: string | undefined) =>
  sql<boolean>`coalesce(service, '') = ${service ?? ""}`;

function columnsOf(page: Page) {
  const { state, version, service = null, dedupKey, dueAt, resolvedAt, home = null } = page;
  return {
    state,
    version,
    service,
    dedup_key: dedupKey,
    due_at: dueAt?.epochMilliseconds ?? null,
    resolved_at: resolvedAt?.epochMilliseconds ?? null,
    home,
    body: JSON.stringify(z.encode(pageSchema, page)),
  };
}

function storedFrom({ body, shows }: { readonly body: string; readonly shows: string }) {
  return {
    page: z.decode(pageSchema, JSON.parse(body)),
    shows: pageShowsSchema.parse(JSON.parse(shows)),
  };
}
