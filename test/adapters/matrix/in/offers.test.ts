import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createOfferStore,
  type MatrixOfferTables,
} from "../../../../src/adapters/matrix/in/offer-store.ts";
import {
  createOffers,
  type Offer,
  type OfferRows,
  rememberedOffers,
} from "../../../../src/adapters/matrix/in/offers.ts";
import { migrateStorage } from "../../../../src/storage/migrate.ts";
import { inMemory, openStorage, type Storage } from "../../../../src/storage/open-storage.ts";
import { useEmptyFolders } from "../../../support/empty-folder.ts";
import { createStoppedClock } from "../../../support/stopped-clock.ts";
import { action, offer, ops } from "./events.ts";

const emptyFolder = useEmptyFolders();

let storage: Storage<MatrixOfferTables>;
beforeEach(async () => {
  storage = await openStorage<MatrixOfferTables>(inMemory);
  await migrateStorage(storage);
});
afterEach(() => storage.close());

const inThread = { ...ops, thread: "$root" };
const at = (message: string, where: Omit<Offer["on"], "message"> = inThread): Offer => ({
  ...offer,
  on: { ...where, message },
});

describe.each<[string, () => OfferRows]>([
  ["in the database", () => createOfferStore(storage.db)],
  ["in memory", rememberedOffers],
])("what is offered, kept %s", (_where, rowsOf) => {
  function started() {
    const clock = createStoppedClock("2026-11-25T09:00:00Z");
    return { clock, offers: createOffers(rowsOf(), clock) };
  }

  it("is found by its message, whole", async () => {
    const { offers } = started();
    const asks = { ...action("page", "⏫", "escalate"), confirm: "Sure?", opens: "form" } as const;
    const kept = {
      ...offer,
      actions: [...offer.actions, { ...asks, allowed: { people: ["bo"] } }],
    };
    await offers.keep(kept);

    expect(await offers.on("$answer")).toEqual(kept);
    expect(await offers.on("$other")).toBeUndefined();
  });

  it("last in a conversation is found by that, and each thread is one of its own", async () => {
    const { offers } = started();
    await offers.keep(at("$1"));
    await offers.keep(at("$2"));
    await offers.keep(at("$3", ops));

    expect(await offers.newest(inThread)).toEqual(at("$2"));
    expect(await offers.newest(ops)).toEqual(at("$3", ops));
    expect(await offers.newest({ ...ops, thread: "$other" })).toBeUndefined();
    expect(await offers.newest({ ...inThread, room: "!other" })).toBeUndefined();
  });

  it("anew on a message is not the last for that", async () => {
    const { offers } = started();
    await offers.keep(at("$1"));
    await offers.keep(at("$2"));
    const again = { ...at("$1"), seeds: ["$seed9"], actions: [action("done", "✅")] };
    await offers.keep(again);

    expect(await offers.on("$1")).toEqual(again);
    expect(await offers.newest(inThread)).toEqual(at("$2"));
  });

  it("no more is not found, and the one before is the last again", async () => {
    const { offers } = started();
    await offers.keep(at("$1"));
    await offers.keep(at("$2"));
    await offers.end("$2");

    expect(await offers.on("$2")).toBeUndefined();
    expect(await offers.newest(inThread)).toEqual(at("$1"));
  });

  it("is forgotten after 30 days", async () => {
    const { clock, offers } = started();
    await offers.keep(at("$1"));
    clock.advance({ hours: 30 * 24 });
    await offers.keep(at("$2"));
    expect(await offers.on("$1")).toEqual(at("$1"));
    clock.advance({ milliseconds: 1 });
    await offers.keep(at("$3"));

    expect(await offers.on("$1")).toBeUndefined();
    expect(await offers.on("$2")).toEqual(at("$2"));
  });
});

describe("what is offered", () => {
  it("is there after a restart", async () => {
    const file = join(emptyFolder(), "ama.sqlite");
    const clock = createStoppedClock("2026-11-25T09:00:00Z");
    const before = await openStorage<MatrixOfferTables>(file);
    await migrateStorage(before);
    await createOffers(createOfferStore(before.db), clock).keep(offer);
    await before.close();
    const again = await openStorage<MatrixOfferTables>(file);
    const offers = createOffers(createOfferStore(again.db), clock);

    expect(await offers.on("$answer")).toEqual(offer);
    expect(await offers.newest(inThread)).toEqual(offer);
    await again.close();
  });
});
