import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { instantSchema } from "../chat/instant-schema.ts";
import type { NoticeText } from "./notice-text.ts";
import type { OncallTables } from "./oncall-tables.ts";
import type { DutySnapshot } from "./shift-changes.ts";

export type NoticeTables = Pick<OncallTables, "duty_notice" | "duty_snapshot">;

/** A notice that waits to be told. */
export type WaitingNotice = {
  readonly key: string;
  readonly person: string;
  readonly due: Temporal.Instant;
  readonly expires: Temporal.Instant;
  /** Undefined: it is made of the plan when it is told. */
  readonly text: NoticeText | undefined;
};

/** What people know of the coming shifts, and since when. */
type LastSeen = {
  readonly snapshot: DutySnapshot;
  /** Undefined: nothing has ever been looked at. */
  readonly at: Temporal.Instant | undefined;
};

/** What people are to be told of their shifts, and what they know. What was told or dropped stays so. */
export type NoticeStore = {
  lastSeen(transaction: Transaction<NoticeTables>): Promise<LastSeen>;
  see(
    transaction: Transaction<NoticeTables>,
    snapshot: DutySnapshot,
    at: Temporal.Instant,
  ): Promise<void>;
  /** By when they are due. */
  waiting(executor?: Transaction<NoticeTables>): Promise<readonly WaitingNotice[]>;
  /** Has one wait, or changes the one that does; one that was told or dropped is not touched. */
  put(transaction: Transaction<NoticeTables>, notice: WaitingNotice): Promise<void>;
  /** Takes one away that waits, as if it had never been: it may be put again. */
  remove(transaction: Transaction<NoticeTables>, key: string): Promise<void>;
  /** Ends one that waits; false where it does not. */
  end(
    transaction: Transaction<NoticeTables>,
    key: string,
    how: "told" | "dropped",
  ): Promise<boolean>;
  /** Deletes what has ended and was due before. */
  forget(transaction: Transaction<NoticeTables>, before: Temporal.Instant): Promise<void>;
};

export function createNoticeStore(db: Kysely<NoticeTables>): NoticeStore {
  return {
    async lastSeen(transaction) {
      const rows = await transaction.selectFrom("duty_snapshot").selectAll().execute();
      const seen = seenSchema.parse(rows);
      return {
        snapshot: new Map(seen.map(({ schedule, shifts }) => [schedule, shifts])),
        at: seen
          .map(({ taken_at }) => taken_at)
          .toSorted(Temporal.Instant.compare)
          .at(-1),
      };
    },
    async see(transaction, snapshot, at) {
      await transaction.deleteFrom("duty_snapshot").execute();
      for (const [schedule, runs] of snapshot) {
        const shifts = JSON.stringify(z.encode(runsSchema, [...runs]));
        await transaction
          .insertInto("duty_snapshot")
          .values({ schedule, shifts, taken_at: at.epochMilliseconds })
          .execute();
      }
    },
    async waiting(executor) {
      const rows = await (executor ?? db)
        .selectFrom("duty_notice")
        .select(["key", "person", "due_at", "expires_at", "body"])
        .where("state", "=", "waiting")
        .orderBy("due_at")
        .orderBy("key")
        .execute();
      return waitingSchema.parse(rows);
    },
    async put(transaction, { key, person, due, expires, text }) {
      const times = { due_at: due.epochMilliseconds, expires_at: expires.epochMilliseconds };
      await transaction
        .insertInto("duty_notice")
        .values({
          key,
          person,
          ...times,
          body: text ? JSON.stringify(text) : null,
          state: "waiting",
        })
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet(times).where("duty_notice.state", "=", "waiting"),
        )
        .execute();
    },
    async remove(transaction, key) {
      await transaction
        .deleteFrom("duty_notice")
        .where("key", "=", key)
        .where("state", "=", "waiting")
        .execute();
    },
    async end(transaction, key, how) {
      const { numUpdatedRows } = await transaction
        .updateTable("duty_notice")
        .set({ state: how, body: null })
        .where("key", "=", key)
        .where("state", "=", "waiting")
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async forget(transaction, before) {
      await transaction
        .deleteFrom("duty_notice")
        .where("state", "in", ["told", "dropped"])
        .where("due_at", "<", before.epochMilliseconds)
        .execute();
    },
  };
}

const runsSchema = z.array(
  z.codec(
    z.object({ person: z.string().nullable(), start: z.int(), end: z.int() }),
    z.object({
      person: z.string().or(z.undefined()),
      start: z.instanceof(Temporal.Instant),
      end: z.instanceof(Temporal.Instant),
    }),
    {
      decode: ({ person, start, end }) => ({
        person: person ?? undefined,
        start: Temporal.Instant.fromEpochMilliseconds(start),
        end: Temporal.Instant.fromEpochMilliseconds(end),
      }),
      encode: ({ person, start, end }) => ({
        person: person ?? null,
        start: start.epochMilliseconds,
        end: end.epochMilliseconds,
      }),
    },
  ),
);

const json = z.string().transform((text): unknown => JSON.parse(text));

const seenSchema = z.array(
  z.object({ schedule: z.string(), shifts: json.pipe(runsSchema), taken_at: instantSchema }),
);

const textSchema = z.object({ says: z.string(), lines: z.array(z.string()) });

const waitingSchema = z.array(
  z
    .object({
      key: z.string(),
      person: z.string(),
      due_at: instantSchema,
      expires_at: instantSchema,
      body: json.pipe(textSchema).nullable(),
    })
    .transform(
      ({ key, person, due_at, expires_at, body }): WaitingNotice => ({
        key,
        person,
        due: due_at,
        expires: expires_at,
        text: body ?? undefined,
      }),
    ),
);
