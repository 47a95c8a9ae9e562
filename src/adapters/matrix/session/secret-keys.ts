import type { CryptoCallbacks } from "matrix-js-sdk/lib/crypto-api/index.js";
import { decodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/recovery-key.js";
import { MatrixRefusal } from "./matrix-fault.ts";

/** The keys that open the secrets which the homeserver keeps for us: the recovery key, while it is given, or a new one. */
export type SecretKeys = {
  readonly given: Uint8Array<ArrayBuffer> | undefined;
  readonly callbacks: CryptoCallbacks;
};

/** @throws MatrixRefusal when what was given is no recovery key */
export function createSecretKeys(recoveryKey: string | undefined): SecretKeys {
  const given = recoveryKey === undefined ? undefined : decoded(recoveryKey);
  const made = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    given,
    callbacks: {
      async getSecretStorageKey({ keys }) {
        for (const id of Object.keys(keys)) {
          const key = made.get(id) ?? given;
          if (key) return [id, key];
        }
        return null;
      },
      cacheSecretStorageKey(id, _description, key) {
        made.set(id, key);
      },
    },
  };
}

function decoded(recoveryKey: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeRecoveryKey(recoveryKey);
  } catch {
    // What it throws quotes a part of the key.
    throw new MatrixRefusal(
      "MATRIX_RECOVERY_KEY is no recovery key: expected twelve groups of four letters and digits. Copy it as it was shown when the identity of the bot was made.",
    );
  }
}
