import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { type NewEntry, type TimelineEntry, timelineEntrySchema } from "../page/timeline.ts";
import type { PageTables } from "./paging-tables.ts";

type Tables = Pick<PageTables, "page_event">;

/** What happened to pages. What is not called within a transaction reads what is committed. */
export type TimelineStore = {
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
};

export function createTimelineStore(db: Kysely<Tables>): TimelineStore {
  return {
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
  };
}

const entryFrom = ({ body }: { readonly body: string }): TimelineEntry =>
  z.decode(timelineEntrySchema, JSON.parse(body));
