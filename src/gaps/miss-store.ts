import type { Transaction } from "kysely";
import type { GapKind } from "./gap.ts";
import { asksOf, changeGap } from "./gap-change-store.ts";
import { parseState } from "./gap-rows.ts";
import type { GapTables } from "./gap-tables.ts";

/** A miss as it may be stored: scrubbed, its asker a hash. */
export type KeptMiss = {
  readonly kind: GapKind;
  readonly key: string | undefined;
  readonly groupKey: string;
  readonly text: string;
  readonly asker: string | undefined;
  readonly weight: number;
  readonly at: Temporal.Instant;
  /** Names the message on its platform: the same one twice counts once. */
  readonly messageKey: string;
};

/**
 * Counts a miss for its group, and makes the group where it is new; a message that is counted already changes nothing.
 *
 * @returns the id of the gap
 */
export async function recordMiss(
  transaction: Transaction<GapTables>,
  miss: KeptMiss,
): Promise<number> {
  const same = await transaction
    .selectFrom("ask")
    .select("gap")
    .where("message_key", "=", miss.messageKey)
    .executeTakeFirst();
  return same?.gap ?? (await countMiss(transaction, miss));
}

/**
 * Takes back the miss that somebody recorded for a group at that instant, the last one if there are several. Its gap keeps
 * its number: without an ask it is nowhere shown, and comes back under that number when it is asked again.
 */
export async function withdrawMiss(
  transaction: Transaction<GapTables>,
  { groupKey, asker, at }: Pick<KeptMiss, "groupKey" | "at"> & { readonly asker: string },
): Promise<void> {
  await transaction
    .deleteFrom("ask")
    .where("id", "=", ({ selectFrom }) =>
      selectFrom("ask as one")
        .innerJoin("gap", "gap.id", "one.gap")
        .select(({ fn }) => fn.max("one.id").as("id"))
        .where("gap.group_key", "=", groupKey)
        .where("one.asker", "=", asker)
        .where("one.at", "=", at.epochMilliseconds),
    )
    .execute();
}

async function countMiss(transaction: Transaction<GapTables>, miss: KeptMiss): Promise<number> {
  const { kind, key, groupKey, at } = miss;
  const known = await groupWith(transaction, groupKey);
  if (known === undefined) {
    await transaction
      .insertInto("gap")
      .values({ kind, key: key ?? null, group_key: groupKey, state: "open" })
      .onConflict((conflict) => conflict.column("group_key").doNothing())
      .execute();
  }
  const gap = known ?? (await groupWith(transaction, groupKey));
  if (gap === undefined) throw new Error("A gap that was just recorded is not there");
  await transaction
    .insertInto("ask")
    .values({
      gap: gap.id,
      text: gap.textless === 1 ? null : miss.text,
      asker: miss.asker ?? null,
      weight: miss.weight,
      at: at.epochMilliseconds,
      message_key: miss.messageKey,
    })
    .execute();
  const happening = { actor: null, note: undefined, at };
  if (known === undefined) {
    await changeGap(transaction, gap.id, undefined, {
      event: { event: "first-miss" },
      ...happening,
    });
  } else {
    const event = { event: "asked-again", asks: await asksOf(transaction, gap.id) } as const;
    await changeGap(transaction, gap.id, parseState(gap), { event, ...happening });
  }
  return gap.id;
}

function groupWith(transaction: Transaction<GapTables>, groupKey: string) {
  return transaction
    .selectFrom("gap")
    .selectAll()
    .where("group_key", "=", groupKey)
    .executeTakeFirst();
}
