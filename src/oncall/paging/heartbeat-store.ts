import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { instantSchema } from "../../chat/instant-schema.ts";
import type { PageTables } from "./paging-tables.ts";
import type { LastHeard } from "./silent-heartbeats.ts";

type Tables = Pick<PageTables, "heartbeat">;

/** When each heartbeat was last heard, or first waited for; by id. */
export type HeartbeatStore = {
  lastHeard(within?: Transaction<Tables>): Promise<LastHeard>;
  hear(transaction: Transaction<Tables>, id: string, at: Temporal.Instant): Promise<void>;
  /** Counts those that nobody has waited for before from now on. */
  expect(
    transaction: Transaction<Tables>,
    ids: readonly string[],
    at: Temporal.Instant,
  ): Promise<void>;
};

export function createHeartbeatStore(db: Kysely<Tables>): HeartbeatStore {
  return {
    async lastHeard(within) {
      const rows = await (within ?? db).selectFrom("heartbeat").selectAll().execute();
      return new Map(rowsSchema.parse(rows).map(({ id, last_at }) => [id, last_at]));
    },
    async hear(transaction, id, at) {
      const last = { last_at: at.epochMilliseconds };
      await transaction
        .insertInto("heartbeat")
        .values({ id, ...last })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(last))
        .execute();
    },
    async expect(transaction, ids, at) {
      await transaction
        .insertInto("heartbeat")
        .values(ids.map((id) => ({ id, last_at: at.epochMilliseconds })))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
  };
}

const rowsSchema = z.array(z.object({ id: z.string(), last_at: instantSchema }));
