import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createClient, EventType, type MatrixClient, Method, Preset } from "matrix-js-sdk";
import { expect, it } from "vitest";
import { silencePackages } from "../../src/adapters/matrix/sync/quiet-logger.ts";
import { type BotLine, botLine } from "../adapters/matrix/bot-line.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { useStops } from "../support/use-stops.ts";
import { describeWith, peers } from "./peer.ts";
import { type Synapse, startSynapse } from "./synapse.ts";
import { until } from "./until.ts";

const slow = 120_000;
const emptyFolder = useEmptyFolders();
const atEnd = useStops();

const bot = { user: "@ama:ama.test", password: "open sesame" };

async function office(program: string): Promise<Synapse> {
  const synapse = await startSynapse(program);
  atEnd(() => synapse.stop());
  await synapse.register("ama", bot.password);
  await synapse.register("alice", "secret");
  return synapse;
}

function started(given: Parameters<typeof botLine>[0]): BotLine {
  const line = botLine(given);
  atEnd(() => line.stop(5_000));
  return line;
}

/** Somebody with a client of today, whose keys live as long as the test. */
async function alice({ url, login }: Synapse): Promise<MatrixClient> {
  silencePackages();
  const told = await login("alice", "secret", "PHONE");
  const client = createClient({
    baseUrl: url,
    userId: told.user_id,
    deviceId: told.device_id,
    accessToken: told.access_token,
  });
  await client.initRustCrypto({ useIndexedDB: false });
  await client.startClient();
  atEnd(() => client.stopClient());
  await until(() => client.isInitialSyncComplete());
  return client;
}

/** An encrypted room of both. */
async function roomOf(writer: MatrixClient, line: BotLine): Promise<string> {
  const { room_id: room } = await writer.createRoom({
    preset: Preset.TrustedPrivateChat,
    invite: [bot.user],
    initial_state: [{ type: "m.room.encryption", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  });
  const isInvite = ({ event }: (typeof line.taken)[number]) =>
    event.room === room && event.content.membership === "invite";
  await until(() => line.taken.some(isInvite));
  await line.client()?.joinRoom(room);
  await until(() => writer.getRoom(room)?.getMember(bot.user)?.membership === "join");
  return room;
}

/** How many keys of rooms the homeserver keeps for the bot. */
async function backedUp(line: BotLine): Promise<number> {
  const path = "/room_keys/version";
  const told = await line.client()?.http.authedRequest<{ count: number }>(Method.Get, path);
  return told?.count ?? 0;
}

async function say(writer: MatrixClient, room: string, body: string): Promise<void> {
  await writer.sendEvent(room, EventType.RoomMessage, { msgtype: "m.text", body } as never);
}

describeWith(peers.synapse, "the bot at Synapse", (program) => {
  it(
    "logs in once, shows its recovery key once, and is the same device after a restart",
    async () => {
      const synapse = await office(program);
      const given = { homeserver: synapse.url, ...bot, folder: emptyFolder() };
      const first = started(given);
      const device = (await first.up()).getDeviceId();
      expect(first.recoveryKeys).toEqual([expect.stringMatching(/^E\w{3}( \w{4}){11}$/)]);
      expect(first.health()).toMatchObject({ state: "up", isCrossSigningReady: true });
      const writer = await alice(synapse);
      const room = await roomOf(writer, first);
      await say(writer, room, "is anybody there?");
      await until(() => first.texts().includes("is anybody there?"));
      await first.stop(5_000);
      await say(writer, room, "and now?");

      const again = started({ ...given, password: undefined, gaps: first.gaps });
      expect((await again.up()).getDeviceId()).toBe(device);
      await until(() => again.texts().includes("and now?"));
      expect(again.recoveryKeys).toEqual([]);
      expect(again.health()).toMatchObject({ unreadable: 0, unreadableRate: 0 });
      expect([...first.faults, ...again.faults]).toEqual([]);
      expect(synapse.log()).not.toContain("already exists");
    },
    slow,
  );

  it(
    "hands on all that was said while it was stopped, once, however much a sync leaves out",
    async () => {
      const synapse = await office(program);
      const given = { homeserver: synapse.url, ...bot, folder: emptyFolder() };
      const first = started(given);
      await first.up();
      const writer = await alice(synapse);
      const room = await roomOf(writer, first);
      await say(writer, room, "before");
      await until(() => first.texts().includes("before"));
      await first.stop(5_000);
      const missed = Array.from({ length: 160 }, (_, at) => `missed ${at}`);
      for (const body of missed) await say(writer, room, body);

      const again = started({ ...given, gaps: first.gaps });
      await again.up();
      await until(() => missed.every((text) => again.texts().includes(text)));
      const heard = again.texts().filter((text) => text.startsWith("missed"));
      expect(heard.toSorted()).toEqual(missed.toSorted());
      const replayed = again.taken.filter(({ replay }) => replay);
      expect(replayed.map(({ event }) => event.content.body)).toEqual(
        missed.slice(0, replayed.length),
      );
      expect(replayed.length).toBeGreaterThan(0);
      expect(await again.gaps.all()).toEqual([]);
      expect(again.faults).toEqual([]);
    },
    slow,
  );

  it(
    "reads old messages on a new device that was given the recovery key alone, and is trusted there",
    async () => {
      const synapse = await office(program);
      const given = { homeserver: synapse.url, ...bot };
      const first = started({ ...given, folder: emptyFolder() });
      await first.up();
      const writer = await alice(synapse);
      const room = await roomOf(writer, first);
      await say(writer, room, "from before");
      await until(() => first.texts().includes("from before"));
      await until(async () => (await backedUp(first)) > 0);
      await first.stop(5_000);

      const unsigned = started({ ...given, folder: emptyFolder() });
      unsigned.start();
      await until(() => unsigned.health().state === "down");
      expect(unsigned.health().reason).toContain("set MATRIX_RECOVERY_KEY, or run");
      await unsigned.stop(5_000);

      const again = started({
        ...given,
        folder: emptyFolder(),
        recoveryKey: first.recoveryKeys[0],
      });
      const device = (await again.up()).getDeviceId();
      await until(() => again.texts().includes("from before"));
      expect(again.health()).toMatchObject({ isCrossSigningReady: true, unreadable: 0 });
      expect(again.recoveryKeys).toEqual([]);
      await until(async () => {
        const known = await writer.getCrypto()?.getUserDeviceInfo([bot.user], true);
        return known?.get(bot.user)?.has(String(device));
      });
      const status = await writer
        .getCrypto()
        ?.getDeviceVerificationStatus(bot.user, String(device));
      expect(status?.signedByOwner).toBe(true);
    },
    slow,
  );

  it(
    "refuses an old copy of its keys, and says what to do",
    async () => {
      const synapse = await office(program);
      const folder = emptyFolder();
      const given = { homeserver: synapse.url, ...bot, folder };
      const first = started(given);
      await first.up();
      await first.stop(5_000);
      const copy = join(emptyFolder(), "copy");
      cpSync(first.file, copy);
      const second = started(given);
      await second.up();
      const writer = await alice(synapse);
      const room = await roomOf(writer, second);
      await say(writer, room, "one more");
      await until(() => second.texts().includes("one more"));
      await second.stop(5_000);

      const third = started(given);
      await third.up();
      await third.stop(5_000);
      rmSync(first.file);
      cpSync(copy, first.file);
      const old = started(given);
      old.start();
      await until(() => old.health().state === "down");
      expect(old.health().reason).toMatch(/^The file of keys is an old copy, \d+ commits behind/);
    },
    slow,
  );
});
