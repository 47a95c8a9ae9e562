import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChatPlatform } from "../../src/chat/chat-platform.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { createChatBot } from "../../src/chat-bot.ts";
import { createGapStore } from "../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../src/gaps/gaps-feature.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { createLog } from "../../src/kernel/log.ts";
import { indexKnowledge } from "../../src/knowledge/index-knowledge.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";
import { textOf } from "../../src/oncall/notify/notification.ts";
import type { Notifier } from "../../src/oncall/notify/notifier.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import type { TalkTables } from "../../src/talk/talk-tables.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { createMemoryPlatform } from "../support/memory-platform.ts";
import { quantile, type Report } from "./report.ts";

const storm = 500;
const single = 100;
const services = 50;

/** As much as a phone is shown of a message. */
const mostOfPhone = 4_000;

/** Longer than a flood is remembered, and than a bundle waits. */
const calm = { seconds: 61 };
const bundle = { seconds: 31 };

/**
 * Pages one person who is on call, on a database file: once in a while, and five hundred times at once. Channels take
 * everything at once. The bot's clock is the real one, but that whoever waits for a bundle does not wait here.
 */
export async function measurePaging(report: Report): Promise<void> {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "ama-paging-"));
  try {
    await measureIn(folder, report);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureIn(folder: string, report: Report): Promise<void> {
  const office = await openOffice(folder);
  await office.start();
  await measureSingle(office, report);
  await measureStorm(office, report);
  await office.close();
  report.row("paging: faults", office.faults.length, 0, "");
  for (const fault of office.faults.slice(0, 5)) console.log(fault);
}

type Office = Awaited<ReturnType<typeof openOffice>>;

/** One page after the other: from the commit to the phone. */
async function measureSingle(office: Office, report: Report): Promise<void> {
  const took: number[] = [];
  for (let number = 0; number < single; number += 1) {
    const rung = office.nextRing();
    const committedMs = await office.trigger(`single-${number}.`, number);
    took.push((await rung) - committedMs);
    await office.resolveAll();
    office.pass(calm);
  }
  report.row("paging: commit to the phone, idle, p99", quantile(took, 0.99), 1_000, "ms");
}

async function measureStorm(office: Office, report: Report): Promise<void> {
  const before = office.rings().length;
  const begun = performance.now();
  const rung = office.nextRing();
  const names = Array.from({ length: storm }, (_, number) => `alarm-${number}.`);
  const [firstCommitMs = begun] = await Promise.all(
    names.map((name, number) => office.trigger(name, number)),
  );
  const first = (await rung) - firstCommitMs;
  const isNamed = (name: string) => office.said().some((text) => text.includes(name));
  let unnamed = names;
  while (unnamed.length > 0 && performance.now() - begun < 120_000) {
    await office.moment();
    unnamed = unnamed.filter((name) => !isNamed(name));
  }
  const named = performance.now() - begun;
  // What the phone was spared comes bundled.
  for (let bundles = 0; bundles < 4; bundles += 1) {
    office.pass(bundle);
    await office.quiet();
  }
  const name = `paging: ${storm} at once`;
  report.row(`${name}, first on the phone`, first, 5_000, "ms");
  report.row(`${name}, every one named in a message`, named, 60_000, "ms");
  report.row(`${name}, not named`, unnamed.length, 0, "");
  report.row(`${name}, messages on the phone`, office.rings().length - before, 20, "");
}

async function openOffice(folder: string) {
  const knowledge = join(folder, "knowledge");
  writeFiles(knowledge, files);
  const base = indexKnowledge(await loadKnowledge(knowledge));
  const storage = await openStorage<TalkTables>(join(folder, "ama.sqlite"));
  await migrateStorage(storage);
  let ahead = Temporal.Duration.from({ seconds: 0 });
  const clock: Clock = { now: () => Temporal.Now.instant().add(ahead) };
  const memory = createMemoryPlatform({ clock });
  const rings: string[] = [];
  const said: string[] = [];
  const faults: unknown[] = [];
  let rung = (_ms: number) => {};
  const phone: Notifier = {
    via: "ntfy",
    async send(notification, nonce) {
      const text = textOf(notification, mostOfPhone);
      rings.push(text);
      said.push(text);
      rung(performance.now());
      return { accepted: nonce };
    },
    check: async () => undefined,
  };
  const platform: ChatPlatform = {
    ...memory.platform,
    onlyRoom: memory.room("alarms", ["ana"]),
    async send(reply, nonce) {
      said.push(docText(reply.doc));
      return await memory.platform.send(reply, nonce);
    },
    async edit(reference, reply, nonce) {
      said.push(docText(reply.doc));
      return await memory.platform.edit(reference, reply, nonce);
    },
  };
  const fault = (error: unknown) => void faults.push(error);
  const store = createGapStore(storage.db);
  const secret = await store.installationKey("ab".repeat(32));
  const log = createLog("silent");
  const bot = createChatBot({
    knowledge: () => base,
    db: storage.db,
    gaps: createGapsFeature({ store, secret, timeZone: "UTC", log }),
    platforms: [platform],
    notifiers: [phone],
    clock,
    elapsedMs: () => performance.now() + ahead.total("milliseconds"),
    timeZone: "UTC",
    report: {
      fault,
      itemFailed: fault,
      replyFailed: fault,
      replyCancelled: fault,
      replyPlain: fault,
    },
    randomHex: (bytes) => randomBytes(bytes).toString("hex"),
  });
  const by = { kind: "source", source: "bench" } as const;

  return {
    faults,
    rings: () => rings,
    said: () => said,
    async start() {
      await platform.start(bot.intake);
      await bot.start();
    },
    /** Has a monitor page; gives when that was committed. */
    async trigger(text: string, number: number): Promise<number> {
      const id = `engine${number % services}`;
      await storage.db.transaction().execute((transaction) =>
        bot.paging.openWithin(
          transaction,
          {
            target: { kind: "service", id },
            urgency: "high",
            text,
            by,
            askedIn: undefined,
            dedupKey: text,
            source: by.source,
            alerts: [text],
            alertName: undefined,
          },
          clock.now(),
        ),
      );
      const committedMs = performance.now();
      bot.wake();
      return committedMs;
    },
    /** When the phone rings next. */
    nextRing(): Promise<number> {
      const { promise, resolve } = Promise.withResolvers<number>();
      rung = resolve;
      return promise;
    },
    async resolveAll(): Promise<void> {
      for (const { number, alerts } of await bot.paging.list("open")) {
        const event = { event: "resolve", text: undefined, gone: alerts } as const;
        await storage.db
          .transaction()
          .execute((transaction) =>
            bot.paging.actWithin(transaction, number, event, by, undefined, clock.now()),
          );
      }
    },
    pass(duration: Temporal.DurationLike) {
      ahead = ahead.add(duration);
    },
    moment: () => after(20),
    /** Two looks of the pager at what is due. */
    quiet: () => after(2_500),
    async close() {
      await bot.stop();
      await platform.stop(Temporal.Duration.from({ seconds: 1 }));
      await storage.close();
    },
  };
}

function after(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms);
  return promise;
}

const files = {
  "answers/vpn.md": page(
    ["title: Set up the VPN", "questions: [how do I set up the vpn]", "owner: team-light"],
    "Install WireGuard.",
  ),
  "services.yaml": `services: [${Array.from(
    { length: services },
    (_, number) => `{id: engine${number}, name: Engine ${number}, owner: team-light}`,
  ).join(", ")}]\n`,
  "people.yaml":
    'teams: [{id: team-light, name: Light, members: [ana]}]\npeople: [{id: ana, name: Ana, ntfy: "env:PHONE", roles: [oncall], notify: [{via: ntfy, after: 0m}]}]\n',
  "oncall.yaml": `schedules:
  primary:
    timezone: UTC
    layers: [{name: always, people: [ana], every: 1 week, start: "2026-01-05T09:00"}]
policies:
  default:
    steps: [{notify: ["schedule:primary"], wait: 30m}]
    then_every: 60m
`,
};
