import { randomUUID } from "node:crypto";
import { createClient, Filter, type IndexedDBStore, type MatrixClient } from "matrix-js-sdk";
import type { CryptoCallbacks } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { Logger } from "matrix-js-sdk/lib/logger.js";
import type { MatrixSession } from "../store/session-row.ts";

export type ClientParts = {
  readonly session: MatrixSession;
  readonly saved: IndexedDBStore;
  readonly callbacks: CryptoCallbacks;
  readonly fetch: typeof globalThis.fetch;
  readonly logger: Logger;
};

/** Makes a client, not started. Messages do not go out by it: it has one queue for all rooms, and tries again by itself. */
export function createMatrixClient(parts: ClientParts): MatrixClient {
  const { homeserver, user, device, accessToken } = parts.session;
  return createClient({
    baseUrl: homeserver,
    userId: user,
    deviceId: device,
    accessToken,
    store: parts.saved,
    cryptoCallbacks: parts.callbacks,
    logger: parts.logger,
    fetchFn: parts.fetch,
  });
}

/** Begins to sync. What is left out nobody looks at: who is there, who types, who has read. */
export async function startSyncing(client: MatrixClient, user: string): Promise<void> {
  const filter = new Filter(user);
  // Synapse keeps each answer for two minutes, and gives it again to whoever asks the same with the same filter: to a process
  // that comes after one that was killed, which would not know who is in a room by now, and leave them without keys.
  const notAskedBefore = randomUUID();
  filter.setDefinition({
    presence: { not_types: ["*", notAskedBefore] },
    room: { timeline: { limit: 100 }, ephemeral: { not_types: ["*"] } },
  });
  await client.startClient({
    initialSyncLimit: 20,
    lazyLoadMembers: true,
    disablePresence: true,
    filter,
  });
}
