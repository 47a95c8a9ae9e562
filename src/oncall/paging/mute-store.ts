import type { Kysely, Transaction } from "kysely";
import type { PageTables } from "./paging-tables.ts";

/** While it lasts, what monitors report of a service pages nobody. */
export type Mute = {
  readonly service: string;
  readonly until: Temporal.Instant;
  readonly why: string;
  /** Id of the person, or the key of their account. */
  readonly by: string;
  readonly at: Temporal.Instant;
};

type Tables = Pick<PageTables, "page_mute">;

/** Services that are muted; what has ended counts no more, whether or not it is still there. */
export type MuteStore = {
  /** Takes the place of one that is there. */
  put(transaction: Transaction<Tables>, mute: Mute): Promise<void>;
  /** False where there was none. */
  end(transaction: Transaction<Tables>, service: string, at: Temporal.Instant): Promise<boolean>;
  /** Those that last, the one that ends first. */
  list(at: Temporal.Instant, within?: Transaction<Tables>): Promise<readonly Mute[]>;
};

export function createMuteStore(db: Kysely<Tables>): MuteStore {
  return {
    async put(transaction, { service, until, why, by, at }) {
      const row = { until: until.epochMilliseconds, why, by, at: at.epochMilliseconds };
      await transaction
        .insertInto("page_mute")
        .values({ service, ...row })
        .onConflict((conflict) => conflict.column("service").doUpdateSet(row))
        .execute();
    },
    async end(transaction, service, at) {
      const rows = await transaction
        .deleteFrom("page_mute")
        .where("service", "=", service)
        .returning("until")
        .execute();
      return rows.some(({ until }) => until > at.epochMilliseconds);
    },
    async list(at, within = undefined) {
      const rows = await (within ?? db)
        .selectFrom("page_mute")
        .selectAll()
        .where("until", ">", at.epochMilliseconds)
        .orderBy("until")
        .execute();
      return rows.map((row) => ({
        ...row,
        until: Temporal.Instant.fromEpochMilliseconds(row.until),
        at: Temporal.Instant.fromEpochMilliseconds(row.at),
      }));
    },
  };
}
