// The bot at Matrix as a process to be killed: all of it is real but what it says, which is what it was told.
// One word: what it is given, as JSON.

import { randomBytes } from "node:crypto";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { sql } from "kysely";
import {
  createDialogueStore,
  type MatrixFormTables,
} from "../../src/adapters/matrix/forms/dialogue-store.ts";
import {
  createOfferStore,
  type MatrixOfferTables,
} from "../../src/adapters/matrix/in/offer-store.ts";
import { createMatrixPlatform } from "../../src/adapters/matrix/matrix-platform.ts";
import { openCryptoStore } from "../../src/adapters/matrix/store/open-crypto-store.ts";
import { createGapStore, type MatrixGapTables } from "../../src/adapters/matrix/sync/gap-store.ts";
import { keepsDatabase } from "../../src/adapters/matrix/sync/saved-store.ts";
import { createChatCore } from "../../src/chat/chat-core.ts";
import type { ChatTables } from "../../src/chat/chat-tables.ts";
import { paragraph } from "../../src/chat/doc.ts";
import type { Handle } from "../../src/chat/handled.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { deadlyStore } from "./deadly-store.ts";
import { botGivenSchema, type EchoTables, type FromMatrixBot } from "./matrix-bot.ts";

type Tables = ChatTables & MatrixOfferTables & MatrixFormTables & MatrixGapTables & EchoTables;

const given = botGivenSchema.parse(JSON.parse(process.argv[2] ?? ""));
const tell = (message: FromMatrixBot) => void process.send?.(message);
const fault = (error: unknown) => tell({ fault: String(error) });

const storage = await openStorage<Tables>(join(given.folder, "ama.sqlite"));
await migrateStorage(storage);
const { db } = storage;
await sql`create table if not exists echoed (text text not null, unreadable text) strict`.execute(
  db,
);

const echo: Handle<Tables> = async (item, inboxId) => ({
  outcome: "answer",
  async write(transaction) {
    if (item.kind !== "message") return [];
    const { text } = item;
    const unreadable = item.unreadable ?? null;
    await transaction.insertInto("echoed").values({ text, unreadable }).execute();
    const { message: _message, ...to } = item.message;
    const said = { doc: [paragraph(text)], actions: [], broadcast: false } as const;
    const reply = {
      key: `echo:${inboxId}`,
      to,
      audience: "everyone",
      importance: "answer",
    } as const;
    return unreadable === null ? [{ ...reply, ...said }] : [];
  },
});

const name = "bot";
const platform = createMatrixPlatform({
  account: {
    ...given.account,
    deviceName: "AMA",
    setup: given.isSetUp
      ? undefined
      : { isAnew: false, showRecoveryKey: (recoveryKey) => tell({ recoveryKey }) },
  },
  allow: [],
  name,
  openStore: async () =>
    deadlyStore(
      await openCryptoStore(join(given.folder, "keys.sqlite"), {
        keeps: (database) => keepsDatabase(name, database),
      }),
      given.death,
    ),
  rows: {
    offers: createOfferStore(db),
    dialogues: createDialogueStore(db),
    gaps: createGapStore(db),
  },
  clock: systemClock,
  log: () => {},
  fault,
});
const core = createChatCore<Tables>({
  db,
  platforms: [platform],
  handle: echo,
  onFailed: () => [],
  clock: systemClock,
  report: {
    fault,
    itemFailed: ({ inboxId }) => fault(new Error(`item ${inboxId} was given up`)),
    replyFailed: ({ key, reason }) => fault(new Error(`${key} was given up: ${reason}`)),
    replyCancelled: (key) => fault(new Error(`${key} was cancelled`)),
    replyPlain: () => fault(new Error("a reply was sent as plain text")),
  },
  randomHex: (bytes) => randomBytes(bytes).toString("hex"),
});

process.on("message", () => void stop());
process.on("disconnect", () => process.exit(1));
await core.start();
await platform.start(core.intake, () => {
  tell({ upWithMb: process.memoryUsage().rss / 2 ** 20 });
  flushCompileCache(); // a killed process would not keep it
});

async function stop(): Promise<void> {
  await platform.stop(Temporal.Duration.from({ seconds: 10 }));
  await core.stop();
  await storage.close();
  process.exit(0); // packages leave timers behind
}
