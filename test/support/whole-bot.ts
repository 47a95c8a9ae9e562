import { randomBytes } from "node:crypto";
import type { Kysely, KyselyPlugin, RootOperationNode } from "kysely";
import type { ChatPlatform, SendOutcome } from "../../src/chat/chat-platform.ts";
import { createHeardStore } from "../../src/chat/heard-store.ts";
import { createListener, type Listener } from "../../src/chat/listener.ts";
import type { Pictures } from "../../src/chat/pictures.ts";
import { type ChatBot, type ChatBotParts, createChatBot } from "../../src/chat-bot.ts";
import { createGapStore } from "../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../src/gaps/gaps-feature.ts";
import { createLog } from "../../src/kernel/log.ts";
import type { KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage } from "../../src/storage/open-storage.ts";
import type { TalkTables } from "../../src/talk/talk-tables.ts";
import type { StoppedClock } from "./stopped-clock.ts";

/** How far a bot gets with what somebody says before it is killed. */
export const moments = ["received", "stored", "decided", "leased", "sent", "recorded"] as const;
export type Moment = (typeof moments)[number];

/** The whole bot on a database in memory that outlives it, and works on all that is due whenever it is settled. */
export type WholeBot = {
  readonly db: Kysely<TalkTables>;
  /** Works on all that is due; does nothing while the bot is away. */
  settle(): Promise<void>;
  /** Ends the bot: after what it has begun, or as it stands. */
  end(how: "stop" | "kill"): Promise<void>;
  /** Has the running bot die when it gets that far, or at that statement of the database, counted from 1. */
  dieAt(when: Moment | number): void;
  readonly isDead: boolean;
  /** Has the running bot, and those after it, fail at whatever somebody says, or no longer. */
  breakDown(isBroken: boolean): void;
  /** Starts a bot on the same database; it takes in what it has missed, then works on all that is due. */
  start(): Promise<void>;
  /** What was reported by a bot that was not killed. */
  readonly faults: readonly unknown[];
  /** Gives the faults, and forgets them. */
  takeFaults(): readonly unknown[];
  close(): Promise<void>;
};

type Given = Pick<ChatBotParts, "wifi"> & {
  readonly clock: StoppedClock;
  readonly knowledge: () => KnowledgeBase;
  /**
   * Gives the platform for each bot that is started; a chat server is always the same, a terminal is not.
   *
   * @param pictures what the bot makes pictures by
   */
  readonly connect: (settle: () => Promise<void>, pictures: Pictures) => ChatPlatform;
};

type Life = {
  readonly core: ChatBot;
  readonly listener: Listener;
  settle(): Promise<void>;
  die(): void;
  isDead(): boolean;
};

/** Opens a database, and starts a bot on it. */
export async function openWholeBot({ clock, knowledge, connect, wifi }: Given): Promise<WholeBot> {
  const storage = await openStorage<TalkTables>(inMemory);
  await migrateStorage(storage);
  const randomHex = (bytes: number) => randomBytes(bytes).toString("hex");
  const store = createGapStore(storage.db);
  const secret = await store.installationKey(randomHex(32));
  const gaps = createGapsFeature({ store, secret, timeZone: "UTC", log: createLog("silent") });
  const faults: unknown[] = [];
  let fate: Moment | number | undefined;
  let life: Life | undefined;
  let statements = 0;
  let isBroken = false;

  function newLife(): Life {
    let queued = false;
    let dead = false;
    const die = () => {
      dead = true;
    };
    const alive = () => {
      if (dead) throw new Error("This bot is dead.");
    };
    const dieIf = (moment: Moment) => {
      if (fate === moment) die();
      alive();
    };
    // All that a bot does to the database goes through this, so that one that is dead does no more.
    const mortal: KyselyPlugin = {
      transformQuery({ node }) {
        statements += 1;
        if (typeof fate === "number" && statements >= fate) die();
        const isOutbox = JSON.stringify(node).includes('"outbox"');
        const isFinish = node.kind === "UpdateQueryNode" && !isOutbox;
        if (node.kind === "InsertQueryNode" && isOutbox) queued = true;
        else if (queued && !isFinish) dieIf("decided");
        alive();
        if (isBroken && isSaidAt(node)) throw new Error("The disk is full.");
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const settle = async () => {
      if (dead) return;
      try {
        await listener.caughtUp();
        await core.settle();
        if (fate === "recorded") die();
      } catch (error) {
        if (!dead) throw error;
      }
    };
    const connected = connect(settle, (image) => core.pictures(image));
    const sending = async (call: () => Promise<SendOutcome>) => {
      dieIf("leased");
      const outcome = await call();
      dieIf("sent");
      return outcome;
    };
    const platform: ChatPlatform = {
      ...connected,
      start: (intake, up) =>
        connected.start(async (item) => {
          dieIf("received");
          const outcome = await intake(item);
          if (fate === "stored") die();
          return outcome;
        }, up),
      send: (reply, nonce) => sending(() => connected.send(reply, nonce)),
      edit: (reference, reply, nonce) => sending(() => connected.edit(reference, reply, nonce)),
    };
    const report = (fault: unknown) => {
      if (!dead) faults.push(fault);
    };
    const db = storage.db.withPlugin(mortal);
    const core = createChatBot({
      knowledge,
      wifi,
      db,
      gaps,
      platforms: [platform],
      clock,
      timeZone: "UTC",
      randomHex,
      // As if whatever is for us took its time.
      // The sign is due at once; no question is in work for ten seconds.
      later(ms, act) {
        if (ms < 1_000) act();
        return () => undefined;
      },
      report: {
        fault: report,
        itemFailed: report,
        replyFailed: report,
        replyCancelled: report,
        replyPlain: report,
      },
    });
    const listener = createListener({
      platform,
      heard: createHeardStore(db),
      intake: core.intake,
      clock,
      fault: report,
      later: () => () => undefined,
    });
    return { core, listener, settle, die, isDead: () => dead };
  }

  async function start(): Promise<void> {
    fate = undefined;
    const now = newLife();
    life = now;
    await now.listener.start();
    // What an earlier bot had in work is taken over.
    await now.core.start();
    await now.core.stop();
    await now.core.settle();
  }

  await start();
  return {
    db: storage.db,
    settle: async () => await life?.settle(),
    async end(how) {
      const now = life;
      life = undefined;
      if (how === "kill") now?.die();
      await now?.listener.stop(Temporal.Duration.from("PT1S"));
      if (how === "stop") await now?.core.stop();
    },
    dieAt(when) {
      fate = when;
      statements = 0;
    },
    get isDead() {
      return life?.isDead() ?? true;
    },
    breakDown(isSo) {
      isBroken = isSo;
    },
    start,
    faults,
    takeFaults: () => faults.splice(0),
    async close() {
      await life?.listener.stop(Temporal.Duration.from("PT1S"));
      await storage.close();
    },
  };
}

/** Whether a statement looks up what was said in a conversation before, as is done for whatever is said. */
function isSaidAt(node: RootOperationNode): boolean {
  return node.kind === "SelectQueryNode" && JSON.stringify(node.from).includes('"conversation"');
}
