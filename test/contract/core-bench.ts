import { randomBytes } from "node:crypto";
import type { Action } from "../../src/chat/action.ts";
import { type ChatCore, createChatCore } from "../../src/chat/chat-core.ts";
import type { Intake } from "../../src/chat/chat-platform.ts";
import type { ChatTables } from "../../src/chat/chat-tables.ts";
import type { Conversation } from "../../src/chat/conversation.ts";
import type { InboxItem } from "../../src/chat/inbox-item.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import type { PlatformDriver } from "./platform-driver.ts";

/** What the bot of a case does with an item. */
type React = (item: InboxItem, driver: PlatformDriver) => Promise<readonly Reply[]>;

/** A platform, and the real core between it and a bot that only reacts. */
export type CoreBench = {
  readonly core: ChatCore;
  readonly items: readonly InboxItem[];
  /** Settles once so many items were taken in, and works on all that is due. */
  settle(taken?: number): Promise<void>;
  /** Lets time pass, and works on what is due then. */
  advance(duration: string): Promise<void>;
  /** A new bot on the same database, as after the death of the one before. */
  restart(): Promise<void>;
  readonly plain: readonly string[];
  readonly faults: readonly unknown[];
  close(): Promise<void>;
};

type Given = {
  readonly react?: React;
  /** What the platform is started with. */
  readonly intakeOf?: (intake: Intake) => Intake;
};

export async function openCoreBench(
  driver: PlatformDriver,
  { react = async () => [], intakeOf = (intake) => intake }: Given = {},
): Promise<CoreBench> {
  const storage = await openStorage<ChatTables>(inMemory);
  await migrateStorage(storage);
  const items: InboxItem[] = [];
  const plain: string[] = [];
  const faults: unknown[] = [];
  let taken = 0;
  let waiting: { readonly taken: number; readonly resolve: () => void }[] = [];
  const newCore = () =>
    createChatCore<ChatTables>({
      db: storage.db,
      platforms: [driver.platform],
      clock: driver.clock,
      randomHex: (bytes) => randomBytes(bytes).toString("hex"),
      async handle(item) {
        items.push(item);
        const replies = await react(item, driver);
        return { outcome: "answer", write: async () => replies };
      },
      onFailed: () => [],
      report: {
        fault: (error) => faults.push(error),
        itemFailed: ({ errorId }) => faults.push(errorId),
        replyFailed: ({ reason }) => faults.push(reason),
        replyCancelled: (key) => faults.push(key),
        replyPlain: (platform) => plain.push(platform),
      },
    });
  let core = newCore();
  const start = () => {
    const intake = intakeOf(core.intake);
    return driver.platform.start(async (item) => {
      const outcome = await intake(item);
      taken += 1;
      for (const one of waiting) if (one.taken <= taken) one.resolve();
      waiting = waiting.filter((one) => one.taken > taken);
      return outcome;
    });
  };
  await start();
  return {
    get core() {
      return core;
    },
    items,
    plain,
    faults,
    async settle(atLeast = 0) {
      if (taken < atLeast) {
        await new Promise<void>((resolve) => waiting.push({ taken: atLeast, resolve }));
      }
      await core.settle();
    },
    async advance(duration) {
      driver.clock.advance(duration);
      await core.settle();
    },
    async restart() {
      core = newCore();
      await start();
    },
    async close() {
      await driver.platform.stop(Temporal.Duration.from("PT1S"));
      await driver.close();
      await storage.close();
    },
  };
}

/** A reply in so many words, whose key they are. */
export function saying(to: Conversation, text: string, more: Partial<Reply> = {}): Reply {
  return {
    key: text,
    to,
    doc: [{ p: [{ text }] }],
    actions: [],
    audience: "everyone",
    importance: "answer",
    broadcast: false,
    ...more,
  };
}

/** Something that everybody may press, labelled as its id. */
export function pressable(id: string, more: Partial<Action> = {}): Action {
  const rest = { style: "plain", allowed: "anyone", once: false, emoji: "👍", words: [] } as const;
  return { ...rest, id, label: id, value: `value-of-${id}`, ...more };
}
