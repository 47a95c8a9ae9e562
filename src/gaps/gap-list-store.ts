import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Gap, GapKind, gapStateNames } from "./gap.ts";
import { countedDays } from "./gap-ranking.ts";
import { instantSchema, parseGap, stateColumnNames } from "./gap-rows.ts";
import type { GapTables } from "./gap-tables.ts";

/** One wording of a gap's question, and how often it came. */
type AskedQuestion = { readonly text: string; readonly asks: number };

export type GapHistory = {
  readonly gap: Gap;
  /** Most asked first. */
  readonly questions: readonly AskedQuestion[];
  /** Oldest first. */
  readonly events: readonly z.infer<typeof eventSchema>[];
};

type GapFilter = {
  readonly state?: (typeof gapStateNames)[number] | undefined;
  readonly kind?: GapKind | undefined;
};

/** Reads gaps as they were counted at `at`; what was asked later is not there, so that no clock runs ahead of another. */
export type GapListStore = {
  list(filter: GapFilter, at: Temporal.Instant): Promise<readonly Gap[]>;
  show(id: number, at: Temporal.Instant): Promise<GapHistory | undefined>;
  /** Each wording of a gap, most asked first. */
  questions(id: number): Promise<readonly AskedQuestion[]>;
  /** Gives the number of the gap that comes nearest below `id`, else the first; undefined when there is none. */
  nearest(id: number): Promise<number | undefined>;
};

export function createGapListStore(db: Kysely<GapTables>): GapListStore {
  return {
    async list({ state, kind }, at) {
      const rows = await selectGaps(db, at)
        .$if(state !== undefined, (query) =>
          // As a literal, or the index of the open ones is not used.
          query.where("gap.state", "=", sql.lit(state ?? "")),
        )
        .$if(kind !== undefined, (query) => query.where("gap.kind", "=", kind ?? ""))
        .execute();
      return rows.map(parseGap);
    },
    show: (id, at) =>
      db.transaction().execute(async (transaction) => {
        const row = await selectGaps(transaction, at).where("gap.id", "=", id).executeTakeFirst();
        if (row === undefined) return undefined;
        const events = await transaction
          .selectFrom("gap_event")
          .selectAll()
          .where("gap", "=", id)
          .where("at", "<=", at.epochMilliseconds)
          .orderBy("id")
          .execute();
        return {
          gap: parseGap(row),
          questions: await selectQuestions(transaction, id),
          events: events.map((event) => eventSchema.parse(event)),
        };
      }),
    questions: (id) => selectQuestions(db, id),
    async nearest(id) {
      const row = await db
        .selectFrom("gap")
        .select("id")
        .where(({ exists, selectFrom }) =>
          exists(selectFrom("ask").select("ask.id").whereRef("ask.gap", "=", "gap.id")),
        )
        .orderBy(sql`id > ${id}`)
        .orderBy(sql`abs(id - ${id})`)
        .limit(1)
        .executeTakeFirst();
      return row?.id;
    },
  };
}

const optional = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const eventSchema = z.object({
  at: instantSchema,
  from_state: optional,
  event: z.string(),
  to_state: z.string(),
  actor: optional,
  cause: optional,
  note: optional,
});

/** Gaps that were asked by `at`, with what is counted of their asks until then. */
export function selectGaps(db: Kysely<GapTables>, at: Temporal.Instant) {
  const since = at.subtract({ hours: 24 * countedDays }).epochMilliseconds;
  const recent = sql`filter (where ask.at > ${since})`;
  return db
    .selectFrom("gap")
    .innerJoin("ask", "ask.gap", "gap.id")
    .where("ask.at", "<=", at.epochMilliseconds)
    .select(["gap.id", "gap.kind", "gap.key", "gap.reopened"])
    .select(stateColumnNames.map((name) => `gap.${name}` as const))
    .select([
      sql<unknown>`count(distinct ask.asker)`.as("people"),
      sql<unknown>`count(*)`.as("asks"),
      sql<unknown>`min(ask.at)`.as("first"),
      sql<unknown>`max(ask.at)`.as("last"),
      sql<unknown>`count(distinct ask.asker) ${recent}`.as("recent_people"),
      sql<unknown>`coalesce(sum(ask.weight) ${recent}, 0)`.as("recent_asks"),
      sql<unknown>`(
        select oldest.text from ask as oldest where oldest.gap = gap.id and oldest.text is not null
        order by oldest.at, oldest.id limit 1
      )`.as("title"),
    ])
    .groupBy("gap.id")
    .orderBy("gap.id");
}

const questionsSchema = z.array(z.object({ text: z.string(), asks: z.int() }));

async function selectQuestions(
  db: Kysely<GapTables>,
  id: number,
): Promise<readonly AskedQuestion[]> {
  const rows = await db
    .selectFrom("ask")
    .select(["text", sql<unknown>`count(*)`.as("asks")])
    .where("gap", "=", id)
    .where("text", "is not", null)
    .groupBy("text")
    .orderBy(sql`count(*)`, "desc")
    .orderBy(sql`min(at)`)
    .orderBy(sql`min(id)`)
    .execute();
  return questionsSchema.parse(rows);
}
