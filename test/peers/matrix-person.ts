import {
  createClient,
  EventType,
  Filter,
  type MatrixClient,
  MatrixEventEvent,
  Preset,
  RoomEvent,
} from "matrix-js-sdk";
import {
  type CryptoApi,
  OnlySignedDevicesIsolationMode,
} from "matrix-js-sdk/lib/crypto-api/index.js";
import { silencePackages } from "../../src/adapters/matrix/sync/quiet-logger.ts";
import type { Synapse } from "./synapse.ts";
import { until } from "./until.ts";

type HeardMessage = {
  readonly id: string;
  readonly room: string;
  readonly sender: string;
  readonly body: string;
};

type Unreadable = {
  readonly id: string;
  readonly sender: string | undefined;
  readonly reason: string | null;
};

/** Somebody with a client of today, whose keys live as long as the test. */
export type Person = {
  readonly user: string;
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  /** Opens an encrypted room, and invites to it. @param messagesAKey how many messages a key is good for */
  openRoom(invite: readonly string[], messagesAKey?: number): Promise<string>;
  say(room: string, body: string): Promise<string>;
  /** The messages of others that could be read. */
  heard(): readonly HeardMessage[];
  /** What could not be read when it came, were it only for a moment. */
  unreadable(): readonly Unreadable[];
  leave(): void;
};

/**
 * @param isStrict as Element since April 2026: with an identity of its own, and nothing to do with devices that their owner
 *   has not signed
 */
export async function comeAs(
  { url, login, register }: Synapse,
  name: string,
  { isStrict = false }: { readonly isStrict?: boolean } = {},
): Promise<Person> {
  silencePackages();
  await register(name, "secret");
  const {
    user_id: user,
    device_id: deviceId,
    access_token: accessToken,
  } = await login(name, "secret", `${name}-PHONE`);
  const client = createClient({ baseUrl: url, userId: user, deviceId, accessToken });
  await client.initRustCrypto({ useIndexedDB: false });
  const crypto = client.getCrypto();
  if (!crypto) throw new Error("The client has no crypto.");
  if (isStrict) crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
  const events = new Map<string, () => HeardMessage | undefined>();
  const unreadable = new Map<string, Unreadable>();
  client.on(RoomEvent.Timeline, (event, room) => {
    const id = event.getId();
    const sender = event.getSender();
    if (!room || id === undefined || sender === undefined || sender === user) return;
    events.set(id, () => {
      const isRead = event.getType() === EventType.RoomMessage && !event.isDecryptionFailure();
      if (!isRead || !event.isEncrypted()) return undefined;
      return { id, sender, room: room.roomId, body: String(event.getContent().body) };
    });
  });
  client.on(MatrixEventEvent.Decrypted, (event) => {
    const id = event.getId();
    if (id === undefined || !event.isDecryptionFailure()) return;
    unreadable.set(id, { id, sender: event.getSender(), reason: event.decryptionFailureReason });
  });
  const filter = new Filter(user);
  filter.setDefinition({ room: { timeline: { limit: 100 } } });
  await client.startClient({ filter });
  await until(() => client.isInitialSyncComplete());
  if (isStrict) {
    await crypto.bootstrapCrossSigning({
      authUploadDeviceSigningKeys: async (request) => void (await request(null)),
    });
  }
  return {
    ...{ user, client, crypto },
    async openRoom(invite, messagesAKey) {
      const content = {
        algorithm: "m.megolm.v1.aes-sha2",
        ...(messagesAKey !== undefined && { rotation_period_msgs: messagesAKey }),
      };
      const history = { history_visibility: "joined" };
      const { room_id: room } = await client.createRoom({
        preset: Preset.TrustedPrivateChat,
        invite: [...invite],
        initial_state: [
          { type: "m.room.encryption", content },
          { type: "m.room.history_visibility", content: history },
        ],
      });
      return room;
    },
    async say(room, body) {
      const content = { msgtype: "m.text", body };
      const sent = await client.sendEvent(room, EventType.RoomMessage, content as never);
      return sent.event_id;
    },
    heard: () => [...events.values()].flatMap((read) => read() ?? []),
    unreadable: () => [...unreadable.values()],
    leave: () => client.stopClient(),
  };
}

/** Waits until somebody is in a room, as another sees it. */
export async function inRoom(person: Person, room: string, user: string): Promise<void> {
  await until(() => person.client.getRoom(room)?.getMember(user)?.membership === "join");
}
