import {
  DecryptionSettings,
  DeviceLists,
  EncryptionSettings,
  type OlmMachine,
  RequestType,
  type RoomId,
  TrustRequirement,
  UserId,
} from "@matrix-org/matrix-sdk-crypto-wasm";
import { z } from "zod";

const object = z.record(z.string(), z.unknown());
const perDevice = z.record(z.string(), object);

const uploadSchema = z.object({
  device_keys: z.object({ user_id: z.string(), device_id: z.string() }).loose().optional(),
  one_time_keys: object.default({}),
});
const claimSchema = z.object({ one_time_keys: perDevice });
const messagesSchema = z.object({ messages: perDevice });
const encryptedSchema = z.object({ sender: z.string(), content: object });

interface Request {
  readonly id?: string | undefined;
  readonly type: RequestType;
  readonly body: string;
}

/** Passes keys and messages between machines with one device each, as a homeserver does. */
export function createKeyExchange() {
  const devices: Record<string, Record<string, unknown>> = {};
  const oneTimeKeys = new Map<string, [string, unknown][]>();
  const queues = new Map<string, unknown[]>();
  const userOf = (machine: OlmMachine) => machine.userId.toString();

  function answer(machine: OlmMachine, { type, body }: Request): unknown {
    const user = userOf(machine);
    const asked: unknown = JSON.parse(body);
    switch (type) {
      case RequestType.KeysUpload: {
        const { device_keys: device, one_time_keys: added } = uploadSchema.parse(asked);
        if (device) devices[user] = { [device.device_id]: device };
        const keys = [...(oneTimeKeys.get(user) ?? []), ...Object.entries(added)];
        oneTimeKeys.set(user, keys);
        return { one_time_key_counts: { signed_curve25519: keys.length } };
      }
      case RequestType.KeysQuery:
        return { device_keys: devices, failures: {} };
      case RequestType.KeysClaim: {
        const claimed = Object.entries(claimSchema.parse(asked).one_time_keys).map(
          ([owner, wanted]) => {
            const key = oneTimeKeys.get(owner)?.shift() ?? [];
            const given = Object.fromEntries([key]);
            return [owner, Object.fromEntries(Object.keys(wanted).map((id) => [id, given]))];
          },
        );
        return { one_time_keys: Object.fromEntries(claimed), failures: {} };
      }
      case RequestType.ToDevice:
        for (const [receiver, contents] of Object.entries(messagesSchema.parse(asked).messages)) {
          const events = Object.values(contents).map((content) => ({
            ...{ type: "m.room.encrypted", sender: user, content },
          }));
          queues.set(receiver, [...(queues.get(receiver) ?? []), ...events]);
        }
        return {};
      default:
        throw new Error(`nobody here answers requests of type ${type}`);
    }
  }

  async function send(machine: OlmMachine, request: Request): Promise<void> {
    const response = JSON.stringify(answer(machine, request));
    await machine.markRequestAsSent(request.id ?? "", request.type, response);
  }

  return {
    /** Sends what waits, and receives what is there for this machine. */
    async sync(machine: OlmMachine): Promise<void> {
      const user = userOf(machine);
      const events = queues.get(user) ?? [];
      queues.delete(user);
      await machine.receiveSyncChanges(
        JSON.stringify(events),
        new DeviceLists(),
        new Map([["signed_curve25519", oneTimeKeys.get(user)?.length ?? 0]]),
      );
      for (const request of await machine.outgoingRequests()) await send(machine, request);
    },
    /** Encrypts a text for somebody, whose devices it asks for and who is sent its key where they lack it. */
    async encrypt(machine: OlmMachine, room: RoomId, to: OlmMachine, text: string) {
      const receiver = userOf(to);
      await machine.updateTrackedUsers([new UserId(receiver)]);
      for (const request of await machine.outgoingRequests()) await send(machine, request);
      const claim = await machine.getMissingSessions([new UserId(receiver)]);
      if (claim) await send(machine, claim);
      const shares = await machine.shareRoomKey(
        room,
        [new UserId(receiver)],
        new EncryptionSettings(),
      );
      for (const share of shares) await send(machine, share);
      const content = { msgtype: "m.text", body: text };
      const encrypted = await machine.encryptRoomEvent(
        room,
        "m.room.message",
        JSON.stringify(content),
      );
      return {
        event: { sender: userOf(machine), content: object.parse(JSON.parse(encrypted)) },
        keysSent: shares.length,
      };
    },
  };
}

/** @returns the text in the event */
export async function decrypt(
  machine: OlmMachine,
  room: RoomId,
  event: z.infer<typeof encryptedSchema>,
): Promise<string> {
  const { event: clear } = await machine.decryptRoomEvent(
    JSON.stringify({
      ...event,
      ...{ type: "m.room.encrypted", event_id: "$event", room_id: room.toString() },
      origin_server_ts: 0,
    }),
    room,
    new DecryptionSettings(TrustRequirement.Untrusted),
  );
  const { content } = z
    .object({ content: z.object({ body: z.string() }) })
    .parse(JSON.parse(clear));
  return content.body;
}
