import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { GapState } from "./gap.ts";
import { type GapEvent, type Step, stepGap } from "./gap-life.ts";
import { stateColumns } from "./gap-rows.ts";
import type { GapTables } from "./gap-tables.ts";

type Happening = {
  readonly event: GapEvent;
  readonly actor: string | null;
  readonly note: string | undefined;
  readonly at: Temporal.Instant;
};

/** Takes a step, and writes what it changes: the state, and a row that says what happened. */
export async function changeGap(
  transaction: Transaction<GapTables>,
  id: number,
  from: GapState | undefined,
  { event, actor, note, at }: Happening,
): Promise<Step> {
  const step = stepGap(id, from, event);
  if (!("next" in step) || step.next === from) return step;
  const { next, cause = null } = step;
  const reopens = from !== undefined && next.state === "open" ? 1 : 0;
  await transaction
    .updateTable("gap")
    .set({ ...stateColumns(next), reopened: sql<number>`reopened + ${reopens}` })
    .where("id", "=", id)
    .execute();
  await transaction
    .insertInto("gap_event")
    .values({
      gap: id,
      from_state: from?.state ?? null,
      event: event.event,
      to_state: next.state,
      actor,
      cause,
      note: note ?? null,
      at: at.epochMilliseconds,
    })
    .execute();
  return step;
}

/** Counts all asks of a gap, whoever asked and when. */
export async function asksOf(transaction: Transaction<GapTables>, id: number): Promise<number> {
  const rows = await transaction
    .selectFrom("ask")
    .select(sql<unknown>`count(*)`.as("asks"))
    .where("gap", "=", id)
    .execute();
  return z.tuple([z.object({ asks: z.int() })]).parse(rows)[0].asks;
}
