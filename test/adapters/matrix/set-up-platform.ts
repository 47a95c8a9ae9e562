import { basename } from "node:path";
import type { MatrixFormTables } from "../../../src/adapters/matrix/forms/dialogue-store.ts";
import { createDialogueStore } from "../../../src/adapters/matrix/forms/dialogue-store.ts";
import {
  createOfferStore,
  type MatrixOfferTables,
} from "../../../src/adapters/matrix/in/offer-store.ts";
import {
  createMatrixPlatform,
  type MatrixPlatform,
  type MatrixPlatformParts,
} from "../../../src/adapters/matrix/matrix-platform.ts";
import type { MatrixAccount } from "../../../src/adapters/matrix/session/matrix-account.ts";
import { openCryptoStore } from "../../../src/adapters/matrix/store/open-crypto-store.ts";
import { rememberedGaps } from "../../../src/adapters/matrix/sync/gaps.ts";
import { keepsDatabase } from "../../../src/adapters/matrix/sync/saved-store.ts";
import { migrateStorage } from "../../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../../src/storage/open-storage.ts";

type Given = Pick<MatrixAccount, "homeserver" | "user" | "password"> &
  Pick<MatrixPlatformParts, "clock" | "later" | "pictures"> & {
    /** Of its keys. */
    readonly file: string;
  };

/** A platform, not started, that sets its account up, on a database in memory. */
export async function openSetUpPlatform({
  homeserver,
  user,
  password,
  file,
  ...more
}: Given): Promise<{
  readonly platform: MatrixPlatform;
  readonly faults: readonly unknown[];
  /** Stops it, and closes its database. */
  close(within: Temporal.Duration): Promise<void>;
}> {
  const storage = await openStorage<MatrixOfferTables & MatrixFormTables>(inMemory);
  await migrateStorage(storage);
  const faults: unknown[] = [];
  const name = basename(file);
  const platform = createMatrixPlatform({
    account: {
      ...{ homeserver, user, password, deviceName: "AMA" },
      setup: { isAnew: false, showRecoveryKey: () => {} },
    },
    ...{ name, allow: [] },
    openStore: () => openCryptoStore(file, { keeps: (database) => keepsDatabase(name, database) }),
    rows: {
      offers: createOfferStore(storage.db),
      dialogues: createDialogueStore(storage.db),
      gaps: rememberedGaps(),
    },
    log: () => {},
    fault: (error) => faults.push(error),
    ...more,
  });
  return {
    ...{ platform, faults },
    async close(within) {
      await platform.stop(within);
      await storage.close();
    },
  };
}
