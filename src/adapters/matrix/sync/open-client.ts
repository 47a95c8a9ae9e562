import type { IndexedDBStore, MatrixClient } from "matrix-js-sdk";
import type { Logger } from "matrix-js-sdk/lib/logger.js";
import { type IdentityPlan, planIdentity } from "../session/identity.ts";
import type { MatrixAccount } from "../session/matrix-account.ts";
import { createStoreAge, type StoreAge } from "../session/old-copy.ts";
import { openSession } from "../session/open-session.ts";
import type { Pause } from "../session/retry-limited.ts";
import { createSecretKeys, type SecretKeys } from "../session/secret-keys.ts";
import type { CryptoStore } from "../store/open-crypto-store.ts";
import type { MatrixSession } from "../store/session-row.ts";
import { holdWhileProcessing } from "./crypto-hold.ts";
import { createMatrixClient } from "./matrix-client.ts";
import { neverClose } from "./never-close.ts";
import { createSavedStore, cryptoPrefix } from "./saved-store.ts";

export type OpenClientParts = {
  readonly account: MatrixAccount;
  readonly name: string;
  readonly store: CryptoStore;
  readonly fetch: typeof globalThis.fetch;
  readonly logger: Logger;
  readonly pause: Pause;
  /** Gets the client as soon as there is one, to stop it by. */
  readonly made: (client: MatrixClient) => void;
  /** What a sync brought for encryption could not be taken in; hears of it before anything else is done. */
  readonly failed: (error: unknown) => void;
  /** Rooms and position cannot be kept. */
  readonly degraded: (error: unknown) => void;
};

/** A client that is ready to sync. */
export type OpenClient = {
  readonly client: MatrixClient;
  readonly session: MatrixSession;
  readonly saved: IndexedDBStore;
  readonly age: StoreAge;
  readonly keys: SecretKeys;
  readonly plan: IdentityPlan;
};

/**
 * Makes a client from what is in the store, and a session, if there is none. Whatever keeps the bot out is met here, before
 * anything was read that would be lost.
 *
 * @throws MatrixRefusal when somebody has to do something first
 */
export async function openClient(parts: OpenClientParts): Promise<OpenClient> {
  const { account, name, store, fetch, logger, pause } = parts;
  const keys = createSecretKeys(account.recoveryKey);
  const session = await openSession({ ...account, store, fetch, logger, pause });
  const saved = createSavedStore(name);
  const { callbacks } = keys;
  const client = createMatrixClient({ session, saved, callbacks, fetch, logger });
  parts.made(client);
  const age = createStoreAge(client, session, store, pause);
  await age.refuseOldCopy();
  await client.initRustCrypto({ cryptoDatabasePrefix: cryptoPrefix(name) });
  neverClose(client);
  holdWhileProcessing(client, store, parts.failed);
  saved.on("degraded", parts.degraded);
  await saved.startup();
  const plan = await planIdentity({ client, session, keys, setup: account.setup });
  return { client, session, saved, age, keys, plan };
}
