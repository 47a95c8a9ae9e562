import { join } from "node:path";
import { afterEach } from "vitest";
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

const second = Temporal.Duration.from({ seconds: 1 });

/** Platforms, not started, of a bot that shares a room with Ada; each is stopped after its test. */
export function useMatrixPlatforms() {
  const openOffice = useMatrixOffices();
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  return async () => {
    const office = await openOffice();
    const { given, clock, room, server } = office;
    const storage = await openStorage<MatrixOfferTables & MatrixFormTables>(inMemory);
    await migrateStorage(storage);
    const faults: unknown[] = [];
    const platform = createMatrixPlatform({
      account: { ...given, deviceName: "AMA", setup: { isAnew: false, showRecoveryKey: () => {} } },
      allow: [],
      name: "platform",
      openStore: () =>
        openCryptoStore(join(given.folder, "keys.sqlite"), {
          keeps: (database) => keepsDatabase("platform", database),
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
    return { ...office, where, platform, faults };
  };
}
