import type { MatrixClient } from "matrix-js-sdk";
import { cryptoOf } from "../session/identity.ts";
import type { CryptoStore } from "../store/open-crypto-store.ts";

/**
 * Has what a sync brings for encryption reach the disk in one piece, before anything else goes out.
 *
 * The package logs what goes wrong there, and goes on to the next position, so that keys would be lost: `failed` hears of it
 * in time, and whether it throws decides whether the rest of the sync is seen.
 */
export function holdWhileProcessing(
  client: Pick<MatrixClient, "getCrypto">,
  { hold }: Pick<CryptoStore, "hold">,
  failed: (error: unknown) => void,
): void {
  const crypto = cryptoOf(client);
  // No part of its interface; the package calls it by this name for each sync.
  if (!("processSyncChanges" in crypto) || typeof crypto.processSyncChanges !== "function") {
    throw new Error("The encryption takes no changes of a sync.");
  }
  const process = crypto.processSyncChanges.bind(crypto);
  Object.assign(crypto, {
    async processSyncChanges(changes: unknown): Promise<unknown> {
      const release = hold();
      try {
        return await process(changes);
      } catch (error) {
        failed(error);
        return [];
      } finally {
        release();
      }
    },
  });
}
