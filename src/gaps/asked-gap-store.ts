import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { GapKind, GapState } from "./gap.ts";
import { parseState, stateColumnNames } from "./gap-rows.ts";
import type { GapTables } from "./gap-tables.ts";

/** A gap as one of those who asked knows it. */
export type AskedGap = {
  readonly id: number;
  readonly state: GapState;
  /** In their own words, the newest that are left: nobody reads those of others. */
  readonly question: string | undefined;
};

/** Of these nobody is told: they were served an entry, or heard by the way. */
const untold: readonly GapKind[] = ["repeat", "human_answered"];

/** Gives the gaps that somebody asked about, the open ones first, and of these the last one asked about. */
export async function selectAskedGaps(
  db: Kysely<GapTables>,
  asker: string,
): Promise<readonly AskedGap[]> {
  const rows = await db
    .selectFrom("gap")
    .innerJoin("ask", "ask.gap", "gap.id")
    .where("ask.asker", "=", asker)
    .where("gap.kind", "not in", untold)
    .select("gap.id")
    .select(stateColumnNames.map((name) => `gap.${name}` as const))
    .select(
      sql<unknown>`(
        select own.text from ask as own where own.gap = gap.id and own.asker = ${asker} and own.text is not null
        order by own.at desc, own.id desc limit 1
      )`.as("question"),
    )
    .groupBy("gap.id")
    .orderBy(sql`gap.state = 'open'`, "desc")
    .orderBy(sql`max(ask.at)`, "desc")
    .orderBy("gap.id", "desc")
    .execute();
  return rows.map((row) => ({ ...askedSchema.parse(row), state: parseState(row) }));
}

const askedSchema = z.object({
  id: z.int(),
  question: z
    .string()
    .nullable()
    .transform((text) => text ?? undefined),
});
