import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { selectAskedGaps } from "./asked-gap-store.ts";
import type { DismissReason, Gap, GapState } from "./gap.ts";
import { asksOf, changeGap } from "./gap-change-store.ts";
import type { Step } from "./gap-life.ts";
import { selectGaps } from "./gap-list-store.ts";
import { parseGap, parseState } from "./gap-rows.ts";
import type { GapTables } from "./gap-tables.ts";
import { type KeptMiss, recordMiss, withdrawMiss } from "./miss-store.ts";

export type Dismissal = {
  readonly reason: DismissReason;
  readonly note: string | undefined;
  readonly actor: string;
  readonly at: Temporal.Instant;
};

/** Every method is one transaction. */
export type GapStore = {
  /** Gives the installation's key: the one that is kept, or `fresh`, which is kept from now on. */
  installationKey(fresh: string): Promise<string>;
  /** Counts a miss for its group, and makes the group where it is new. Gives the gap as it stands then. */
  record(miss: KeptMiss): Promise<Gap>;
  /** The same within a transaction that writes more. */
  recordWithin(transaction: Transaction<GapTables>, miss: KeptMiss): Promise<Gap>;
  /** Takes a miss back within a transaction that writes more. */
  withdrawWithin: typeof withdrawMiss;
  askedBy(asker: string): ReturnType<typeof selectAskedGaps>;
  /** Dismisses a gap, unless it is refused; undefined when there is no such gap. "Sensitive" deletes its texts. */
  dismiss(
    id: number,
    dismissal: Dismissal,
  ): Promise<{ readonly from: GapState; readonly step: Step } | undefined>;
};

export function createGapStore(db: Kysely<GapTables>): GapStore {
  return {
    installationKey: (fresh) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("installation_key")
          .values({ seat: 1, secret: fresh })
          .onConflict((conflict) => conflict.column("seat").doNothing())
          .execute();
        const row = await transaction.selectFrom("installation_key").select("secret").execute();
        return z.tuple([z.object({ secret: z.string() })]).parse(row)[0].secret;
      }),
    record: (miss) => db.transaction().execute((transaction) => recordWithin(transaction, miss)),
    recordWithin,
    withdrawWithin: withdrawMiss,
    askedBy: (asker) => selectAskedGaps(db, asker),
    dismiss: (id, { reason, note, actor, at }) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom("gap")
          .selectAll()
          .where("id", "=", id)
          .executeTakeFirst();
        if (row === undefined) return undefined;
        const from = parseState(row);
        const asks = await asksOf(transaction, id);
        if (asks === 0) return undefined;
        const step = await changeGap(transaction, id, from, {
          event: { event: "dismiss", reason, note, asks },
          actor,
          note,
          at,
        });
        if ("next" in step && reason === "sensitive") await deleteTexts(transaction, id);
        return { from, step };
      }),
  };
}

async function recordWithin(transaction: Transaction<GapTables>, miss: KeptMiss): Promise<Gap> {
  const id = await recordMiss(transaction, miss);
  // At the end of time: another process's clock may run ahead of ours, and its asks count.
  const row = await selectGaps(transaction, endOfTime).where("gap.id", "=", id).execute();
  return parseGap(row[0]);
}

const endOfTime = Temporal.Instant.fromEpochMilliseconds(8.64e15);

/** The gap keeps none from then on either: who asks the same again would write them anew. */
async function deleteTexts(transaction: Transaction<GapTables>, id: number): Promise<void> {
  await transaction.updateTable("ask").set({ text: null }).where("gap", "=", id).execute();
  await transaction.updateTable("gap").set({ textless: 1 }).where("id", "=", id).execute();
}
