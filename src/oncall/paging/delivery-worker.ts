import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { type Conversation, roomKey } from "../../chat/conversation.ts";
import { type Doc, paragraph } from "../../chat/doc.ts";
import { parseConversationKey } from "../../chat/parse-conversation.ts";
import { within } from "../../chat/within.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Person } from "../../knowledge/person.ts";
import type { Notification } from "../notify/notification.ts";
import type { Notifier, NotifyOutcome } from "../notify/notifier.ts";
import { type LinkAction, makeLink } from "../notify/one-time-link.ts";
import { nextTryMs } from "../notify/retry.ts";
import type { Page } from "../page/page.ts";
import { actorName } from "../page/page-words.ts";
import type { Via } from "../page/personal-rules.ts";
import { lateBy } from "../page/timeline.ts";
import { timelineLine } from "../page/timeline-line.ts";
import type { LinkStore } from "./link-store.ts";
import type { LeasedNotification, WaitingNotification } from "./notification-store.ts";
import type { StoredPage } from "./page-store.ts";
import { pageWordsFor } from "./page-words-for.ts";
import type { PagingTables } from "./paging-tables.ts";
import { pageTitle, personalActions } from "./status-doc.ts";
import { lineOf, repaint, statusOf, tellHome, type WritePageGiven } from "./write-page.ts";

export type DeliveryParts = WritePageGiven & {
  readonly db: Kysely<PagingTables>;
  readonly notifiers: readonly Notifier[];
  /** Where somebody, by id, talks to us alone on a platform; throws where that cannot be known now. */
  readonly directRoom: (person: string, via: Via) => Promise<Conversation | undefined>;
  readonly offerPresses: (
    transaction: Transaction<PagingTables>,
    page: number,
    where: Conversation,
    at: Temporal.Instant,
  ) => Promise<void>;
  readonly links: Pick<LinkStore, "add">;
  /** Where people reach us by a browser; undefined: notifications have no links. */
  readonly publicUrl: string | undefined;
  readonly clock: Clock;
  readonly report: { readonly fault: (error: unknown) => void };
};

export type Delivery = {
  /**
   * Takes up what is due on all lanes that are free; settles when all of it is begun.
   *
   * @param isDue of everything that waits @returns how much was begun
   */
  pump(isDue: (waiting: WaitingNotification) => boolean): Promise<number>;
  /** Settles when nothing is under way. */
  idle(): Promise<void>;
  /** For the start: what was under way is taken up again. */
  freeAll(): Promise<void>;
};

/** Longer than one call may take. */
const leaseMs = 30_000;

/** A platform that does not say where somebody can be talked to is asked again. */
const callMs = 10_000;

/** So much goes out at a time by one way, so that a slow one takes nothing from the others. */
const sendsAtATime = 8;

/** From so many in that time on, what comes for one person by one way is bundled, and so often. */
const flood = { pages: 5, within: { seconds: 60 }, every: { seconds: 30 } };

/** News is given up after so many tries; a page never is. */
const mostTriesOfNews = 10;

/** Bytes of a nonce, and of a link. */
const nonceBytes = 16;

const isOutside = (via: Via): via is "ntfy" | "email" | "webhook" =>
  via === "ntfy" || via === "email" || via === "webhook";

