import type { Kysely } from "kysely";
import type { GapRows } from "./gaps.ts";

/** The tables of migration 013_matrix_gaps. Instants are integer milliseconds UTC. */
export interface MatrixGapTables {
  readonly matrix_gap: {
    readonly room: string;
    readonly from_position: string;
    readonly until_event: string | null;
    readonly opened_at: number;
  };
  readonly matrix_cursor: {
    readonly room: string;
    readonly event: string;
  };
}

/** Keeps gaps and cursors over a restart. */
export function createGapStore(db: Kysely<MatrixGapTables>): GapRows {
  return {
    async all() {
      const rows = await db.selectFrom("matrix_gap").selectAll().orderBy("opened_at").execute();
      return rows.map((row) => ({
        room: row.room,
        from: row.from_position,
        until: row.until_event ?? undefined,
        openedAt: Temporal.Instant.fromEpochMilliseconds(row.opened_at),
      }));
    },
    async open({ room, from, until, openedAt }) {
      await db
        .insertInto("matrix_gap")
        .values({
          room,
          from_position: from,
          until_event: until ?? null,
          opened_at: openedAt.epochMilliseconds,
        })
        .onConflict((conflict) => conflict.columns(["room", "from_position"]).doNothing())
        .execute();
    },
    async close({ room, from }) {
      await db
        .deleteFrom("matrix_gap")
        .where("room", "=", room)
        .where("from_position", "=", from)
        .execute();
    },
    async cursors() {
      const rows = await db.selectFrom("matrix_cursor").selectAll().execute();
      return new Map(rows.map(({ room, event }) => [room, event]));
    },
    async moveCursors(cursors) {
      if (cursors.size === 0) return;
      await db
        .insertInto("matrix_cursor")
        .values([...cursors].map(([room, event]) => ({ room, event })))
        .onConflict((conflict) =>
          conflict.column("room").doUpdateSet(({ ref }) => ({ event: ref("excluded.event") })),
        )
        .execute();
    },
  };
}
