import {
  type CryptoBackend,
  DecryptionError,
} from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { DecryptionFailureCode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { silencePackages } from "../../../src/adapters/matrix/sync/quiet-logger.ts";

/** Opens encrypted events once it has the key, in place of a whole encryption. */
export function createKeyRing() {
  silencePackages();
  let clear: { type: string; content: object } | undefined;
  let code = DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID;
  const decryptEvent: CryptoBackend["decryptEvent"] = async () => {
    if (!clear) throw new DecryptionError(code, "There is no key.");
    return { clearEvent: clear };
  };
  return {
    // The package asks for a whole one, and uses this part of it.
    backend: { decryptEvent } as CryptoBackend,
    has(type: string, content: object) {
      clear = { type, content };
    },
    isWithheld() {
      code = DecryptionFailureCode.MEGOLM_KEY_WITHHELD;
    },
  };
}
