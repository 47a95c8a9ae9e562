import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventType, MatrixEvent, Preset, RoomEvent } from "matrix-js-sdk";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { type BotGiven, startMatrixBot } from "../peers/matrix-bot.ts";
import { comeAs, inRoom, type Person } from "../peers/matrix-person.ts";
import { peers } from "../peers/peer.ts";
import { startSynapse } from "../peers/synapse.ts";
import { until } from "../peers/until.ts";
import { type Report, timed } from "./report.ts";

const user = "@ama:ama.test";
const messages = 50;

/** Has a bot of its own process answer at a real homeserver, where that is installed. */
export async function measureMatrix(report: Report): Promise<void> {
  const program = peers.synapse.places.find((place) => existsSync(place));
  if (program === undefined) {
    console.log("Matrix is not measured: Synapse is not here, sh test/peers/install.sh brings it");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "ama-matrix-"));
  const [startTook, synapse] = await timed(() => startSynapse(program));
  report.row("Synapse: start", startTook, 15_000, "ms");
  try {
    await synapse.register("ama", "open sesame");
    const account = { homeserver: synapse.url, user, password: "open sesame" };
    const given: BotGiven = { account, folder, isSetUp: false };
    const first = startMatrixBot(given);
    const [coldTook] = await timed(first.up);
    report.row("Matrix: first start, whole process, until it hears", coldTook, 8_000, "ms");
    await first.stop();

    const bot = startMatrixBot({ ...given, isSetUp: true });
    const [againTook] = await timed(bot.up);
    report.row("Matrix: start again, whole process, until it hears", againTook, 5_000, "ms");
    report.row("Matrix: RSS when it hears", bot.rssMb() ?? Number.NaN, 300, "MB");
    const person = await comeAs(synapse, "alice");
    const plain = await answersIn(person, await plainRoom(person));
    const secret = await person.openRoom([user]);
    const encrypted = await answersIn(person, secret);
    report.row("Matrix: a message there and back, encrypted", encrypted, 400, "ms");
    report.row("Matrix: the same as many times as in clear", encrypted / plain, 3, "");
    report.row("Matrix: to encrypt one, alone", await encryptingIn(person, secret), 20, "ms");
    person.leave();
    await bot.stop();
  } finally {
    await synapse.stop();
    rmSync(folder, { recursive: true });
  }
}

async function plainRoom({ client }: Person): Promise<string> {
  const asked = { preset: Preset.PrivateChat, invite: [user] };
  return (await client.createRoom(asked)).room_id;
}

/** Milliseconds from what somebody says to the answer that they have read, in the mean of messages one after the other. */
async function answersIn(person: Person, room: string): Promise<number> {
  await inRoom(person, room, user);
  let answered = 0;
  person.client.on(RoomEvent.Timeline, (event, where) => {
    if (where?.roomId !== room || event.getSender() !== user) return;
    void person.client.decryptEventIfNeeded(event).then(() => {
      if (event.getType() === EventType.RoomMessage) answered += 1;
    });
  });
  // The first one makes the keys known to each other.
  await person.say(room, "hello");
  await until(() => answered === 1);
  const [took] = await timed(async () => {
    for (let count = 0; count < messages; count += 1) {
      await person.say(room, `message ${count}`);
      await until(() => answered === count + 2);
    }
  });
  return took / messages;
}

/** Milliseconds that it takes to encrypt a message, without disk and network, in the mean. */
async function encryptingIn({ client, crypto }: Person, id: string): Promise<number> {
  const room = client.getRoom(id);
  if (!room || !isBackend(crypto)) throw new Error("Nothing can be encrypted there.");
  const [took] = await timed(async () => {
    for (let count = 0; count < messages; count += 1) {
      const content = { msgtype: "m.text", body: `message ${count}` };
      await crypto.encryptEvent(
        new MatrixEvent({ type: "m.room.message", content, room_id: id }),
        room,
      );
    }
  });
  return took / messages;
}

function isBackend(crypto: Person["crypto"]): crypto is CryptoBackend {
  return "encryptEvent" in crypto;
}
