import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createGapStore,
  type MatrixGapTables,
} from "../../../../src/adapters/matrix/sync/gap-store.ts";
import {
  type Gap,
  type GapRows,
  rememberedGaps,
} from "../../../../src/adapters/matrix/sync/gaps.ts";
import { migrateStorage } from "../../../../src/storage/migrate.ts";
import { inMemory, openStorage, type Storage } from "../../../../src/storage/open-storage.ts";

let storage: Storage<MatrixGapTables>;
beforeEach(async () => {
  storage = await openStorage<MatrixGapTables>(inMemory);
  await migrateStorage(storage);
});
afterEach(() => storage.close());

const gap: Gap = {
  room: "!a",
  from: "t9",
  until: "$7",
  openedAt: Temporal.Instant.from("2026-11-25T09:00:00Z"),
};

describe.each<[string, () => GapRows]>([
  ["in the database", () => createGapStore(storage.db)],
  ["in memory", rememberedGaps],
])("gaps that are kept %s", (_where, rowsOf) => {
  it("are open until they are closed, each by its room and position", async () => {
    const rows = rowsOf();
    const further = { ...gap, from: "t20", until: undefined };
    const elsewhere = { ...gap, room: "!b" };
    for (const one of [gap, further, elsewhere]) await rows.open(one);
    expect(await rows.all()).toEqual([gap, further, elsewhere]);
    await rows.close(gap);
    expect(await rows.all()).toEqual([further, elsewhere]);
    await rows.close(gap);
    expect(await rows.all()).toHaveLength(2);
  });

  it("stay as they were opened first: what is told again after a kill knows too much", async () => {
    const rows = rowsOf();
    await rows.open(gap);
    await rows.open({ ...gap, until: "$12", openedAt: gap.openedAt.add({ hours: 1 }) });
    expect(await rows.all()).toEqual([gap]);
  });

  it("have the newest event of each room beside them", async () => {
    const rows = rowsOf();
    await rows.moveCursors(new Map());
    expect(await rows.cursors()).toEqual(new Map());
    await rows.moveCursors(
      new Map([
        ["!a", "$1"],
        ["!b", "$2"],
      ]),
    );
    await rows.moveCursors(new Map([["!a", "$3"]]));
    expect(await rows.cursors()).toEqual(
      new Map([
        ["!a", "$3"],
        ["!b", "$2"],
      ]),
    );
  });
});
