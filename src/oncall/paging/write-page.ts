import type { Transaction } from "kysely";
import type { Action } from "../../chat/action.ts";
import { type Conversation, roomKey } from "../../chat/conversation.ts";
import { type Doc, paragraph, type Run } from "../../chat/doc.ts";
import type { OutboxStore } from "../../chat/outbox-store.ts";
import { parseConversationKey, parsePrincipalKey } from "../../chat/parse-conversation.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Person } from "../../knowledge/person.ts";
import { later } from "../instant-order.ts";
import type { Decided } from "../page/open-page.ts";
import { type Page, printPageNumber } from "../page/page.ts";
import type { PageEffect, Whom } from "../page/page-effect.ts";
import type { PageWords } from "../page/page-words.ts";
import { personalRules, type Via } from "../page/personal-rules.ts";
import { deliveryText, timelineLine } from "../page/timeline-line.ts";
import { toldText } from "../page/told-text.ts";
import { planPerson } from "../page/turn-people.ts";
import type { Roster } from "../roster.ts";
import type { MuteStore } from "./mute-store.ts";
import type { NewNotification, NotificationStore } from "./notification-store.ts";
import { pageMentions } from "./page-mentions.ts";
import type { PageShows } from "./page-shows.ts";
import type { PageStore } from "./page-store.ts";
import { pageWordsFor } from "./page-words-for.ts";
import type { PagingTables } from "./paging-tables.ts";
import { reminderActions, statusActions, statusDoc } from "./status-doc.ts";

/** What writing a page takes. */
export type WritePageGiven = {
  readonly pages: PageStore;
  readonly notifications: NotificationStore;
  readonly mutes: Pick<MuteStore, "list">;
  readonly outbox: Pick<OutboxStore, "queue">;
  readonly roster: () => Roster;
  /** Ways to somebody that run here. */
  readonly waysOf: (person: Person) => readonly Via[];
  /** The company's zone. */
  readonly timeZone: string;
  readonly randomHex: (bytes: number) => string;
};

/** Something that has happened to a page, as it is written. */
export type Happened = {
  readonly decided: Decided;
  readonly shows: PageShows;
  readonly at: Temporal.Instant;
  /** Where whoever did it speaks; undefined: nowhere that a reply could go. */
  readonly where: Conversation | undefined;
  /** The status message is new with it, and says what has happened. */
  readonly isNew: boolean;
};

const nonceBytes = 16;

/**
 * Writes what follows from what was decided of a page: its timeline, who is told, who is notified. The page itself is
 * written by whoever calls, and its status message once nothing more follows.
 *
 * @returns what whoever did it is told, beside what stands in the page's own thread; nothing where that says it
 */
export async function writePage(
  transaction: Transaction<PagingTables>,
  happened: Happened,
  given: WritePageGiven,
): Promise<string> {
  const { decided, where, isNew } = happened;
  const { page, entry, effects } = decided;
  const { pages } = given;
  const seq = await pages.append(transaction, page.number, entry);
  const words = pageWordsFor(given.roster(), given.timeZone);
  const told: string[] = [];
  /** Conversations that have heard of it. */
  const heard = new Set<string>();
  const home = homeOf(page);
  if (isNew && home) heard.add(roomKey(home));
  for (const effect of effects) {
    switch (effect.effect) {
      case "cancel-notifications":
        await given.notifications.cancel(transaction, page.number);
        break;
      case "notify-person":
        await notifyPerson(transaction, effect, happened, given);
        break;
      case "tell":
        await tell(transaction, effect, { ...happened, seq, words, heard, told }, given);
        break;
      case "notify-turn-due-now":
      case "repaint-status":
        break;
    }
  }
  if (told.length > 0) return told.join(" ");
  const isSaid = where !== undefined && home !== undefined && isSame(where, home);
  if (isSaid && heard.has(roomKey(home))) return "";
  return toldText("line", page, entry, words);
}

/** The conversation where a page stands. */
function homeOf({ home }: Page): Conversation | undefined {
  return home === undefined ? undefined : parseConversationKey(home);
}

const isSame = (one: Conversation, other: Conversation) => roomKey(one) === roomKey(other);

type Telling = Happened & {
  readonly seq: number;
  readonly words: PageWords;
  readonly heard: Set<string>;
  readonly told: string[];
};

/** What a room that a step has named hears of a page beside its own turns: whether it still waits for somebody. */
const forRooms: ReadonlySet<string> = new Set([
  "acknowledged",
  "snoozed",
  "reassigned",
  "resolved",
  "reopened",
]);

