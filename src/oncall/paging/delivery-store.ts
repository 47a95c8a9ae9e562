import type { Kysely, Transaction } from "kysely";
import type { PageTables } from "./paging-tables.ts";

type Tables = Pick<PageTables, "page_delivery">;

/** Deliveries of webhooks that were taken, by the ids that their senders gave them. */
export type DeliveryStore = {
  isTaken(delivery: string): Promise<boolean>;
  /** Remembers one; false where it was taken before. Those so old that no signature holds any more are forgotten. */
  take(transaction: Transaction<Tables>, delivery: string, at: Temporal.Instant): Promise<boolean>;
};

/** A signature holds for 5 minutes on both sides; the rest is for clocks that are set. */
const kept = { hours: 24 };

export function createDeliveryStore(db: Kysely<Tables>): DeliveryStore {
  return {
    async isTaken(delivery) {
      const row = await db
        .selectFrom("page_delivery")
        .select("at")
        .where("delivery", "=", delivery)
        .executeTakeFirst();
      return row !== undefined;
    },
    async take(transaction, delivery, at) {
      await transaction
        .deleteFrom("page_delivery")
        .where("at", "<", at.subtract(kept).epochMilliseconds)
        .execute();
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto("page_delivery")
        .values({ delivery, at: at.epochMilliseconds })
        .onConflict((conflict) => conflict.column("delivery").doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
