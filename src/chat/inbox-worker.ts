import type { Clock } from "../kernel/clock.ts";
import { backoffMs } from "./backoff.ts";
import type { ChatDatabase } from "./chat-database.ts";
import type { ChatPlatform } from "./chat-platform.ts";
import type { ChatReport } from "./chat-report.ts";
import type { Job } from "./crew.ts";
import type { Handle, Handled, OnFailed, StillLooking } from "./handled.ts";
import type { Home } from "./home.ts";
import type { InboxItem } from "./inbox-item.ts";
import type { LeasedItem } from "./inbox-lease-store.ts";
import type { InboxStore } from "./inbox-store.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { Reply } from "./reply.ts";
import { inPlaceOf } from "./still-looking.ts";
import { within } from "./within.ts";
import { type Later, laterByTimer, type ShowWorking, startWorkingSign } from "./working-sign.ts";

export type InboxWorkerParts<Tables> = {
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  /** The database of both stores. */
  readonly db: ChatDatabase<Tables>;
  readonly handle: Handle<Tables>;
  readonly onFailed: OnFailed;
  readonly clock: Clock;
  readonly report: ChatReport;
  readonly randomHex: (bytes: number) => string;
  /** Left out: no sign is shown. */
  readonly showWorking?: ShowWorking | undefined;
  /** Left out: no form opens. */
  readonly openForm?: ChatPlatform["openForm"] | undefined;
  /** Left out: nobody is shown a home. */
  readonly showHome?: ((home: Home) => Promise<void>) | undefined;
  readonly later?: Later | undefined;
  /** Left out: nothing is said while an item is in work. */
  readonly stillLooking?: StillLooking | undefined;
  /** Hears that something is to go out before the job ends. */
  readonly queued?: (() => void) | undefined;
};

export type InboxWorker = {
  /** Takes up the next item that is due; the job handles it, and never throws. Undefined: nothing is due. */
  next(): Promise<Job | undefined>;
  /** Handles one item; false when nothing is due. */
  step(): Promise<boolean>;
};

/** The asker hears of it after these, a minute and a half at the latest. */
const mostAttempts = 5;

/** So often it may have been in work at all: one that ends the process each time must end itself. */
const mostLeases = 30;

/** Less than a lease, so that what comes too late is not handled by two. */
const handleMs = 50_000;

/** A platform that does not answer holds up no work for longer. */
const signMs = 2_000;
const formMs = 10_000;
const homeMs = 10_000;

export function createInboxWorker<Tables>({
  inbox,
  outbox,
  db,
  handle,
  onFailed,
  clock,
  report,
  randomHex,
  showWorking = async () => {},
  openForm = async () => {},
  showHome = async () => {},
  later = laterByTimer,
  stillLooking = async () => undefined,
  queued = () => {},
}: InboxWorkerParts<Tables>): InboxWorker {
  const newNonce = () => randomHex(16);

  const work = async (leased: LeasedItem) => {
    if ("fault" in leased.found) {
      report.fault(leased.found.fault, "inbox");
      return giveUp(leased, undefined);
    }
    const { item } = leased.found;
    // Whatever it is that it does to the process, it is not done again.
    if (leased.attempt > mostAttempts || leased.fence > mostLeases) return giveUp(leased, item);
    const endSign = startWorkingSign(item, showWorking, () => sayStill(leased, item), later);
    try {
      await attempt(leased, item);
    } catch (error) {
      report.fault(error, "handle");
      if (leased.attempt === mostAttempts) return giveUp(leased, item);
      await inbox.retry(leased, clock.now().add({ milliseconds: backoffMs(leased.attempt) }));
    } finally {
      await within(signMs, endSign(), undefined);
    }
  };

  const sayStill = async (leased: LeasedItem, item: InboxItem) => {
    const words = await stillLooking(item, leased.id);
    if (words === undefined) return;
    await db.transaction().execute(async (transaction) => {
      if (!(await inbox.isHeld(transaction, leased))) return;
      await outbox.queue(transaction, [words], clock.now(), newNonce);
    });
    queued();
  };

  const attempt = async (leased: LeasedItem, item: InboxItem) => {
    const handled = await within(handleMs, handle(item, leased.id), undefined);
    if (handled === undefined) throw new Error(`An item was not handled within ${handleMs} ms`);
    const words = await stillLooking(item, leased.id);
    await db.transaction().execute(async (transaction) => {
      const at = clock.now();
      const { outcome, postponeTo } = handled;
      const replies = await handled.write(transaction);
      // Said by this process or one before. Where the reply is still to come, they stand until then.
      const isOver =
        postponeTo === undefined && words && (await outbox.holds(transaction, words.key));
      await outbox.queue(transaction, isOver ? inPlaceOf(words, replies) : replies, at, newNonce);
      if (postponeTo === undefined) await inbox.finish(transaction, leased, outcome, at);
      else await inbox.postpone(transaction, leased, postponeTo);
    });
    if (handled.opens) await open(handled.opens, item);
    if (handled.home) await show(handled.home);
  };

  /** It is handled, whether or not its form opens. */
  const open = async ({ form, from }: NonNullable<Handled<Tables>["opens"]>, item: InboxItem) => {
    if (item.kind !== "message" && item.kind !== "interaction") return;
    const opening = openForm(form, item, from).catch((error) => report.fault(error, "handle"));
    await within(formMs, opening, undefined);
  };

  const show = async (home: Home) => {
    const showing = showHome(home).catch((error) => report.fault(error, "handle"));
    await within(homeMs, showing, undefined);
  };

  const giveUp = async (leased: LeasedItem, item: InboxItem | undefined) => {
    const errorId = `E-${randomHex(3)}`;
    const words = item && (await stillLooking(item, leased.id).catch(() => undefined));
    const fail = (replies: readonly Reply[]) =>
      db.transaction().execute(async (transaction) => {
        const isSaid = words !== undefined && (await outbox.holds(transaction, words.key));
        const placed = isSaid ? inPlaceOf(words, replies) : replies;
        await outbox.queue(transaction, placed, clock.now(), newNonce);
        await inbox.fail(transaction, leased, clock.now());
      });
    try {
      await fail(item === undefined ? [] : onFailed(item, errorId));
    } catch (error) {
      report.fault(error, "inbox");
      await fail([]);
    }
    report.itemFailed({ inboxId: leased.id, errorId });
  };

  const next = async (): Promise<Job | undefined> => {
    const leased = await inbox.lease(clock.now());
    // A database that fails here as well: the lease expires, and it is taken up again.
    return leased && (() => work(leased).catch((error) => report.fault(error, "inbox")));
  };

  return {
    next,
    async step() {
      const job = await next();
      await job?.();
      return job !== undefined;
    },
  };
}
