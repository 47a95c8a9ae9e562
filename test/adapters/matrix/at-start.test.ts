import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { MatrixFormTables } from "../../../src/adapters/matrix/forms/dialogue-store.ts";
import { createDialogueStore } from "../../../src/adapters/matrix/forms/dialogue-store.ts";
import {
  createOfferStore,
  type MatrixOfferTables,
} from "../../../src/adapters/matrix/in/offer-store.ts";
import { createMatrixPlatform } from "../../../src/adapters/matrix/matrix-platform.ts";
import { openCryptoStore } from "../../../src/adapters/matrix/store/open-crypto-store.ts";
import { rememberedGaps } from "../../../src/adapters/matrix/sync/gaps.ts";
import { keepsDatabase } from "../../../src/adapters/matrix/sync/saved-store.ts";
import { migrateStorage } from "../../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../../src/storage/open-storage.ts";
import { useMatrixOffices } from "./matrix-office.ts";

const openOffice = useMatrixOffices();
const second = Temporal.Duration.from({ seconds: 1 });
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function openPlatform() {
  const { given, clock, room, server, ada, ama } = await openOffice();
  const storage = await openStorage<MatrixOfferTables & MatrixFormTables>(inMemory);
  await migrateStorage(storage);
  const faults: unknown[] = [];
  const platform = createMatrixPlatform({
    account: { ...given, deviceName: "AMA", setup: { isAnew: false, showRecoveryKey: () => {} } },
    allow: [],
    name: "find-sent",
    openStore: () =>
      openCryptoStore(join(given.folder, "keys.sqlite"), {
        keeps: (database) => keepsDatabase("find-sent", database),
      }),
    rows: {
      offers: createOfferStore(storage.db),
      dialogues: createDialogueStore(storage.db),
      gaps: rememberedGaps(),
    },
    ...{ clock, later: given.later },
    log: () => {},
    fault: (error) => faults.push(error),
  });
  stops.push(storage.close, () => platform.stop(second));
  const where = { platform: "matrix", workspace: server.name, room } as const;
  const look = () => platform.findSent(where, "a-nonce", clock.now());
  return { ...{ server, ada, ama, where, platform, faults, look } };
}

it("what is to be taken away as the process starts goes as soon as it can", async () => {
  const { platform, server, ada, ama, where } = await openPlatform();
  const { id } = server.say(ama, where.room, "too much");
  await platform.start(async () => "stored");
  await platform.remove({ ...where, message: id });
  expect(server.seen(ada, where.room)).toMatchObject([{ id, redacted: true }]);
});

describe("a reply that may be out already", () => {
  it("is looked for as soon as the homeserver is there to be asked", async () => {
    const { platform, faults, look } = await openPlatform();
    await platform.start(async () => "stored");
    expect(await look()).toBe("absent");
    expect(faults).toEqual([]);
  });

  it("may be out for all we know while the homeserver cannot be asked", async () => {
    const { platform, look } = await openPlatform();
    const found = look();
    await platform.stop(second);
    expect(await found).toBe("cannot-tell");
  });
});
