import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { ChatPlatform } from "../../../src/chat/chat-platform.ts";
import type { Conversation, RoomRef } from "../../../src/chat/conversation.ts";
import { createChatBot } from "../../../src/chat-bot.ts";
import { createGapStore } from "../../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../../src/gaps/gaps-feature.ts";
import type { Clock } from "../../../src/kernel/clock.ts";
import { createLog } from "../../../src/kernel/log.ts";
import type { Notifier } from "../../../src/oncall/notify/notifier.ts";
import type { Actor } from "../../../src/oncall/page/actor.ts";
import type { PageEvent } from "../../../src/oncall/page/page-event.ts";
import type { Opened, PageAsked } from "../../../src/oncall/paging/paging.ts";
import { migrateStorage } from "../../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../../src/storage/open-storage.ts";
import type { TalkTables } from "../../../src/talk/talk-tables.ts";
import { knowledgeOf } from "../../answers/knowledge-of.ts";
import type { Files } from "../../support/knowledge-folder.ts";
import { createMemoryPlatform } from "../../support/memory-platform.ts";
import { botUser } from "../../support/memory-server.ts";
import { smallOffice } from "../../support/small-office.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";
import { createScriptedNotifier } from "./scripted-notifier.ts";

/**
 * Ana is on call in her weeks, Bo in the others; Cem is asked second. Ana has a phone and a mailbox, Bo a phone, Cem only
 * chat; Dee pages.
 */
export const people = `teams: [{id: team-platform, name: Platform, members: [ana]}]
people:
  - {id: ana, name: Ana, ntfy: "env:ANA", email: ana@example.org, roles: [oncall], notify: [{via: ntfy, after: 0m}, {via: email, after: 2m}]}
  - {id: bo, name: Bo, ntfy: "env:BO", roles: [oncall], notify: [{via: ntfy, after: 0m}]}
  - {id: cem, name: Cem}
  - {id: dee, name: Dee}
`;

export const oncall = `schedules:
  primary:
    timezone: Europe/Berlin
    layers: [{name: week, people: [ana, bo], every: 1 week, start: "2026-11-23T09:00"}]
policies:
  default:
    steps:
      - {notify: ["schedule:primary"], wait: 5m}
      - {notify: ["person:cem"], wait: 10m}
    repeat: 1
    then_every: 15m
    ack_timeout: 60m
`;

type Given = {
  /** Beside or in place of those of the office. */
  readonly files?: Files;
  readonly oncallRoom?: string;
  readonly publicUrl?: string;
  /** Accounts that the chat does not know. */
  readonly strangers?: readonly string[];
  /** In place of those that keep what arrives. */
  readonly notifiers?: (clock: Clock) => readonly Notifier[];
};

/** Something that waits and is not due by its own instant is looked for this often, as the process does. */
const lookMs = 5_000;

