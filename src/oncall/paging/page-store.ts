import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Page } from "../page/page.ts";
import type { OpenPages } from "../page/place-page.ts";
import type { PageTables } from "./paging-tables.ts";
import { columnsOf, type PageRow, readPage, type StoredPage } from "./stored-page.ts";
import { createTimelineStore, type TimelineStore } from "./timeline-store.ts";

type Tables = Pick<PageTables, "page" | "page_event" | "page_listener">;
type Executor = Kysely<Tables>;

/** A conversation, by its key, in which a page is told of. */
type Listener = {
  readonly conversation: string;
  /** Who asked for it there, first or later; undefined: a step of its policy named the room. */
  readonly principal: string | undefined;
};

/** An open page that cannot be read: its row is damaged, or a newer version wrote it. */
export type DamagedPage = {
  readonly number: number;
  readonly service: string | undefined;
  /** Key of the conversation where its status message stands. */
  readonly home: string | undefined;
  readonly fault: unknown;
};

/**
 * Pages, their timelines, and where else they are told of. What is not called within a transaction reads what is committed.
 * A page that cannot be read counts as not there, but for {@link PageStore.damaged}.
 */
export type PageStore = TimelineStore & {
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
  /** Remembers a conversation, once for each page. */
  addListener(transaction: Transaction<Tables>, number: number, listener: Listener): Promise<void>;
  listeners(transaction: Transaction<Tables>, number: number): Promise<readonly Listener[]>;
  /** Open pages with when they are due. */
  waiting(): Promise<readonly { readonly number: number; readonly due: Temporal.Instant }[]>;
  open(within?: Transaction<Tables>): Promise<readonly Page[]>;
  damaged(): Promise<readonly DamagedPage[]>;
  /** Ends a page that cannot be read, and leaves it as it is otherwise; false where it has ended. */
  giveUp(transaction: Transaction<Tables>, number: number, at: Temporal.Instant): Promise<boolean>;
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
    ...createTimelineStore(db),
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
      return row && readable(row);
    },
    async openBeside(transaction, service, dedupKey) {
      const open = transaction.selectFrom("page").where("state", "<>", sql.lit("resolved"));
      const row = await open
        .select(["number", "body", "shows"])
        .where(ofService(service))
        .where("dedup_key", "=", dedupKey)
        .executeTakeFirst();
      const twin = row && readable(row)?.page;
      if (row && !twin) await freeKey(transaction, row.number);
      const counts = await open
        .select([
          sql<number>`count(*)`.as("inAll"),
          sql<number>`coalesce(sum(${ofService(service)}), 0)`.as("ofService"),
        ])
        .where("dedup_key", "<>", "overflow")
        .executeTakeFirstOrThrow();
      return { twin, ...countsSchema.parse(counts) };
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
      return row && readable(row)?.page;
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
      return rows.flatMap((row) => readable(row)?.page ?? []);
    },
    async damaged() {
      const rows = await db
        .selectFrom("page")
        .select(["number", "service", "home", "body", "shows"])
        .where("state", "<>", sql.lit("resolved"))
        .orderBy("number")
        .execute();
      return rows.flatMap(({ number, service, home, ...row }) => {
        const read = readPage(row);
        if (!("fault" in read)) return [];
        const { fault } = read;
        return [{ number, service: service ?? undefined, home: home ?? undefined, fault }];
      });
    },
    async giveUp(transaction, number, at) {
      const { numUpdatedRows } = await transaction
        .updateTable("page")
        .set({ state: "resolved", due_at: null, resolved_at: at.epochMilliseconds })
        .where("number", "=", number)
        .where("state", "<>", sql.lit("resolved"))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async newest(limit) {
      const rows = await pages(db).orderBy("number", "desc").limit(limit).execute();
      return rows.flatMap((row) => readable(row)?.page ?? []);
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

const countsSchema = z.object({ inAll: z.int(), ofService: z.int() });

/** As the unique index has it: no service is one, too. */
const ofService = (service: string | undefined) =>
  sql<boolean>`coalesce(service, '') = ${service ?? ""}`;

function readable(row: PageRow): StoredPage | undefined {
  const read = readPage(row);
  return "fault" in read ? undefined : read;
}

/** One that cannot be read must not keep one about the same from being opened. */
async function freeKey(transaction: Transaction<Tables>, number: number): Promise<void> {
  await transaction
    .updateTable("page")
    .set({ dedup_key: `damaged:${number}` })
    .where("number", "=", number)
    .execute();
}
