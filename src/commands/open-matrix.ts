import { dirname, join } from "node:path";
import type { Kysely } from "kysely";
import {
  createDialogueStore,
  type MatrixFormTables,
} from "../adapters/matrix/forms/dialogue-store.ts";
import { createOfferStore, type MatrixOfferTables } from "../adapters/matrix/in/offer-store.ts";
import { createMatrixPlatform, type MatrixPlatform } from "../adapters/matrix/matrix-platform.ts";
import type { Setup } from "../adapters/matrix/session/matrix-account.ts";
import { openCryptoStore } from "../adapters/matrix/store/open-crypto-store.ts";
import { createGapStore, type MatrixGapTables } from "../adapters/matrix/sync/gap-store.ts";
import { keepsDatabase } from "../adapters/matrix/sync/saved-store.ts";
import type { Pictures } from "../chat/pictures.ts";
import type { Rejections } from "../chat/rejections.ts";
import type { Log } from "../kernel/log.ts";
import type { MatrixSettings } from "../matrix-settings.ts";
import type { World } from "./world.ts";

export type MatrixTables = MatrixOfferTables & MatrixFormTables & MatrixGapTables;

type Given = {
  readonly db: Kysely<MatrixTables>;
  /** Of the database: keys are kept beside it. */
  readonly file: string;
  readonly world: Pick<World, "clock" | "stderr">;
  readonly log: Log;
  /** Left out: the process. */
  readonly rejections?: Rejections | undefined;
  readonly pictures?: Pictures | undefined;
  readonly setup?: Setup | undefined;
  readonly changed?: (() => void) | undefined;
};

/** One process has one account. */
const name = "ama";

/** Where the keys of our device are, and how far it has read. */
export function matrixFile(database: string): string {
  return join(dirname(database), "matrix-keys.sqlite");
}

/** Matrix as the settings have it. What keeps it from working is told in a sentence, once until that changes. */
export function openMatrix(
  { allow, ...account }: MatrixSettings,
  { db, file, world, log, pictures, rejections, setup, changed }: Given,
): MatrixPlatform {
  let told: string | undefined;
  const platform = createMatrixPlatform({
    account: { ...account, deviceName: "AMA", setup },
    ...{ allow, name, pictures, rejections },
    openStore: () =>
      openCryptoStore(matrixFile(file), { keeps: (database) => keepsDatabase(name, database) }),
    rows: {
      offers: createOfferStore(db),
      dialogues: createDialogueStore(db),
      gaps: createGapStore(db),
    },
    clock: world.clock,
    log: () => log.warn("matrix.failed", {}),
    fault: (error) => log.fault("matrix.failed", error),
    changed() {
      const { state, reason } = platform.health();
      // A start takes a moment, in which nothing is wrong yet.
      const trouble = state === "down" ? reason : undefined;
      if (trouble !== undefined && trouble !== told) world.stderr.write(`Matrix: ${trouble}\n`);
      if (state !== "starting") told = trouble;
      changed?.();
    },
  });
  return platform;
}