/** Sends what people are to hear of pages: each way to each person is a lane of its own. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { db, pages, notifications, notifiers, roster, timeZone, randomHex, clock, report } = parts;
  const lanes = new Map<string, Promise<void>>();
  const words = () => pageWordsFor(roster(), timeZone);

  async function work(
    due: readonly WaitingNotification[],
    via: Via,
    person: string,
  ): Promise<void> {
    const ids = due.map(({ id }) => id);
    try {
      if (isOutside(via)) await sendOutside(ids, via, person);
      else await sendByChat(ids, via, person);
    } catch (error) {
      report.fault(error);
    }
  }

  /** Takes up one, or where there are too many all of them as a bundle; none while a bundle has just gone. */
  async function leaseNext(
    transaction: Transaction<PagingTables>,
    ids: readonly number[],
    to: { readonly person: string; readonly via: Via },
    at: Temporal.Instant,
  ): Promise<readonly LeasedNotification[]> {
    const { count, last } = await notifications.sentBetween(
      transaction,
      to,
      at.subtract(flood.within),
      at,
    );
    const isFlood = count >= flood.pages;
    if (isFlood && last && Temporal.Instant.compare(last.add(flood.every), at) > 0) {
      // As a row that is due then: what waits as due now would be taken up again and again.
      await notifications.putOff(transaction, ids, last.add(flood.every));
      return [];
    }
    const until = at.add({ milliseconds: leaseMs });
    if (isFlood) return await notifications.lease(transaction, ids, until);
    for (const id of ids) {
      const leased = await notifications.lease(transaction, [id], until);
      if (leased.length > 0) return leased;
    }
    return [];
  }

  async function sendOutside(ids: readonly number[], via: Via, person: string): Promise<void> {
    const at = clock.now();
    const taken = await db.transaction().execute(async (transaction) => {
      const leased = await leaseNext(transaction, ids, { person, via }, at);
      const [first] = leased;
      return first && { leased, notification: await notificationOf(transaction, leased, at) };
    });
    if (!taken) return;
    const { leased, notification } = taken;
    const notifier = notifiers.find((one) => one.via === via);
    const outcome: NotifyOutcome =
      notifier && notification
        ? await notifier.send(notification, nonceOf(leased))
        : { refused: "there is no address for it any more" };
    await db.transaction().execute(async (transaction) => {
      for (const one of leased) await record(transaction, one, outcome, clock.now());
    });
  }

  async function sendByChat(ids: readonly number[], via: Via, person: string): Promise<void> {
    let room: Conversation | "late" | undefined;
    try {
      room = await within(callMs, parts.directRoom(person, via), "late");
    } catch (error) {
      report.fault(error);
      room = "late";
    }
    const trouble: NotifyOutcome =
      room === "late"
        ? { retryInMs: undefined, reason: "it does not answer" }
        : { refused: "there is no room to talk in alone" };
    const at = clock.now();
    await db.transaction().execute(async (transaction) => {
      const leased = await leaseNext(transaction, ids, { person, via }, at);
      const [first] = leased;
      if (!first) return;
      if (room === undefined || room === "late") {
        for (const one of leased) await record(transaction, one, trouble, at);
        return;
      }
      const said = await saidByChat(transaction, leased, room, at);
      const { doc, actions } = said ?? { doc: undefined, actions: [] };
      const isBundle = leased.length > 1;
      if (doc) {
        // An ack of one page takes its message back; what stands for several goes out whatever becomes of them.
        const key = isBundle ? `bundle:${first.key}` : first.key;
        const importance = first.kind === "page" ? "page" : "alert";
        const reply = { ...lineOf({ key, to: room, doc, actions }), importance } as const;
        await parts.outbox.queue(transaction, [reply], at, () => nonceOf(leased));
      }
      for (const one of leased) {
        const state = doc && !isBundle ? "handed" : "accepted";
        await notifications.conclude(transaction, one, { state, at });
        if (state === "accepted") await noteDelivered(transaction, one, at);
      }
    });
  }

  /** Undefined: they read it where they are, in the page's own room. */
  async function saidByChat(
    transaction: Transaction<PagingTables>,
    leased: readonly LeasedNotification[],
    room: Conversation,
    at: Temporal.Instant,
  ): Promise<Pick<Parameters<typeof lineOf>[0], "doc" | "actions"> | undefined> {
    const [first] = leased;
    const stored = first && (await pages.find(first.page, transaction));
    if (!stored) return undefined;
    if (leased.length > 1) return { doc: await bundleDoc(transaction, leased), actions: [] };
    const { page, shows } = stored;
    const isHome =
      page.home !== undefined && roomKey(parseConversationKey(page.home)) === roomKey(room);
    if (isHome) return undefined;
    if (first.kind === "page") {
      await parts.offerPresses(transaction, page.number, room, at);
      const doc = await statusOf(transaction, page, shows, words(), at, parts);
      return { doc, actions: personalActions(page, shows, first.person) };
    }
    return { doc: [paragraph(first.text ?? "")], actions: [] };
  }

  async function linesOf(
    transaction: Transaction<PagingTables>,
    leased: readonly LeasedNotification[],
  ): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const { page, text } of leased) {
      const stored = text === undefined ? await pages.find(page, transaction) : undefined;
      lines.push(text ?? (stored ? pageTitle(stored.page, stored.shows) : `#${page}`));
    }
    return lines;
  }

  async function bundleDoc(
    transaction: Transaction<PagingTables>,
    leased: readonly LeasedNotification[],
  ): Promise<Doc> {
    const lines = await linesOf(transaction, leased);
    return [
      paragraph(`${leased.length} more, at once:`),
      { list: lines.map((line) => [paragraph(line)]), ordered: false },
    ];
  }

  async function notificationOf(
    transaction: Transaction<PagingTables>,
    leased: readonly LeasedNotification[],
    at: Temporal.Instant,
  ): Promise<Notification | undefined> {
    const [first] = leased;
    const stored = first && (await pages.find(first.page, transaction));
    const person = roster().oncall.catalogue.people.find(({ id }) => id === first?.person);
    const address = person && first && addressOf(person, first.via);
    if (!stored || !first || !person || address === undefined) return undefined;
    const { page, shows } = stored;
    const lines = leased.length > 1 ? await linesOf(transaction, leased) : [];
    const isPage = first.kind === "page" && leased.length === 1;
    return {
      page: page.number,
      turn: first.turn,
      event: eventOf(first, page),
      urgency: first.kind === "page" ? page.urgency : "low",
      to: { person: person.id, address },
      from: actorName(page.openedBy, words()),
      about: lines.length > 0 ? `${lines.length} more at once` : shows.about,
      place: undefined,
      text: lines.length > 0 ? lines.join("\n") : (first.text ?? pageText(stored)),
      link: undefined,
      actions:
        isPage && page.state === "triggered" ? await linksTo(transaction, page, person, at) : [],
    };
  }

  /** What a notification has to press: made anew with every try, since nothing that could be used is kept. */
  async function linksTo(
    transaction: Transaction<PagingTables>,
    { number: page }: Page,
    { id: person }: Person,
    at: Temporal.Instant,
  ): Promise<Notification["actions"]> {
    const { publicUrl, links } = parts;
    if (publicUrl === undefined) return [];
    const offered: { readonly action: LinkAction; readonly url: string }[] = [];
    for (const action of ["ack", "escalate"] as const) {
      const bits = Buffer.from(randomHex(nonceBytes), "hex");
      const { token, stored } = makeLink({ page, person, action }, bits, at);
      await links.add(transaction, stored);
      offered.push({ action, url: `${publicUrl.replace(/\/+$/, "")}/act/${token}` });
    }
    return offered;
  }

  async function noteDelivered(
    transaction: Transaction<PagingTables>,
    { page, person, via, kind, due, lasts }: LeasedNotification,
    at: Temporal.Instant,
  ): Promise<void> {
    if (kind !== "page") return;
    const data = {
      person,
      via,
      outcome: "accepted",
      why: undefined,
      lateBy: lateBy(due, at),
    } as const;
    const entry = { at, actor: { kind: "clock" }, event: "delivered", data } as const;
    const seq = await pages.append(transaction, page, entry);
    if (lasts !== "always") return;
    const stored = await pages.find(page, transaction);
    const key = `page:${page}:line:${seq}`;
    const text = timelineLine(entry, words());
    if (stored) await tellHome(transaction, stored.page, { key, text, actions: [], at }, parts);
  }

  /** Writes what became of a try, and tells the page's thread what went wrong. */
  async function record(
    transaction: Transaction<PagingTables>,
    leased: LeasedNotification,
    outcome: NotifyOutcome,
    at: Temporal.Instant,
  ): Promise<void> {
    const { page: number, person, via, kind, lasts, attempts, due } = leased;
    if ("accepted" in outcome) {
      if (!(await notifications.conclude(transaction, leased, { state: "accepted", at }))) return;
      await noteDelivered(transaction, leased, at);
      if (attempts > 0) await repaintPage(transaction, number, at);
      return;
    }
    const why =
      "refused" in outcome
        ? outcome.refused
        : "unknown" in outcome
          ? outcome.unknown
          : outcome.reason;
    const isTest = kind === "page" && lasts === "always";
    const isOldNews = kind === "news" && attempts + 1 >= mostTriesOfNews;
    const isFinal = "refused" in outcome || isTest || isOldNews;
    const askedMs = "retryInMs" in outcome ? outcome.retryInMs : undefined;
    const end = isFinal
      ? ({ state: "refused", why } as const)
      : ({
          state: "waiting",
          why,
          nextTry: at.add({ milliseconds: nextTryMs(attempts + 1, askedMs) }),
        } as const);
    if (!(await notifications.conclude(transaction, leased, end))) return;
    // That it still fails is no news.
    if (kind === "news" || (!isFinal && attempts > 0)) return;
    const kindOf = isFinal ? "refused" : "unknown" in outcome ? "unknown" : "failing";
    const data = { person, via, outcome: kindOf, why, lateBy: lateBy(due, at) } as const;
    const entry = { at, actor: { kind: "clock" }, event: "delivered", data } as const;
    const seq = await pages.append(transaction, number, entry);
    if (isFinal) await notifications.hurry(transaction, leased, at);
    const stored = await pages.find(number, transaction);
    if (!stored) return;
    const text = `#${number}: ${timelineLine(entry, words())}`;
    await tellHome(
      transaction,
      stored.page,
      { key: `page:${number}:line:${seq}`, text, actions: [], at },
      parts,
    );
    await repaintPage(transaction, number, at);
  }

  async function repaintPage(
    transaction: Transaction<PagingTables>,
    number: number,
    at: Temporal.Instant,
  ): Promise<void> {
    const stored = await pages.find(number, transaction);
    if (stored) await repaint(transaction, stored.page, stored.shows, words(), at, parts);
  }

  /** Chat's own sender says later what became of what it was handed. */
  async function recordChat(): Promise<number> {
    const settled = await notifications.settledInOutbox();
    for (const one of settled) {
      await db.transaction().execute(async (transaction) => {
        const at = one.sentAt ?? clock.now();
        if (one.outcome === "gone") {
          await notifications.conclude(transaction, one, { state: "cancelled" });
          return;
        }
        const outcome: NotifyOutcome =
          one.outcome === "sent"
            ? { accepted: one.key }
            : {
                refused:
                  chatTroubles[one.error ?? ""] ??
                  `it was refused (${one.error ?? "no reason given"})`,
              };
        await record(transaction, one, outcome, at);
      });
    }
    return settled.length;
  }

  return {
    async pump(isDue) {
      const at = clock.now();
      await notifications.freeExpired(at, at.add({ milliseconds: leaseMs }));
      let begun = await recordChat();
      const due = (await notifications.waiting()).filter(isDue);
      const byLane = Map.groupBy(due, ({ via, person }) => `${via} ${person}`);
      for (const [lane, waiting] of byLane) {
        const [first] = waiting;
        const isBusy = [...lanes.keys()].filter((one) => one.split(" ")[0] === first?.via).length;
        if (!first || lanes.has(lane) || isBusy >= sendsAtATime) continue;
        begun += 1;
        const job = work(waiting, first.via, first.person).finally(() => lanes.delete(lane));
        lanes.set(lane, job);
      }
      return begun;
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
    freeAll: () => notifications.freeAll(),
  };
}

/** The same bundle is a repeat; with one more in it, it is something else, which no receiver may take for a repeat. */
function nonceOf([first, ...others]: readonly LeasedNotification[]): string {
  const nonces = [first, ...others].map((one) => one?.nonce ?? "");
  if (others.length === 0) return nonces.join("");
  return createHash("sha256")
    .update(nonces.join(" "))
    .digest("hex")
    .slice(0, 2 * nonceBytes);
}

/** Why a message could not be said to somebody alone. */
const chatTroubles: Readonly<Record<string, string>> = {
  gone: "the room to talk in alone is gone",
  "no-access": "we may not write to them alone",
  "no-private-route": "we may not write to them alone",
};

function pageText({ page, shows }: StoredPage): string {
  return shows.runbook ? `${page.text}\n\nRunbook: ${shows.runbook.title}` : page.text;
}

function eventOf({ kind }: LeasedNotification, page: Page): Notification["event"] {
  if (kind === "page" || page.state === "triggered") return "triggered";
  return page.state === "resolved"
    ? "resolved"
    : page.due === "time-out"
      ? "reminded"
      : "acknowledged";
}

function addressOf(person: Person, via: Via): string | undefined {
  return isOutside(via) ? person[via] : undefined;
}
