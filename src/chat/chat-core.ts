import type { Clock } from "../kernel/clock.ts";
import type { ChatDatabase } from "./chat-database.ts";
import type { ChatPlatform, Intake } from "./chat-platform.ts";
import type { ChatReport } from "./chat-report.ts";
import type { RoomRef } from "./conversation.ts";
import { createCrew } from "./crew.ts";
import type { Handle, OnFailed, StillLooking } from "./handled.ts";
import { roomOf } from "./inbox-item.ts";
import { createInboxStore } from "./inbox-store.ts";
import { createInboxWorker } from "./inbox-worker.ts";
import { createOutboxStore } from "./outbox-store.ts";
import { createOutboxWorker } from "./outbox-worker.ts";
import type { Secrets } from "./revealed.ts";
import type { Later } from "./working-sign.ts";

export type ChatCoreParts<Tables> = {
  readonly db: ChatDatabase<Tables>;
  /** Started and stopped by whoever made them. */
  readonly platforms: readonly ChatPlatform[];
  readonly handle: Handle<Tables>;
  readonly onFailed: OnFailed;
  readonly clock: Clock;
  readonly report: ChatReport;
  /** So many random bytes in hex, for nonces and error ids. */
  readonly randomHex: (bytes: number) => string;
  /** Does what has become due and says nothing; called now and then, and whenever all is to settle. */
  readonly due?: ((at: Temporal.Instant) => Promise<unknown>) | undefined;
  readonly stillLooking?: StillLooking | undefined;
  /** Looks up what replies show of secrets; left out, there are none. */
  readonly secrets?: Secrets | undefined;
  /** Hears of a room that something was to be said in, and that is not there any more. */
  readonly roomGone?: ((room: RoomRef) => void) | undefined;
  /** Told after each item that was worked on: what it has written may be due at once. */
  readonly worked?: (() => void) | undefined;
  /** When the working sign shows; left out: by timers. */
  readonly later?: Later | undefined;
};

export type ChatCore = {
  /** What platforms are started with. */
  readonly intake: Intake;
  /** Works on what is due, one after the other, until nothing is: for tests, and for the end of a pipe. Not once started. */
  settle(): Promise<void>;
  /** Works from now on, several at a time. Leases of an earlier process are void: only one serves a database. */
  start(): Promise<void>;
  /** Tells it that another has queued something, such as a timer's transaction. It would find it anyway, a little later. */
  wake(): void;
  /** Has nothing wait by a clock that was set back. */
  hurry(at: Temporal.Instant): Promise<void>;
  /** Takes up nothing more, and resolves when what is in work is done. May be called again. */
  stop(): Promise<void>;
};

/** Looks for what has become due and for what other processes have queued; a room of Slack waits for it once a second. */
const lookEveryMs = 250;

const sweepEveryMs = 3_600_000;
const dueEveryMs = 60_000;

/** How much is sent at a time on each platform, so that a slow one takes nothing from the others. */
const sendsAtATime = 4;
const itemsAtATime = 4;

/** Creates what lies between the platforms and whoever decides: nothing that was taken in is lost, nothing is said twice. */
export function createChatCore<Tables>({ platforms, ...parts }: ChatCoreParts<Tables>): ChatCore {
  const { db, clock, report, due = async () => {}, worked = () => {} } = parts;
  const inbox = createInboxStore(db);
  const outbox = createOutboxStore(db);
  const inboxWorker = createInboxWorker({
    ...parts,
    inbox,
    outbox,
    queued: () => wakeSenders(),
    async openForm(form, item, from) {
      const { platform } = roomOf(item);
      await platforms.find(({ name }) => name === platform)?.openForm(form, item, from);
    },
    async showHome(home) {
      const platform = platforms.find(({ name }) => name === home.for.platform);
      await platform?.showHome?.(home);
    },
    async showWorking(on, isWorking) {
      await platforms.find(({ name }) => name === on.platform)?.working(on, isWorking);
    },
  });
  const outboxWorker = createOutboxWorker({ ...parts, outbox, platforms });

  const senders = platforms.map(({ name }) =>
    createCrew({
      size: sendsAtATime,
      next: () => outboxWorker.next([name]),
      fault: (error) => report.fault(error, "outbox"),
    }),
  );
  const wakeSenders = () => {
    for (const sender of senders) sender.wake();
  };
  const readers = createCrew({
    size: itemsAtATime,
    async next() {
      const job = await inboxWorker.next();
      return job && (() => job().then(wakeSenders).then(worked));
    },
    fault: (error) => report.fault(error, "inbox"),
  });
  const wake = () => {
    readers.wake();
    wakeSenders();
  };

  const sweep = async () => {
    try {
      await inbox.sweep(clock.now());
    } catch (error) {
      report.fault(error, "inbox");
    }
  };

  const doDue = async () => {
    try {
      await due(clock.now());
    } catch (error) {
      report.fault(error, "handle");
    }
  };

  let timer: NodeJS.Timeout | undefined;
  let dueTimer: NodeJS.Timeout | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  let swept = Promise.resolve();
  let done = Promise.resolve();
  const sweepAgain = () => {
    swept = sweep();
  };
  const dueAgain = () => {
    done = doDue();
  };
  return {
    async intake(item) {
      const outcome = await inbox.take(item, clock.now());
      if (timer !== undefined) readers.wake();
      return outcome;
    },
    async settle() {
      await doDue();
      while ((await inboxWorker.step()) || (await outboxWorker.step()));
    },
    async start() {
      await inbox.freeAll();
      await outbox.freeAll();
      await sweep();
      await doDue();
      timer = setInterval(wake, lookEveryMs);
      sweeper = setInterval(sweepAgain, sweepEveryMs);
      dueTimer = setInterval(dueAgain, dueEveryMs);
      wake();
    },
    wake() {
      if (timer !== undefined) wake();
    },
    async hurry(at) {
      await inbox.hurry(at);
      await outbox.hurry(at);
    },
    async stop() {
      clearInterval(timer);
      clearInterval(sweeper);
      clearInterval(dueTimer);
      timer = undefined;
      await Promise.all([swept, done]);
      await readers.stop();
      await Promise.all(senders.map((sender) => sender.stop()));
    },
  };
}
