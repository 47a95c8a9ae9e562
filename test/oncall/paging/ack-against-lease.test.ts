import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNotificationStore } from "../../../src/oncall/paging/notification-store.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

describe("Taking a page while the pager is about to ring", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice();
  });
  afterEach(() => office.close());

  it("in 1,000 interleavings never has it ring after somebody has it", async () => {
    await office.trigger();
    const [blank] = await office.db.selectFrom("page").selectAll().execute();
    if (!blank) throw new Error("There is no page.");
    const store = createNotificationStore(office.db);
    const at = office.clock.now();
    const { chance, late } = byChance(20_261_125);
    let [leasedFirst, takenFirst] = [0, 0];
    for (let round = 0; round < 1_000; round += 1) {
      await office.db.transaction().execute(async (transaction) => {
        await transaction.updateTable("page").set(blank).execute();
        await transaction.deleteFrom("page_notification").execute();
        await store.add(transaction, [rowFor(round, at)], () => `n${round}`);
      });
      /** In the order of the commits: transactions come one after the other. */
      const order: string[] = [];
      const ring = async () => {
        const waiting = (await store.waiting()).map(({ id }) => id);
        await late(chance(20));
        await office.db.transaction().execute(async (transaction) => {
          const leased = await store.lease(transaction, waiting, at.add({ seconds: 30 }));
          order.push(...leased.map(() => "leased"));
        });
      };
      const take = async () => {
        await late(chance(40));
        await office.db.transaction().execute(async (transaction) => {
          const by = { kind: "person", person: "ana" } as const;
          await office.paging().actWithin(transaction, 1, { event: "ack" }, by, undefined, at);
          order.push("taken");
        });
      };
      await Promise.all([ring(), take()]);
      expect(["taken", "leased,taken"]).toContain(order.join());
      if (order[0] === "leased") leasedFirst += 1;
      else takenFirst += 1;
    }
    // Both orders happen, or nothing was tried.
    expect(Math.min(leasedFirst, takenFirst)).toBeGreaterThan(100);
  });
});

function rowFor(round: number, due: Temporal.Instant) {
  const key = `page:1:${round}:ana:1`;
  const what = { key, page: 1, turn: 1, person: "ana", via: "ntfy", kind: "page" } as const;
  return { ...what, lasts: "triggered", text: undefined, due } as const;
}

/** The same chances every time. */
function byChance(seed: number) {
  let state = seed;
  return {
    chance(below: number) {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * below);
    },
    async late(steps: number) {
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
    },
  };
}
