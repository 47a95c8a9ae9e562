import { type AuthDict, type MatrixClient, MatrixError, type UIAuthCallback } from "matrix-js-sdk";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { MatrixSession } from "../store/session-row.ts";
import type { Setup } from "./matrix-account.ts";
import { MatrixRefusal } from "./matrix-fault.ts";
import type { SecretKeys } from "./secret-keys.ts";

export type IdentityParts = {
  readonly client: MatrixClient;
  readonly session: MatrixSession;
  readonly keys: SecretKeys;
  /** For a homeserver that asks for it before it takes keys. */
  readonly password: string | undefined;
  /** Without it nothing is made that somebody would have to see. */
  readonly setup: Setup | undefined;
  /** Resolves once the homeserver has taken keys of the device since the client was made. */
  readonly keysTaken: () => Promise<void>;
};

/**
 * What has to be done about the identity of the account, without which others neither trust the bot nor let it read:
 * `make` it, `replace` it, `keep` its keys where a recovery finds them, `recover` it on a new device, or nothing.
 */
export type IdentityPlan = "make" | "replace" | "keep" | "recover" | "nothing";

/** Where the keys are of an identity that the homeserver has. */
type Whereabouts = {
  readonly onDevice: boolean;
  /** The homeserver keeps the private keys, and the one of the key backup, under a recovery key. */
  readonly inStorage: boolean;
  /** The device has the key of the backup, too: a recovery came to its end. */
  readonly withBackupKey: boolean;
  readonly withRecoveryKey: boolean;
};

/** @throws MatrixRefusal where new keys would take the place of those that others trust */
export function planFor({
  onDevice,
  inStorage,
  withBackupKey,
  withRecoveryKey,
}: Whereabouts): IdentityPlan {
  if (onDevice && !inStorage) return "keep";
  if (withRecoveryKey && inStorage && !withBackupKey) return "recover";
  if (onDevice) return "nothing";
  throw new MatrixRefusal(
    inStorage
      ? `The account of the bot has an identity, and this device is not part of it: set MATRIX_RECOVERY_KEY, or run "ama matrix setup --new-identity" to give the account a new one.`
      : `The account of the bot has an identity that no recovery key brings back: run "ama matrix setup --new-identity" to give the account a new one.`,
  );
}

/** Asks the homeserver and the device; to be called before the first sync, so that nothing is read that leads to nothing. */
export async function planIdentity({
  client,
  session,
  keys,
  setup,
}: Pick<IdentityParts, "client" | "session" | "keys" | "setup">): Promise<IdentityPlan> {
  const crypto = cryptoOf(client);
  // First of all: it brings the public keys, without which those in storage are not taken in.
  const isOnServer = await crypto.userHasCrossSigningKeys(session.user, true);
  if (setup?.isAnew) return "replace";
  if (!isOnServer) return ifSeen("make", setup);
  const { privateKeysCachedLocally: cached, privateKeysInSecretStorage } =
    await crypto.getCrossSigningStatus();
  const plan = planFor({
    onDevice: cached.masterKey && cached.selfSigningKey && cached.userSigningKey,
    inStorage: privateKeysInSecretStorage && (await keepsBackupKey(client)),
    withBackupKey: (await crypto.getSessionBackupPrivateKey()) !== null,
    withRecoveryKey: keys.given !== undefined,
  });
  if (plan === "recover") await refuseWrongKey(client, keys);
  return plan === "keep" ? ifSeen(plan, setup) : plan;
}

/** @throws MatrixRefusal where nobody is there to see what is made */
function ifSeen(plan: IdentityPlan, setup: Setup | undefined): IdentityPlan {
  if (setup) return plan;
  throw notSetUp();
}

function notSetUp(): MatrixRefusal {
  return new MatrixRefusal(
    `The account of the bot is not set up yet: stop the bot, and run "ama matrix setup" once.`,
  );
}

