// The bot as a process to be killed: all of it is real but the platform, whose server is the parent. Words: database,
// knowledge; where it pages, by how many milliseconds its clock is ahead.

import { randomBytes } from "node:crypto";
import { flushCompileCache } from "node:module";
import { hostname } from "node:os";
import { createChatBot } from "../../src/chat-bot.ts";
import { chatReport } from "../../src/commands/chat-report.ts";
import { createGapStore } from "../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../src/gaps/gaps-feature.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { createLog } from "../../src/kernel/log.ts";
import { atOnce } from "../../src/kernel/steps.ts";
import { indexKnowledgeSteps } from "../../src/knowledge/index-knowledge.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";
import { loadSecret } from "../../src/oncall/notify/load-secret.ts";
import { createNtfyNotifier } from "../../src/oncall/notify/ntfy-notifier.ts";
import { createWebhookNotifier } from "../../src/oncall/notify/webhook-notifier.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { type ServeHolderTables, takeServeLease } from "../../src/storage/serve-lease.ts";
import type { TalkTables } from "../../src/talk/talk-tables.ts";
import { type FromBot, fromBotSchema, toBotSchema } from "./kill-messages.ts";
import { createKillPlatform } from "./kill-platform.ts";

const [file = "", folder = "", aheadAtStart] = process.argv.slice(2);
const isPaging = aheadAtStart !== undefined;
let aheadMs = Number(aheadAtStart ?? 0);
const clock: Clock = { now: () => Temporal.Now.instant().add({ milliseconds: aheadMs }) };
const timeZone = "Europe/Berlin";
const log = createLog("warn");
const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
const tell = (message: FromBot) => void process.send?.(fromBotSchema.encode(message));
const { platform, hear } = createKillPlatform(tell, isPaging);

const storage = await openStorage<ServeHolderTables & TalkTables>(file);
const holder = { pid: process.pid, host: hostname(), at: clock.now() };
const [lease, corpus] = await Promise.all([takeServeLease(storage, holder), loadKnowledge(folder)]);
const base = atOnce(indexKnowledgeSteps(corpus));
const store = createGapStore(storage.db);
const secret = await store.installationKey(randomHex(32));
const core = createChatBot({
  knowledge: () => base,
  db: storage.db,
  gaps: createGapsFeature({ store, secret, timeZone, log }),
  platforms: [platform],
  notifiers: isPaging ? notifiers() : [],
  clock,
  elapsedMs: () => performance.now() + aheadMs,
  timeZone,
  report: chatReport(log),
  randomHex,
});

process.on("message", (said) => {
  const message = toBotSchema.parse(said);
  hear(message);
  if (message.say === "stop") void stop();
  if (message.say === "advance") {
    aheadMs += message.ms;
    core.wake();
  }
});
process.on("disconnect", () => process.exit(1));
await core.start();
await platform.start(core.intake);
tell({ say: "up" });
flushCompileCache(); // a killed process would not keep it

function notifiers() {
  const readSecret = (reference: string) => loadSecret(reference, process.env);
  const given = { clock, readSecret };
  return [createNtfyNotifier(given), createWebhookNotifier({ ...given, privateAllowed: true })];
}

async function stop(): Promise<void> {
  await platform.stop(Temporal.Duration.from({ seconds: 10 }));
  await core.stop();
  await lease.release();
  await storage.close();
  process.removeAllListeners("disconnect");
  process.disconnect?.();
}
