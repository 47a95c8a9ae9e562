import { randomInt } from "node:crypto";
import { createClient, MatrixError } from "matrix-js-sdk";
import type { Logger } from "matrix-js-sdk/lib/logger.js";
import type { CryptoStore } from "../store/open-crypto-store.ts";
import type { MatrixSession } from "../store/session-row.ts";
import type { MatrixAccount } from "./matrix-account.ts";
import { MatrixRefusal } from "./matrix-fault.ts";
import { type Pause, retryLimited } from "./retry-limited.ts";

export type SessionParts = Omit<MatrixAccount, "recoveryKey" | "setup"> & {
  readonly store: Pick<CryptoStore, "session" | "saveSession">;
  readonly fetch: typeof globalThis.fetch;
  readonly logger: Logger;
  readonly pause: Pause;
};

/**
 * Gives the bot's session: the one in the store, or at first one made by the password, which is then kept there.
 *
 * The device belongs to the keys in the store: it is named there before anybody logs in, so that a log-in whose answer was
 * lost leads to the same device the next time.
 *
 * @throws MatrixRefusal when the session cannot be had with what is set
 */
export async function openSession(parts: SessionParts): Promise<MatrixSession> {
  const { store, homeserver, user } = parts;
  const kept = store.session();
  if (!kept && parts.accessToken !== undefined) return await withToken(parts, parts.accessToken);
  if (!kept) return await logIn(parts, newDevice());
  if (!isAccount(kept.user, user)) {
    throw new MatrixRefusal(
      `The file of keys belongs to "${kept.user}", and MATRIX_USER is "${user}": set it to that account, or move the file away.`,
    );
  }
  if (kept.accessToken === "") return await logIn(parts, kept.device);
  const session = { ...kept, homeserver };
  const client = createClient({
    baseUrl: homeserver,
    accessToken: kept.accessToken,
    fetchFn: parts.fetch,
    logger: parts.logger,
  });
  try {
    await retryLimited(() => client.whoami(), parts.pause);
  } catch (error) {
    if (!isSoftLogout(error)) throw error;
    return await logIn(parts, kept.device);
  }
  if (kept.homeserver !== homeserver) store.saveSession(session);
  return session;
}

/** The device is the one that the token belongs to. */
async function withToken(parts: SessionParts, accessToken: string): Promise<MatrixSession> {
  const { homeserver, user, store } = parts;
  const client = createClient({
    baseUrl: homeserver,
    accessToken,
    fetchFn: parts.fetch,
    logger: parts.logger,
  });
  const told = await retryLimited(() => client.whoami(), parts.pause);
  if (told.device_id === undefined || !isAccount(told.user_id, user)) {
    throw new MatrixRefusal(
      `MATRIX_ACCESS_TOKEN is not that of a device of "${user}": copy it from there, or remove it and set MATRIX_PASSWORD.`,
    );
  }
  const session = { homeserver, user: told.user_id, device: told.device_id, accessToken };
  store.saveSession(session);
  return session;
}

/** The homeserver wants the password again; the device is there still. */
function isSoftLogout(error: unknown): boolean {
  return (
    error instanceof MatrixError &&
    error.errcode === "M_UNKNOWN_TOKEN" &&
    error.data.soft_logout === true
  );
}

async function logIn(parts: SessionParts, device: string): Promise<MatrixSession> {
  const { homeserver, user, password, store } = parts;
  if (password === undefined) {
    throw new MatrixRefusal(
      `The bot is not logged in as "${user}" at ${homeserver}: set MATRIX_PASSWORD, and run "ama matrix setup" once.`,
    );
  }
  store.saveSession({ homeserver, user, device, accessToken: "" });
  const client = createClient({ baseUrl: homeserver, fetchFn: parts.fetch, logger: parts.logger });
  const asked = {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
    device_id: device,
    initial_device_display_name: parts.deviceName,
  } as const;
  const told = await retryLimited(() => client.loginRequest(asked), parts.pause).catch((error) => {
    throw isRefused(error)
      ? new MatrixRefusal(
          `The homeserver refuses the password of "${user}": set MATRIX_USER and MATRIX_PASSWORD anew.`,
          { cause: error },
        )
      : error;
  });
  const session: MatrixSession = {
    homeserver,
    user: told.user_id,
    device: told.device_id,
    accessToken: told.access_token,
  };
  store.saveSession(session);
  return session;
}

function isRefused(error: unknown): boolean {
  return error instanceof MatrixError && error.errcode === "M_FORBIDDEN";
}

function isAccount(id: string, user: string): boolean {
  return user.startsWith("@") || id === user ? id === user : id.startsWith(`@${user}:`);
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function newDevice(): string {
  return `AMA${Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join("")}`;
}