/** Does what was planned, after the first sync: until then the device is not known to the homeserver. */
export async function establishIdentity(plan: IdentityPlan, parts: IdentityParts): Promise<void> {
  const crypto = cryptoOf(parts.client);
  switch (plan) {
    case "make":
      await makeKeys(crypto, parts);
      return await keepSecrets(crypto, parts);
    case "replace":
      // New keys go to where secrets are kept: that must open by the new key first.
      await keepSecrets(crypto, parts);
      return await makeKeys(crypto, parts);
    case "keep":
      return await keepSecrets(crypto, parts);
    case "recover":
      return await recover(crypto, parts);
    case "nothing":
      return;
  }
}

async function makeKeys(crypto: CryptoApi, parts: IdentityParts): Promise<void> {
  await crypto.bootstrapCrossSigning({
    setupNewCrossSigning: true,
    authUploadDeviceSigningKeys: withPassword(parts),
  });
}

/** The key is shown before anything depends on it. Whatever stops us later, a next start makes and shows another one. */
async function keepSecrets(crypto: CryptoApi, { setup }: IdentityParts): Promise<void> {
  if (!setup) throw notSetUp();
  const key = await crypto.createRecoveryKeyFromPassphrase();
  if (key.encodedPrivateKey === undefined) throw new Error("The recovery key cannot be written.");
  await setup.showRecoveryKey(key.encodedPrivateKey);
  await crypto.bootstrapSecretStorage({
    setupNewSecretStorage: true,
    setupNewKeyBackup: true,
    createSecretStorageKey: async () => key,
  });
}

async function recover(crypto: CryptoApi, parts: IdentityParts): Promise<void> {
  await untilListed(parts);
  await crypto.bootstrapCrossSigning({
    // It is asked for new keys alone, and there shall be none.
    authUploadDeviceSigningKeys: async () => {
      throw new Error("The identity was about to be replaced.");
    },
  });
  await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
  await crypto.checkKeyBackupAndEnable();
  await crypto.restoreKeyBackup();
}

/** A signature on a device that the homeserver does not know yet is lost without a word. */
async function untilListed({ client, session, keysTaken }: IdentityParts): Promise<void> {
  const { device_keys: devices } = await client.downloadKeysForUsers([session.user]);
  if (!devices[session.user]?.[session.device]) await keysTaken();
}

/** https://spec.matrix.org/latest/client-server-api/#user-interactive-authentication-api */
function withPassword({ session, password }: IdentityParts): UIAuthCallback<void> {
  return async (request) => {
    try {
      await request(null);
    } catch (error) {
      await request(answerTo(error, session.user, password));
    }
  };
}

/** @throws MatrixRefusal when only a person can answer, and the error itself when it asks nothing */
export function answerTo(error: unknown, user: string, password: string | undefined): AuthDict {
  if (!(error instanceof MatrixError) || error.httpStatus !== 401) throw error;
  const flows: readonly { readonly stages: readonly string[] }[] = error.data.flows ?? [];
  const takesPassword = flows.some(({ stages }) => stages.join() === "m.login.password");
  if (!takesPassword) {
    throw new MatrixRefusal(
      "The homeserver wants a person to allow that the bot gets an identity: allow it in the account's own page, and start again.",
      { cause: error },
    );
  }
  if (password === undefined) {
    throw new MatrixRefusal(
      "The homeserver asks for the password before the bot gets an identity: set MATRIX_PASSWORD for one start.",
      { cause: error },
    );
  }
  const identifier = { type: "m.id.user", user };
  return { type: "m.login.password", identifier, password, session: error.data.session };
}

async function keepsBackupKey({ secretStorage }: MatrixClient): Promise<boolean> {
  return (await secretStorage.isStored("m.megolm_backup.v1")) !== null;
}

async function refuseWrongKey({ secretStorage }: MatrixClient, keys: SecretKeys): Promise<void> {
  const asked = await secretStorage.getKey();
  if (!asked || !keys.given) return;
  const [, description] = asked;
  if (await secretStorage.checkKey(keys.given, description)) return;
  throw new MatrixRefusal(
    `MATRIX_RECOVERY_KEY does not open the identity of the bot: set the one that was shown last, or run "ama matrix setup --new-identity" to give the account a new one.`,
  );
}

export function cryptoOf(client: Pick<MatrixClient, "getCrypto">): CryptoApi {
  const crypto = client.getCrypto();
  if (!crypto) throw new Error("Encryption is not set up.");
  return crypto;
}
