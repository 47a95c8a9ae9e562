import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { instantSchema } from "../chat/instant-schema.ts";
import type { OncallTables } from "./oncall-tables.ts";
import type { NewOverlay, OverlayRow } from "./overlay.ts";

type OverlayTables = Pick<OncallTables, "overlay">;

/** Who makes a change, where, and when. */
type Made = {
  readonly request: string;
  readonly by: string;
  readonly conversation: string;
  readonly at: Temporal.Instant;
};

/** The changes of who is on call that people make in chat. What they change, the next question sees. */
export type OverlayStore = {
  /** All that are not cancelled, by id. */
  list(): Promise<readonly OverlayRow[]>;
  /** Differs from before whenever one has come or changed. */
  fingerprint(): Promise<string>;
  /** Makes the changes of one request, and gives their ids; the same request changes nothing. */
  add(
    transaction: Transaction<OverlayTables>,
    overlays: readonly NewOverlay[],
    made: Made,
  ): Promise<readonly number[]>;
  /** Gives the shifts of a request to somebody; false where it is cancelled, or somebody has them. */
  take(
    transaction: Transaction<OverlayTables>,
    request: string,
    person: string,
    at: Temporal.Instant,
  ): Promise<boolean>;
  /** Does away with a request; false where it is cancelled already. */
  cancel(
    transaction: Transaction<OverlayTables>,
    request: string,
    at: Temporal.Instant,
  ): Promise<boolean>;
};

export function createOverlayStore(db: Kysely<OverlayTables>): OverlayStore {
  return {
    async list() {
      const rows = await db
        .selectFrom("overlay")
        .selectAll()
        .where("cancelled_at", "is", null)
        .orderBy("id")
        .execute();
      return rowsSchema.parse(rows);
    },
    async fingerprint() {
      const row = await db
        .selectFrom("overlay")
        .select([sql<unknown>`count(*)`.as("count"), sql<unknown>`max(changed_at)`.as("latest")])
        .select(sql<unknown>`sum(other is not null) + sum(cancelled_at is not null)`.as("settled"))
        .executeTakeFirst();
      return JSON.stringify(row);
    },
    async add(transaction, overlays, { request, by, conversation, at }) {
      for (const { kind, schedule, person, other, asked, start, end } of overlays) {
        await transaction
          .insertInto("overlay")
          .values({
            request,
            kind,
            schedule,
            person,
            other: other ?? null,
            asked: asked ?? null,
            starts_at: start.epochMilliseconds,
            ends_at: end.epochMilliseconds,
            made_by: by,
            conversation_key: conversation,
            made_at: at.epochMilliseconds,
            changed_at: at.epochMilliseconds,
            cancelled_at: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      const rows = await transaction
        .selectFrom("overlay")
        .select("id")
        .where("request", "=", request)
        .orderBy("id")
        .execute();
      return rows.map(({ id }) => id);
    },
    async take(transaction, request, person, at) {
      const { numUpdatedRows } = await transaction
        .updateTable("overlay")
        .set({ other: person, changed_at: at.epochMilliseconds })
        .where("request", "=", request)
        .where("kind", "=", "swap")
        .where("other", "is", null)
        .where("cancelled_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async cancel(transaction, request, at) {
      const { numUpdatedRows } = await transaction
        .updateTable("overlay")
        .set({ cancelled_at: at.epochMilliseconds, changed_at: at.epochMilliseconds })
        .where("request", "=", request)
        .where("cancelled_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

const rowsSchema = z.array(
  z
    .object({
      id: z.int(),
      request: z.string(),
      kind: z.enum(["override", "swap"]),
      schedule: z.string(),
      person: z.string(),
      other: z.string().nullable(),
      asked: z.string().nullable(),
      starts_at: instantSchema,
      ends_at: instantSchema,
      made_by: z.string(),
      conversation_key: z.string(),
    })
    .transform(
      ({ other, asked, starts_at, ends_at, made_by, conversation_key, ...row }): OverlayRow => ({
        ...row,
        other: other ?? undefined,
        asked: asked ?? undefined,
        start: starts_at,
        end: ends_at,
        madeBy: made_by,
        conversation: conversation_key,
      }),
    ),
);