async function tell(
  transaction: Transaction<PagingTables>,
  { whom, what }: Extract<PageEffect, { readonly effect: "tell" }>,
  happened: Telling,
  given: WritePageGiven,
): Promise<void> {
  const { decided, words, heard, told, seq, at } = happened;
  const { page, entry } = decided;
  const text = toldText(what, page, entry, words);
  const key = `page:${page.number}:line:${seq}`;
  switch (whom) {
    case "actor":
      told.push(text);
      return;
    case "room": {
      if (happened.isNew) return;
      const actions = what === "reminder" ? reminderActions(page) : [];
      const home = homeOf(page);
      const mentions = home ? pageMentions(page, entry, home, given.roster()) : [];
      await tellHome(transaction, page, { key, text, actions, at, mentions }, given);
      if (home) heard.add(roomKey(home));
      return;
    }
    case "requester": {
      const listeners = await given.pages.listeners(transaction, page.number);
      const rooms = new Map(
        listeners
          .filter(({ principal }) => principal !== undefined || forRooms.has(entry.event))
          .map(({ conversation }) => {
            const to = parseConversationKey(conversation);
            return [roomKey(to), to];
          }),
      );
      for (const [room, to] of rooms) {
        const isHome = page.home !== undefined && room === roomKey(parseConversationKey(page.home));
        if (heard.has(room) || isHome) continue;
        heard.add(room);
        const reply = lineOf({ key: `${key}:${room}`, to, doc: [paragraph(text)], actions: [] });
        await queue(transaction, reply, at, given);
      }
      return;
    }
    default:
      await tellPeople(transaction, { whom, text, ...happened }, given);
  }
}

/** Sends news to people by the ways on which they heard of the page, or would hear of it first. */
async function tellPeople(
  transaction: Transaction<PagingTables>,
  telling: Telling & {
    readonly whom: Extract<Whom, "acker" | "notified" | "last-turn">;
    readonly text: string;
  },
  given: WritePageGiven,
): Promise<void> {
  const { decided, whom, text, seq, at } = telling;
  const { page, entry } = decided;
  const reached = await given.notifications.reached(transaction, page.number);
  const asked =
    whom === "last-turn"
      ? await given.notifications.lastAsked(transaction, page.number)
      : new Map<string, Temporal.Instant>();
  const actor = entry.actor.kind === "person" ? entry.actor.person : undefined;
  const people = {
    acker: [page.ackedBy ?? ""],
    notified: reached.map(({ person }) => person),
    "last-turn": [...asked.keys(), ...page.added],
  }[whom];
  const all = new Set(people);
  const isCalm = whom === "notified";
  const news = [...all].flatMap((person) => {
    if (person === actor) return [];
    const own = reached.filter((one) => one.person === person).map(({ via }) => via);
    const ways = isCalm ? calmWays(own) : firstWays(person, page, given);
    return [...new Set(ways)].map(
      (via): NewNotification => ({
        key: `page:${page.number}:news:${seq}:${person}:${via}`,
        page: page.number,
        turn: page.turn,
        person,
        via,
        kind: "news",
        lasts: isCalm ? "always" : "open",
        text,
        // Whoever is let sleep hears of it after the page itself.
        due: later(asked.get(person) ?? at, at),
      }),
    );
  });
  await given.notifications.add(transaction, news, () => given.randomHex(nonceBytes));
}

/** Good news comes by chat, where somebody has heard of the page there. */
function calmWays(own: readonly Via[]): readonly Via[] {
  const chat = own.filter((via) => via !== "ntfy" && via !== "email" && via !== "webhook");
  return chat.length > 0 ? chat : own;
}

function firstWays(id: string, page: Page, given: WritePageGiven): readonly Via[] {
  const person = given.roster().oncall.catalogue.people.find((one) => one.id === id);
  const rules = person ? personalRules(person, page.urgency, given.waysOf(person)) : [];
  const soonest = Math.min(...rules.map(({ after }) => after.total("seconds")));
  return rules.filter(({ after }) => after.total("seconds") === soonest).map(({ via }) => via);
}

