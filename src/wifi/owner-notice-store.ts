import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { OwnerNotice } from "./owner-notices.ts";
import type { WifiTables } from "./wifi-tables.ts";

type NoticeTables = Pick<WifiTables, "wifi_notice">;

/** A notice by its network's id, and whom it is for. */
export type WaitingNotice = Pick<OwnerNotice, "kind" | "day"> & {
  readonly network: string;
  readonly person: string;
};

/** What owners were told of networks, and are still to be told. */
export type OwnerNoticeStore = {
  /**
   * Takes note of what there is to tell, and has it wait for these people, once. Of a network that nobody has seen before
   * nothing was changed.
   */
  see(
    transaction: Transaction<NoticeTables>,
    notice: OwnerNotice,
    people: readonly string[],
  ): Promise<void>;
  waiting(): Promise<readonly WaitingNotice[]>;
  /** Ends one that waits; false where it does not. */
  end(
    transaction: Transaction<NoticeTables>,
    notice: WaitingNotice,
    how: "told" | "dropped",
  ): Promise<boolean>;
};

const waitingSchema = z.array(
  z.object({
    network: z.string(),
    kind: z.enum(["rotate", "rotated"]),
    day: z.string().transform((text) => Temporal.PlainDate.from(text)),
    person: z.string(),
  }),
);

export function createOwnerNoticeStore(db: Kysely<NoticeTables>): OwnerNoticeStore {
  return {
    async see(transaction, { network: { id: network }, kind, day }, people) {
      const row = { network, kind, day: day.toString() };
      const known = await transaction
        .selectFrom("wifi_notice")
        .select("day")
        .where("network", "=", network)
        .where("kind", "=", kind)
        .where("person", "=", "")
        .execute();
      if (known.some((one) => one.day === row.day)) return;
      const isFirst = kind === "rotated" && known.length === 0;
      const told = isFirst ? [] : people.map((person) => ({ person, state: "waiting" }));
      await transaction
        .insertInto("wifi_notice")
        .values([{ person: "", state: "seen" }, ...told].map((one) => ({ ...row, ...one })))
        .execute();
    },
    async waiting() {
      const rows = await db
        .selectFrom("wifi_notice")
        .select(["network", "kind", "day", "person"])
        .where("state", "=", "waiting")
        .orderBy("network")
        .orderBy("kind")
        .orderBy("person")
        .execute();
      return waitingSchema.parse(rows);
    },
    async end(transaction, { network, kind, day, person }, how) {
      const { numUpdatedRows } = await transaction
        .updateTable("wifi_notice")
        .set({ state: how })
        .where("network", "=", network)
        .where("kind", "=", kind)
        .where("day", "=", day.toString())
        .where("person", "=", person)
        .where("state", "=", "waiting")
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
