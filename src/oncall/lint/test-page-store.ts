import type { Kysely } from "kysely";
import { testKey } from "../page/test-page.ts";
import type { PagingTables } from "../paging/paging-tables.ts";

/** When the newest test page that reached anybody was sent; undefined: none ever did. */
export async function lastTestPage(
  db: Kysely<Pick<PagingTables, "page" | "page_notification">>,
): Promise<Temporal.Instant | undefined> {
  const { last } = await db
    .selectFrom("page")
    .innerJoin("page_notification", "page_notification.page", "page.number")
    .where("page.dedup_key", "like", `${testKey}%`)
    .where("page_notification.lasts", "=", "always")
    .where("page_notification.state", "=", "accepted")
    .select(({ fn }) => fn.max<number | null>("page.opened_at").as("last"))
    .executeTakeFirstOrThrow();
  return last === null ? undefined : Temporal.Instant.fromEpochMilliseconds(last);
}
