import { randomBytes } from "node:crypto";
import type { Capabilities } from "../../src/chat/chat-platform.ts";
import type { Conversation, MessageRef, RoomRef } from "../../src/chat/conversation.ts";
import { roomKey } from "../../src/chat/conversation.ts";
import { createHeardStore } from "../../src/chat/heard-store.ts";
import { createListener } from "../../src/chat/listener.ts";
import { createRoomSettingStore } from "../../src/chat/room-setting-store.ts";
import type { SettingName } from "../../src/chat/room-settings.ts";
import type { Later } from "../../src/chat/working-sign.ts";
import { type ChatBot, createChatBot } from "../../src/chat-bot.ts";
import { createGapStore } from "../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../src/gaps/gaps-feature.ts";
import { createLog } from "../../src/kernel/log.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import type { TalkTables } from "../../src/talk/talk-tables.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { type Files, page } from "../support/knowledge-folder.ts";
import { createMemoryPlatform } from "../support/memory-platform.ts";
import { botUser } from "../support/memory-server.ts";
import { smallOffice } from "../support/small-office.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";

export const vpn = "how do I set up the vpn on my laptop";
export const wiki = "where do I write meeting notes";

/** What the small office has, with a long page for members, a runbook of one team, and a checklist. */
const files: Files = {
  ...smallOffice,
  "answers/pension.md": page(
    [
      "title: Pension plan",
      "questions: [what does the pension plan pay]",
      "owner: team-platform",
      "audience: members",
    ],
    Array.from({ length: 30 }, (_, index) => `Paragraph ${index + 1}.`).join("\n\n"),
  ),
  "runbooks/lock-cage.md": page(
    [
      "title: Lock the cage",
      "questions: [how do I lock the cage]",
      "owner: team-platform",
      "audience: [team-platform]",
      "alerts: [CageLeftOpen]",
    ],
    "## Steps\n\n1. Turn the key.",
  ),
  "checklists/new-colleague.md": page(
    ["title: New colleague", "questions: [what to do for a new colleague]", "owner: team-platform"],
    "- [ ] Order a laptop\n- [ ] Invite to the wiki\n- [ ] Show the kitchen",
  ),
};

type Given = {
  readonly capabilities?: Partial<Capabilities>;
  readonly later?: Later;
  /** Beside those of the small office, or in their place. */
  readonly files?: Files;
  /** Who is in the room. */
  readonly people?: readonly string[];
};

/** Opens the whole bot on a platform in memory, with a room of Ana and Bo, whom it may answer, under a stopped clock. */
export async function openTalk({
  capabilities,
  later = never,
  files: more = {},
  people = ["ana", "bo"],
}: Given = {}) {
  const storage = await openStorage<TalkTables>(inMemory);
  await migrateStorage(storage);
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const memory = createMemoryPlatform({ clock, ...(capabilities ? { capabilities } : {}) });
  const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
  const store = createGapStore(storage.db);
  const secret = await store.installationKey(randomHex(32));
  const gaps = createGapsFeature({ store, secret, timeZone: "UTC", log: createLog("silent") });
  const base = knowledgeOf({ ...files, ...more });
  const reported: unknown[] = [];
  const report = (one: unknown) => reported.push(one);
  const newCore = () =>
    createChatBot({
      knowledge: () => base,
      db: storage.db,
      gaps,
      platforms: [memory.platform],
      clock,
      timeZone: "UTC",
      randomHex,
      later,
      report: {
        fault: report,
        itemFailed: report,
        replyFailed: report,
        replyCancelled: report,
        replyPlain: report,
      },
    });
  const listenerFor = ({ intake }: ChatBot) =>
    createListener({
      platform: memory.platform,
      heard: createHeardStore(storage.db),
      intake,
      clock,
      fault: report,
      later: never,
    });
  let core = newCore();
  let listener = listenerFor(core);
  await listener.start();
  const room = memory.room("here", people);
  const by = (user: string, where: Conversation) =>
    memory.seen(user, where).filter((one) => one.by === botUser);
  return {
    memory,
    clock,
    room,
    db: storage.db,
    reported,
    dm: memory.dm("ana"),
    settle: () => core.settle(),
    async say(...said: Parameters<typeof memory.say>) {
      const item = await memory.say(...said);
      await core.settle();
      return item.message;
    },
    async edit(user: string, of: MessageRef, text: string) {
      await memory.edit(user, of, text);
      await core.settle();
    },
    async withdraw(user: string, of: MessageRef) {
      await memory.withdraw(user, of);
      await core.settle();
    },
    async press(user: string, on: MessageRef, action: string) {
      await memory.press(user, on, action);
      await core.settle();
    },
    async advance(duration: string) {
      clock.advance(duration);
      await core.settle();
    },
    /** Stops, lets something happen, and starts anew. */
    async whileAway(act: () => Promise<unknown>) {
      await listener.stop(Temporal.Duration.from("PT1S"));
      await act();
      core = newCore();
      listener = listenerFor(core);
      await listener.start();
      await core.settle();
    },
    async set(where: RoomRef, name: SettingName, text: string) {
      const settings = createRoomSettingStore(storage.db);
      const row = { roomKey: roomKey(where), name, text, by: "ana", at: clock.now() };
      await storage.db.transaction().execute((transaction) => settings.change(transaction, row));
    },
    /** What the bot said somewhere, as somebody sees it now. */
    heard: (user: string, where: Conversation) => by(user, where).map(({ text }) => text),
    lines: by,
    async outcomes() {
      const rows = await storage.db.selectFrom("inbox").select("outcome").orderBy("id").execute();
      return rows.map(({ outcome }) => outcome);
    },
    async gaps() {
      const rows = await storage.db.selectFrom("gap").select("kind").orderBy("id").execute();
      return rows.map(({ kind }) => kind);
    },
    async close() {
      await listener.stop(Temporal.Duration.from("PT1S"));
      await storage.close();
    },
  };
}

const never: Later = () => () => undefined;

/** The thread on a message. */
export function threadOn({ message, thread, ...room }: MessageRef): Conversation {
  return { ...room, thread: thread ?? message };
}
