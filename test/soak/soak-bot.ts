// The whole bot in Slack as a process of its own, which can be killed. Words: database, address of Slack's API, its two tokens.

import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { createSlackPlatform } from "../../src/adapters/slack/slack-platform.ts";
import { createChatBot } from "../../src/chat-bot.ts";
import { chatReport } from "../../src/commands/chat-report.ts";
import { createGapStore } from "../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../src/gaps/gaps-feature.ts";
import { systemClock as clock } from "../../src/kernel/clock.ts";
import { createLog } from "../../src/kernel/log.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { type ServeHolderTables, takeServeLease } from "../../src/storage/serve-lease.ts";
import type { TalkTables } from "../../src/talk/talk-tables.ts";
import { memoryMb } from "../bench/report.ts";
import { soakKnowledge } from "./soak-knowledge.ts";
import { type FromBot, fromBotSchema, toBotSchema } from "./soak-messages.ts";

const [file = "", slackApiUrl = "", botToken = "", appToken = ""] = process.argv.slice(2);
const timeZone = "Europe/Berlin";
const log = createLog("warn");
const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
const tell = (message: FromBot) => void process.send?.(fromBotSchema.encode(message));

const storage = await openStorage<ServeHolderTables & TalkTables>(file);
const holder = { pid: process.pid, host: hostname(), at: clock.now() };
const lease = await takeServeLease(storage, holder);
const base = soakKnowledge();
const store = createGapStore(storage.db);
const secret = await store.installationKey(randomHex(32));
const platform = createSlackPlatform({
  botToken,
  line: { appToken },
  slackApiUrl,
  clock,
  log: (line) => void process.stderr.write(`slack: ${line}\n`),
  fault: (error) => log.fault("slack.failed", error),
});
const bot = createChatBot({
  knowledge: () => base,
  db: storage.db,
  gaps: createGapsFeature({ store, secret, timeZone, log }),
  platforms: [platform],
  clock,
  elapsedMs: () => performance.now(),
  timeZone,
  report: chatReport(log),
  randomHex,
});

process.on("message", (said) => {
  const { say } = toBotSchema.parse(said);
  if (say === "memory") tell({ say, rssMb: memoryMb().rss });
  else void stop();
});
process.on("disconnect", () => process.exit(1));
await bot.start();
await platform.start(bot.intake);
tell({ say: "up" });

async function stop(): Promise<void> {
  await platform.stop(Temporal.Duration.from({ seconds: 10 }));
  await bot.stop();
  await lease.release();
  await storage.close();
  process.removeAllListeners("disconnect");
  process.disconnect?.();
}
