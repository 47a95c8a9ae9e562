import { createClient, type MatrixEvent, RoomEvent } from "matrix-js-sdk";
import type { Logger } from "matrix-js-sdk/lib/logger.js";
import type { Json } from "./matrix-refusal.ts";
import type { MiniHomeserver } from "./mini-homeserver.ts";

const say = () => {};
const quiet: Logger = {
  ...{ trace: say, debug: say, info: say, warn: say, error: say },
  getChild: () => quiet,
};

export type SdkClient = Awaited<ReturnType<typeof startSdkClient>>;

/** Starts a client of the js-sdk, with its keys in memory. */
export async function startSdkClient(
  server: Pick<MiniHomeserver, "url" | "caughtUp">,
  user: string,
  device: string,
) {
  const identifier = { type: "m.id.user", user };
  const login = { type: "m.login.password", identifier, password: "secret", device_id: device };
  const baseUrl = server.url;
  const stranger = createClient({ baseUrl, logger: quiet });
  const { access_token: accessToken } = await stranger.loginRequest(login);
  let recoveryKey: Uint8Array<ArrayBuffer> | undefined;
  const client = createClient({
    ...{ baseUrl, userId: user, deviceId: device, accessToken, logger: quiet },
    cryptoCallbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [id] = Object.keys(keys);
        return id === undefined || !recoveryKey ? null : [id, recoveryKey];
      },
    },
  });
  await client.initRustCrypto({ useIndexedDB: false });
  const crypto = client.getCrypto();
  if (!crypto) throw new Error("The client has no crypto.");
  const heard: MatrixEvent[] = [];
  const closed = new Set<MatrixEvent>();
  const opened = new Map<string, Json>();
  client.on(RoomEvent.Timeline, (event) => {
    heard.push(event);
    // Our own are encrypted only later.
    closed.add(event);
  });
  await client.startClient({ lazyLoadMembers: true, disablePresence: true });
  await server.caughtUp(user);

  return {
    client,
    crypto,
    /** What an event says, once it has come and is opened, and what of it everybody could read. */
    async read(id: string): Promise<{ readonly wireType: string; readonly content: Json }> {
      await server.caughtUp(user);
      const event = heard.find((one) => one.getId() === id);
      if (!event) throw new Error(`${user} has not heard ${id}.`);
      await client.decryptEventIfNeeded(event);
      return { wireType: event.getWireType(), content: event.getOriginalContent() };
    },
    /** What the encrypted events that it has heard say, by their ids. */
    opened,
    /** Opens what it has heard and has keys for. */
    async open(): Promise<void> {
      for (const event of closed) {
        if (!event.isEncrypted()) {
          if (event.status === null) closed.delete(event);
          continue;
        }
        await client.decryptEventIfNeeded(event);
        if (event.isDecryptionFailure()) continue;
        closed.delete(event);
        opened.set(event.getId() ?? "", event.getOriginalContent());
      }
    },
    /** Makes an identity, and a backup of room keys. @param password for who has an identity already */
    async identify(password?: string): Promise<void> {
      await crypto.bootstrapCrossSigning({
        setupNewCrossSigning: password !== undefined,
        authUploadDeviceSigningKeys: async (request) => {
          await request(
            password === undefined ? null : { type: "m.login.password", identifier, password },
          );
        },
      });
      if (password !== undefined) return;
      const key = await crypto.createRecoveryKeyFromPassphrase();
      recoveryKey = key.privateKey;
      await crypto.bootstrapSecretStorage({
        createSecretStorageKey: async () => key,
        setupNewSecretStorage: true,
        setupNewKeyBackup: true,
      });
    },
    [Symbol.dispose]: () => client.stopClient(),
  };
}
