import type { Kysely } from "kysely";
import type { ChatTables } from "../../src/chat/chat-tables.ts";

/** How each item ended that has ended, oldest first. */
export async function outcomesOf(
  db: Kysely<Pick<ChatTables, "inbox">>,
): Promise<readonly string[]> {
  const rows = await db.selectFrom("inbox").select("outcome").orderBy("id").execute();
  return rows.flatMap(({ outcome }) => outcome ?? []);
}