async function notifyPerson(
  transaction: Transaction<PagingTables>,
  { person, turn }: Extract<PageEffect, { readonly effect: "notify-person" }>,
  { decided, at }: Happened,
  given: WritePageGiven,
): Promise<void> {
  const { page } = decided;
  const planned = planPerson(person, {
    page: page.number,
    occasion: `${turn}`,
    at,
    urgency: page.urgency,
    ways: given.waysOf,
    people: given.roster().oncall.catalogue.people,
    timeZone: given.timeZone,
  });
  if ("why" in planned) {
    const text = `${printPageNumber(page.number)}: ${planned.name} cannot be notified by us. Call them.`;
    const key = `page:${page.number}:unreachable:${turn}:${person}`;
    await tellHome(transaction, page, { key, text, actions: [], at }, given);
    return;
  }
  const rows = planned.notifications.map(
    ({ via, dueAt, key }): NewNotification => ({
      key,
      page: page.number,
      turn,
      person,
      via,
      kind: "page",
      lasts: page.state === "triggered" ? "triggered" : "open",
      text: undefined,
      due: dueAt,
    }),
  );
  await given.notifications.add(transaction, rows, () => given.randomHex(nonceBytes));
}

type Line = {
  readonly key: string;
  readonly text: string;
  readonly actions: readonly Action[];
  readonly at: Temporal.Instant;
  /** Who is called by name before it. */
  readonly mentions?: readonly Run[];
};

/** Says something in a page's own thread. */
export async function tellHome(
  transaction: Transaction<PagingTables>,
  page: Page,
  { key, text, actions, at, mentions = [] }: Line,
  given: Pick<WritePageGiven, "outbox" | "randomHex">,
): Promise<void> {
  const to = homeOf(page);
  if (!to) return;
  const inThreadOf = statusKey(page.number);
  const called = mentions.flatMap((run): readonly Run[] => [run, { text: " " }]);
  const doc = [{ p: [...called, { text }] }];
  const line = lineOf({ key, to, doc, actions, inThreadOf });
  await queue(transaction, { ...line, asker: askerOf(page) }, at, given);
}

/** Whoever asked for it is told by direct message what cannot be said in the room any more. */
function askerOf({ requester }: Page): Reply["asker"] {
  return requester === undefined ? undefined : parsePrincipalKey(requester);
}

const statusKey = (number: number) => `page:${number}:status`;

/** Brings the status message in line with the page. */
export async function repaint(
  transaction: Transaction<PagingTables>,
  page: Page,
  shows: PageShows,
  words: PageWords,
  at: Temporal.Instant,
  given: WritePageGiven,
): Promise<void> {
  const to = homeOf(page);
  if (!to) return;
  const doc = await statusOf(transaction, page, shows, words, at, given);
  const first = statusKey(page.number);
  const updates =
    page.version === 1
      ? { key: first }
      : { key: `${first}:${given.randomHex(nonceBytes)}`, updateOf: first };
  const reply = lineOf({ ...updates, to, doc, actions: statusActions(page, shows) });
  await queue(transaction, reply, at, given);
}

/** The message in which a page stands, as it is within the transaction. */
export async function statusOf(
  transaction: Transaction<PagingTables>,
  page: Page,
  shows: PageShows,
  words: PageWords,
  at: Temporal.Instant,
  { pages, notifications, mutes }: Pick<WritePageGiven, "pages" | "notifications" | "mutes">,
): Promise<Doc> {
  const { said, joined, ended } = await pages.told(transaction, page.number);
  const waiting = page.state === "triggered" && page.turn === 0;
  const mute = waiting
    ? (await mutes.list(at, transaction)).find(({ service }) => service === page.service)
    : undefined;
  const troubles = await notifications.troubles(transaction, page.number);
  return statusDoc({
    page,
    shows,
    words,
    said,
    joined,
    ended: ended && timelineLine(ended, words),
    waits: mute
      ? `${shows.about} is muted by ${words.person(mute.by)} until ${words.time(mute.until)} (${mute.why}): nobody is asked before that.`
      : undefined,
    troubles: troubles.map(({ person, ...trouble }) =>
      deliveryText({ ...trouble, person: words.person(person) }),
    ),
  });
}

async function queue(
  transaction: Transaction<PagingTables>,
  reply: Reply,
  at: Temporal.Instant,
  { outbox, randomHex }: Pick<WritePageGiven, "outbox" | "randomHex">,
): Promise<void> {
  await outbox.queue(transaction, [reply], at, () => randomHex(nonceBytes));
}

/** What is said of a page in a room: it is never too late, and keeps the order in which it happened. */
export function lineOf(
  said: Pick<Reply, "key" | "to" | "doc" | "actions" | "updateOf" | "inThreadOf">,
): Reply {
  return { ...said, audience: "everyone", importance: "alert", broadcast: false };
}
