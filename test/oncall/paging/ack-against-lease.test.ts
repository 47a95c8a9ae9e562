import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNotificationStore } from "../../../src/oncall/paging/notification-store.ts";
import { openPagerOffice, type PagerOffice } from "./pager-office.ts";

/** Each of them is rung for against the same ack, so that 250 rounds are 1,000 interleavings. */
const people = ["ana", "bo", "cem", "dee"];
const rounds = 250;

describe("Taking a page while the pager is about to ring", () => {
  let office: PagerOffice;
  beforeEach(async () => {
    office = await openPagerOffice();
  });
  afterEach(async () => {
    expect(office.faults).toEqual([]);
    await office.close();
  });

  it("in 1,000 interleavings never has it ring after somebody has it", async () => {
    await office.trigger();
    const [fresh] = await office.db.selectFrom("page").selectAll().execute();
    if (!fresh) throw new Error("There is no page.");
    const store = createNotificationStore(office.db);
    const at = office.clock.now();
    const { chance, late } = byChance(20_261_125);
    const endings = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      await office.db.transaction().execute(async (transaction) => {
        await transaction.updateTable("page").set(fresh).execute();
        await transaction.deleteFrom("page_notification").execute();
        const rows = people.map((person) => rowFor(person, round, at));
        await store.add(transaction, rows, () => `n${round}`);
      });
      const waiting = await store.waiting();
      /** In the order of the commits: transactions come one after the other. */
      const order: string[] = [];
      const lease = (id: number) =>
        office.db.transaction().execute(async (transaction) => {
          const leased = await store.lease(transaction, [id], at.add({ seconds: 30 }));
          order.push(...leased.map(({ person }) => person));
          return leased;
        });
      /** It fails, and is tried again. */
      const ring = async (id: number) => {
        await late(chance(40));
        const [leased] = await lease(id);
        if (!leased) return;
        await late(chance(40));
        const busy = { state: "waiting", why: "it is busy", nextTry: at } as const;
        await office.db
          .transaction()
          .execute((transaction) => store.conclude(transaction, leased, busy));
        await lease(id);
      };
      const take = async () => {
        await late(chance(400));
        await office.db.transaction().execute(async (transaction) => {
          const by = { kind: "person", person: "ana" } as const;
          await office.paging().actWithin(transaction, 1, { event: "ack" }, by, undefined, at);
          order.push("taken");
        });
      };
      await Promise.all([...waiting.map(({ id }) => ring(id)), take()]);
      const end = order.indexOf("taken");
      expect(order.slice(end)).toEqual(["taken"]);
      for (const person of people) {
        const rung = order.filter((one) => one === person).length;
        endings.set(`rung ${rung}`, (endings.get(`rung ${rung}`) ?? 0) + 1);
      }
    }
    // All of it happens, or nothing was tried.
    expect([...endings.keys()].sort()).toEqual(["rung 0", "rung 1", "rung 2"]);
    expect(Math.min(...endings.values())).toBeGreaterThan(20);
  });
});

function rowFor(person: string, round: number, due: Temporal.Instant) {
  const key = `page:1:${round}:${person}:1`;
  const what = { key, page: 1, turn: 1, person, via: "ntfy", kind: "page" } as const;
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
