import type { Kysely } from "kysely";
import type { ChatTables } from "./chat-tables.ts";
import type { PlatformName } from "./conversation.ts";

/** Until when each platform was heard without a gap. */
export type HeardStore = {
  /** @returns undefined: it never was */
  until(platform: PlatformName): Promise<Temporal.Instant | undefined>;
  put(platform: PlatformName, until: Temporal.Instant): Promise<void>;
};

export function createHeardStore(db: Kysely<ChatTables>): HeardStore {
  return {
    async until(platform) {
      const row = await db
        .selectFrom("heard")
        .select("until")
        .where("platform", "=", platform)
        .executeTakeFirst();
      return row && Temporal.Instant.fromEpochMilliseconds(row.until);
    },
    async put(platform, until) {
      const known = { until: until.epochMilliseconds };
      await db
        .insertInto("heard")
        .values({ platform, ...known })
        .onConflict((conflict) => conflict.column("platform").doUpdateSet(known))
        .execute();
    },
  };
}