/** The office on the night of Wednesday, 25 November 2026, 03:00 in Berlin, when Ana is on call. */
export async function openPagerOffice({
  files = {},
  strangers = [],
  notifiers: outside,
  ...given
}: Given = {}) {
  const storage = await openStorage<TalkTables>(inMemory);
  await migrateStorage(storage);
  const clock = createStoppedClock("2026-11-25T02:00:00Z");
  const memory = createMemoryPlatform({ clock });
  const named = new Map<string, RoomRef>();
  const asked: string[] = [];
  const archived = new Set<string>();
  const platform: ChatPlatform = {
    ...memory.platform,
    send: async (reply, nonce) =>
      archived.has(reply.to.room) ? { refused: "gone" } : await memory.platform.send(reply, nonce),
    isHere: (user) => !strangers.includes(user),
    async roomNamed(name) {
      asked.push(name);
      return named.get(name);
    },
  };
  const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
  const store = createGapStore(storage.db);
  const secret = await store.installationKey(randomHex(32));
  const gaps = createGapsFeature({ store, secret, timeZone: "UTC", log: createLog("silent") });
  const phone = createScriptedNotifier("ntfy", clock);
  const mail = createScriptedNotifier("email", clock);
  let steadyMs = 0;
  // Most stories change nothing, and reading it takes as long as half a story.
  let base = Object.keys(files).length === 0 ? usual : baseOf(files);
  const faults: unknown[] = [];
  const report = (one: unknown) => faults.push(one);
  const newBot = () =>
    createChatBot({
      ...given,
      knowledge: () => base,
      db: storage.db,
      gaps,
      platforms: [platform],
      notifiers: outside?.(clock) ?? [phone.notifier, mail.notifier],
      clock,
      elapsedMs: () => steadyMs,
      timeZone: "UTC",
      randomHex,
      later: () => () => undefined,
      report: {
        fault: report,
        itemFailed: report,
        replyFailed: report,
        replyCancelled: report,
        replyPlain: report,
      },
    });
  let bot = newBot();
  await platform.start(bot.intake);
  const everybody = ["ana", "bo", "cem", "dee"];
  const openRoom = (name: string, members: readonly string[] = everybody, called = `#${name}`) => {
    const opened = memory.room(name, members);
    named.set(called, opened);
    return opened;
  };
  const room = openRoom("war-room");
  const ops = openRoom("ops");
  await bot.settle();
  const linesOf = (user: string, where: Conversation) =>
    memory.seen(user, where).filter(({ by }) => by === botUser);
  return {
    memory,
    clock,
    room,
    /** `#ops`, as policies write it. */
    ops,
    phone,
    mail,
    faults,
    db: storage.db,
    paging: () => bot.paging,
    settle: () => bot.settle(),
    /** Opens a room that policies can name. */
    openRoom,
    /** A room is archived, and nothing has its name any more. */
    archive(name: string) {
      named.delete(`#${name}`);
      archived.add(name);
    },
    /** How often the chat was asked for a room by its name. */
    asked: (name: string) => asked.filter((one) => one === `#${name}`).length,
    /** Somebody writes to the bot in the room, or where it is said. */
    async say(user: string, text: string, where: Conversation = room) {
      const said = await memory.say(user, where, where === room ? `@ama ${text}` : text);
      await bot.settle();
      return said.message;
    },
    async press(user: string, on: Parameters<typeof memory.press>[1], action: string) {
      await memory.press(user, on, action);
      await bot.settle();
    },
    /** A monitor, or whoever it is, pages; gives the page's number. */
    async trigger(asked: Partial<PageAsked> = {}) {
      const at = clock.now();
      const opened = await storage.db
        .transaction()
        .execute((transaction) => bot.paging.openWithin(transaction, { ...alarm, ...asked }, at));
      await bot.settle();
      return opened.page.number;
    },
    /** Monitors page for all of it in the same moment. */
    async storm(asked: readonly Partial<PageAsked>[]) {
      const at = clock.now();
      const placed = await storage.db.transaction().execute(async (transaction) => {
        const opened: Opened[] = [];
        for (const one of asked) {
          opened.push(await bot.paging.openWithin(transaction, { ...alarm, ...one }, at));
        }
        return opened;
      });
      await bot.settle();
      return placed;
    },
    /** Something happens to a page that nobody says in chat; what follows from it waits for a settle. */
    act: (number: number, event: PageEvent, by: Actor) =>
      storage.db
        .transaction()
        .execute((transaction) =>
          bot.paging.actWithin(transaction, number, event, by, undefined, clock.now()),
        ),
    /** Alerts of a page are gone, says a monitor. */
    async gone(number: number, alerts: readonly string[], source = "prometheus") {
      const event = { event: "resolve", text: undefined, gone: alerts } as const;
      const came = await this.act(number, event, { kind: "source", source });
      await bot.settle();
      return came;
    },
    /** Time passes, as clocks show it, and everything due in it happens at its instant. */
    async pass(minutes: number) {
      const end = clock.now().add({ seconds: minutes * 60 });
      for (;;) {
        const next = await nextDue(storage.db, clock.now(), end);
        steadyMs += clock.now().until(next).total("milliseconds");
        clock.set(next);
        await bot.settle();
        if (next.equals(end)) return;
      }
    },
    /** Time passes for which the process does not run, and then it starts anew. */
    async sleep(duration: Temporal.DurationLike) {
      await bot.stop();
      const before = clock.now();
      clock.advance(duration);
      steadyMs += before.until(clock.now()).total("milliseconds");
      await this.crash();
    },
    /** The process is killed, whatever it is at, and starts anew. */
    async crash() {
      bot = newBot();
      await bot.start();
      await bot.stop();
      await platform.start(bot.intake);
      await bot.settle();
    },
    /** Somebody sets the clock on the wall; time itself goes on. */
    async setClock(by: Temporal.DurationLike) {
      clock.advance(by);
      await bot.settle();
    },
    async steady(seconds: number) {
      clock.advance({ seconds });
      steadyMs += seconds * 1_000;
      await bot.settle();
    },
    /** The files change. */
    async edit(changed: Files) {
      base = baseOf({ ...files, ...changed });
      await bot.settle();
    },
    /** What came to a phone: who, and the text. */
    rung: () =>
      phone.sent.map(({ notification: { to, text, page } }) => `${to.person} #${page}: ${text}`),
    mailed: () => mail.sent.map(({ notification: { to, page } }) => `${to.person} #${page}`),
    lines: linesOf,
    /** What the bot has said in a thread or room, as somebody sees it. */
    heard: (user: string, where: Conversation) => linesOf(user, where).map(({ text }) => text),
    async page(number: number) {
      const shown = await bot.paging.show(number);
      if (!shown) throw new Error(`There is no page ${number}`);
      return shown;
    },
    /** What the page's timeline tells, event by event. */
    async story(number: number) {
      const shown = await bot.paging.show(number);
      return (shown?.timeline ?? []).map(({ event }) => event);
    },
    async close() {
      await memory.platform.stop(Temporal.Duration.from("PT1S"));
      await storage.close();
    },
  };
}

export type PagerOffice = Awaited<ReturnType<typeof openPagerOffice>>;

const alarm: PageAsked = {
  target: { kind: "service", id: "billing" },
  urgency: "high",
  text: "invoices fail",
  by: { kind: "source", source: "prometheus" },
  askedIn: undefined,
  dedupKey: "am:1",
  source: "prometheus",
  alerts: ["a"],
  alertName: undefined,
};

/** The next instant at which something is due, or at which somebody looks after what is late; the end at the latest. */
async function nextDue(
  db: Kysely<TalkTables>,
  now: Temporal.Instant,
  end: Temporal.Instant,
): Promise<Temporal.Instant> {
  const pages = db.selectFrom("page").select("due_at").where("due_at", "is not", null);
  const notifications = db
    .selectFrom("page_notification")
    .select("next_try_at as due_at")
    .where("state", "=", "waiting");
  const replies = db.selectFrom("outbox").select("due_at").where("state", "=", "queued");
  const rows = await pages.unionAll(notifications).unionAll(replies).execute();
  const nowMs = now.epochMilliseconds;
  const moments = rows.map(({ due_at }) => Math.max(due_at ?? nowMs, nowMs));
  const later = moments.map((ms) => (ms > nowMs ? ms : nowMs + lookMs));
  return Temporal.Instant.fromEpochMilliseconds(Math.min(end.epochMilliseconds, ...later));
}

const usual = baseOf({});

function baseOf(files: Files) {
  return knowledgeOf({ ...smallOffice, "people.yaml": people, "oncall.yaml": oncall, ...files });
}
