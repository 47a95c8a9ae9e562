import type { ChatDatabase } from "../chat/chat-database.ts";
import type { Conversation } from "../chat/conversation.ts";
import type { OutboxStore } from "../chat/outbox-store.ts";
import type { Reply } from "../chat/reply.ts";
import type { NoticeStore, NoticeTables, WaitingNotice } from "./notice-store.ts";
import { changeText, noticeDoc, noticeText } from "./notice-text.ts";
import { type PlannedNotice, planNotices } from "./plan-notices.ts";
import type { Roster } from "./roster.ts";
import { shiftChanges } from "./shift-changes.ts";

export type NoticesParts = {
  readonly db: ChatDatabase<NoticeTables>;
  readonly notices: NoticeStore;
  readonly roster: () => Roster;
  /** The company's zone, for people who have none. */
  readonly timeZone: string;
  /** Where a person, by id, talks to us alone; throws where that cannot be known now. */
  readonly directRooms: (person: string) => Promise<readonly Conversation[]>;
  readonly outbox: Pick<OutboxStore, "queue">;
  readonly randomHex: (bytes: number) => string;
  readonly report: {
    /** Something was thrown; it is tried again. */
    readonly fault: (error: unknown) => void;
    /** Somebody is not told: there is no room to do it in, or it has come too late to be of use. */
    readonly dropped: (notice: {
      readonly key: string;
      readonly person: string;
      readonly reason: "no-room" | "expired";
    }) => void;
  };
};

export type NoticesFeature = {
  /** Plans what people are to be told, and tells what is due; calls at the same time share the work. */
  refresh(at: Temporal.Instant): Promise<void>;
};

/** Plans reach two days ahead: made so often they miss nothing, and a terminal that looks every second writes no disk. */
const planEvery = { seconds: 30 };

/** What has ended is kept so long, so that it is not told again when a clock goes back. */
const kept = { hours: 90 * 24 };

const { compare } = Temporal.Instant;

/** Tells people of hand-offs, of offers that nobody takes, and of changes of their shifts: each thing once. */
export function createNoticesFeature(parts: NoticesParts): NoticesFeature {
  const { db, notices, roster, timeZone, directRooms, outbox, randomHex, report } = parts;

  /** Brings what waits in line with what is planned, and takes in what has changed. */
  async function plan(at: Temporal.Instant): Promise<void> {
    const now = roster();
    const { people } = now.oncall.catalogue;
    const expired: WaitingNotice[] = [];
    await db.transaction().execute(async (transaction) => {
      const seen = await notices.lastSeen(transaction);
      const waiting = await notices.waiting(transaction);
      const since = earliest([at, seen.at ?? at]);
      const from = earliest([since, ...waiting.map(({ due }) => due)]);
      const planned = byKey(planNotices(now, { now: at, from, timeZone }));
      for (const notice of waiting) {
        const { key, expires, text } = notice;
        if (compare(expires, at) <= 0) {
          await notices.end(transaction, key, "dropped");
          expired.push(notice);
        } else if (!text && !planned.has(key)) await notices.remove(transaction, key);
      }
      const known = new Set(waiting.map(({ key }) => key));
      for (const notice of planned.values()) {
        // What was due before we last looked was told then, or was not to be told.
        if (compare(notice.due, since) < 0 && !known.has(notice.key)) continue;
        await notices.put(transaction, { ...notice, text: undefined });
      }
      const { told, snapshot } = shiftChanges(seen.snapshot, now, at);
      for (const change of told) {
        await notices.put(transaction, {
          key: `change:${change.person}:${randomHex(8)}`,
          person: change.person,
          due: at,
          expires: latest(
            change.moves.map(({ end }) => end),
            at,
          ),
          text: changeText(change, { people, timeZone }),
        });
      }
      await notices.see(transaction, snapshot, at);
      await notices.forget(transaction, at.subtract(kept));
    });
    for (const { key, person } of expired) report.dropped({ key, person, reason: "expired" });
  }

  async function tell(at: Temporal.Instant): Promise<void> {
    const due = (await notices.waiting()).filter((notice) => compare(notice.due, at) <= 0);
    const [first] = due;
    if (!first) return;
    const rooms = await roomsOf(new Set(due.map(({ person }) => person)));
    // Looking for rooms takes time in which plans may change.
    const now = roster();
    const given = { people: now.oncall.catalogue.people, timeZone };
    const planned = byKey(planNotices(now, { now: at, from: first.due, timeZone }));
    for (const notice of due) {
      const plan = planned.get(notice.key);
      const text = notice.text ?? (plan && noticeText(plan, given));
      const where = rooms.get(notice.person);
      if (!text || !where) continue;
      const doc = noticeDoc(text, at.since(notice.due));
      const replies = where.map((to) => replyOf(notice, plan, to, doc));
      const isEnded = await db.transaction().execute(async (transaction) => {
        const how = replies.length > 0 ? "told" : "dropped";
        if (!(await notices.end(transaction, notice.key, how))) return false;
        await outbox.queue(transaction, replies, at, () => randomHex(16));
        return true;
      });
      if (isEnded && replies.length === 0) {
        report.dropped({ key: notice.key, person: notice.person, reason: "no-room" });
      }
    }
  }

  /** Of those whose rooms can be known now. */
  async function roomsOf(
    people: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, readonly Conversation[]>> {
    const rooms = new Map<string, readonly Conversation[]>();
    for (const person of people) {
      try {
        rooms.set(person, await directRooms(person));
      } catch (error) {
        report.fault(error);
      }
    }
    return rooms;
  }

  let planned: { readonly of: Roster; readonly at: Temporal.Instant } | undefined;
  /** Plans at once where something has changed, or the clock was set back. */
  async function planIfDue(at: Temporal.Instant): Promise<void> {
    const of = roster();
    const isFresh =
      planned?.of === of &&
      compare(at, planned.at) >= 0 &&
      compare(at, planned.at.add(planEvery)) < 0;
    if (isFresh) return;
    await plan(at);
    planned = { of, at };
  }

  let refreshing: Promise<void> | undefined;
  return {
    async refresh(at) {
      refreshing ??= planIfDue(at)
        .then(() => tell(at))
        .finally(() => {
          refreshing = undefined;
        });
      await refreshing;
    },
  };
}

function replyOf(
  { key, expires }: WaitingNotice,
  plan: PlannedNotice | undefined,
  to: Conversation,
  doc: Reply["doc"],
): Reply {
  const isDutyNow = plan?.says.kind === "on" || plan?.says.kind === "gone";
  return {
    key: `notice:${key}:${to.platform}`,
    to,
    doc,
    actions: [],
    audience: "everyone",
    importance: isDutyNow ? "alert" : "info",
    broadcast: false,
    notAfter: expires,
  };
}

function byKey(notices: readonly PlannedNotice[]): ReadonlyMap<string, PlannedNotice> {
  return new Map(notices.map((notice) => [notice.key, notice]));
}

function earliest(instants: readonly [Temporal.Instant, ...Temporal.Instant[]]): Temporal.Instant {
  return instants.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
}

function latest(instants: readonly Temporal.Instant[], atLeast: Temporal.Instant) {
  return instants.reduce((a, b) => (compare(a, b) >= 0 ? a : b), atLeast);
}
