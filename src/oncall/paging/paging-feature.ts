import type { Kysely, Transaction } from "kysely";
import { type Conversation, conversationKey, roomKey } from "../../chat/conversation.ts";
import type { OutboxStore } from "../../chat/outbox-store.ts";
import { parseConversationKey } from "../../chat/parse-conversation.ts";
import { type Actor, principalOf } from "../page/actor.ts";
import { allowedEvents, decidePage } from "../page/decide-page.ts";
import { type Decided, joinPage, openPage } from "../page/open-page.ts";
import { type Page, printPageNumber } from "../page/page.ts";
import type { PageEvent } from "../page/page-event.ts";
import { rightsOf } from "../page/page-rights.ts";
import { placePage } from "../page/place-page.ts";
import { isTestPage, testKey } from "../page/test-page.ts";
import { planPerson } from "../page/turn-people.ts";
import { aimPage, reachOf } from "./aim-page.ts";
import type { MuteStore } from "./mute-store.ts";
import type { NewNotification } from "./notification-store.ts";
import type { PageShows } from "./page-shows.ts";
import type { StoredPage } from "./page-store.ts";
import { pageWordsFor } from "./page-words-for.ts";
import type { Acted, Opened, PageAsked, PageRunbook, Paging } from "./paging.ts";
import type { PagingTables } from "./paging-tables.ts";
import { statusActions } from "./status-doc.ts";
import { takeTurn } from "./take-turn.ts";
import { lineOf, repaint, statusOf, type WritePageGiven, writePage } from "./write-page.ts";

export type PagingParts = WritePageGiven & {
  readonly db: Kysely<PagingTables>;
  readonly mutes: MuteStore;
  /** Ids of schedules of which an older version is in force. */
  readonly keptSchedules: () => readonly string[];
  readonly outbox: Pick<OutboxStore, "queue" | "byMessage">;
  /** The room of a name as policies write it; undefined: there is none, or it cannot be known now. */
  readonly roomOf: (written: string) => Conversation | undefined;
  /** Where the team looks, as it is written. */
  readonly oncallRoom: string | undefined;
  /** Where pages stand that nobody asked for in a room, and whose policy names none. */
  readonly otherwise: Conversation | undefined;
  /** Lets the buttons of a page be pressed where it stands. */
  readonly offerPresses: (
    transaction: Transaction<PagingTables>,
    page: number,
    home: Conversation,
    at: Temporal.Instant,
  ) => Promise<void>;
  /** For everybody to read; the alert's, else the service's. */
  readonly runbookFor: (
    alert: string | undefined,
    service: string | undefined,
  ) => PageRunbook | undefined;
};

/** Pages as whoever lets time pass needs them, too. */
export type PagingFeature = Paging & {
  /** Does what is due of a page by the clock; nothing where it is not due any more. */
  runDue(number: number, due: Temporal.Instant, at: Temporal.Instant): Promise<void>;
};

/** A page that reaches nobody goes from step to step at once; so many turns of one page are taken in a row. */
const mostTurnsInRow = 100;

const { compare } = Temporal.Instant;

/** Creates the pages that are kept in a database. */
export function createPaging(parts: PagingParts): PagingFeature {
  const { db, pages, notifications, mutes, roster, timeZone, randomHex, outbox } = parts;
  const words = () => pageWordsFor(roster(), timeZone);

  async function openWithin(
    transaction: Transaction<PagingTables>,
    asked: PageAsked,
    at: Temporal.Instant,
  ): Promise<Opened> {
    const aim = aimPage(asked.target, roster().oncall);
    const key = `${aim.scope}${asked.dedupKey ?? `own:${randomHex(8)}`}`;
    const beside = await pages.openBeside(transaction, aim.service, key);
    const placed = placePage(aim.service, beside);
    if (placed.place === "join") return await join(transaction, placed.page, asked, "joined", at);
    if (placed.place === "open") {
      return await open(transaction, { ...asked, ...aim, key, placed: "opened" }, at);
    }
    const { service, dedupKey } = placed;
    const { twin } = await pages.openBeside(transaction, service, dedupKey);
    const text = `${aim.about}: ${asked.text}`;
    if (twin) return await join(transaction, twin, { ...asked, text }, "overflow", at);
    const first = `Many pages at once: this one counts the rest. The first is ${text}`;
    const rest = {
      ...asked,
      ...aim,
      service,
      text: first,
      key: dedupKey,
      placed: "overflow",
    } as const;
    // It ends with no monitor's word: what it counts comes and goes.
    return await open(transaction, { ...rest, source: undefined }, at);
  }

  async function open(
    transaction: Transaction<PagingTables>,
    asked: PageAsked &
      ReturnType<typeof aimPage> & { readonly key: string } & Pick<Opened, "placed">,
    at: Temporal.Instant,
  ): Promise<Opened> {
    const { service, policy, about, urgency, text, by, source, alerts, key, askedIn } = asked;
    const home = askedIn ?? homeFor(policy.steps.flatMap(({ notify }) => notify));
    const before = await pages.lastResolved(transaction, service, key);
    const decided = openPage({
      number: await pages.nextNumber(transaction),
      service,
      policy,
      urgency,
      dedupKey: key,
      text,
      by,
      source,
      alerts,
      follows: source === undefined ? undefined : before?.number,
      home: home && conversationKey(home),
      at,
    });
    const mute =
      by.kind === "source" || by.kind === "clock"
        ? (await mutes.list(at, transaction)).find((one) => one.service === service)
        : undefined;
    const page: Page = mute ? { ...decided.page, dueAt: mute.until } : decided.page;
    const shows: PageShows = {
      about,
      runbook: runbookFor(asked),
      // Nothing that only adorns a page may keep it from going out.
      similar: await similarTo(transaction, service).catch(() => undefined),
    };
    await pages.insert(transaction, { page, shows });
    await askedBy(transaction, page, by, askedIn);
    if (home) await parts.offerPresses(transaction, page.number, home, at);
    // It stands above whatever is said of it; what follows at once takes its place before it is out.
    await repaint(transaction, page, shows, words(), at, parts);
    const told = await write(
      transaction,
      { ...decided, page },
      { shows, at, where: askedIn, isNew: true },
    );
    if (mute) {
      const { until, by: muter, why } = mute;
      const muted = { event: "muted", data: { until, by: muter, why } } as const;
      await pages.append(transaction, page.number, { at, actor: { kind: "clock" }, ...muted });
    }
    return { placed: asked.placed, page: told.page, told: "" };
  }

  async function join(
    transaction: Transaction<PagingTables>,
    page: Page,
    { by, text, alerts, askedIn }: PageAsked,
    placed: Opened["placed"],
    at: Temporal.Instant,
  ): Promise<Opened> {
    const stored = await pages.find(page.number, transaction);
    const joined = stored && joinPage(stored.page, { by, text, alerts, at });
    if (!stored || !joined || "refused" in joined) throw new Error(`Page ${page.number} is gone`);
    await askedBy(transaction, joined.page, by, askedIn);
    await pages.save(transaction, joined.page);
    const { told } = await write(transaction, joined, {
      shows: stored.shows,
      at,
      where: askedIn,
      isNew: false,
    });
    return { placed, page: joined.page, told };
  }

  async function actWithin(
    transaction: Transaction<PagingTables>,
    number: number,
    event: PageEvent,
    by: Actor,
    where: Conversation | undefined,
    at: Temporal.Instant,
  ): Promise<Acted> {
    const stored = await pages.find(number, transaction);
    if (!stored) {
      return {
        done: false,
        told: `There is no page ${printPageNumber(number)}.`,
        offer: undefined,
      };
    }
    const { page, shows } = stored;
    if (isTestPage(page)) {
      const told = `${printPageNumber(number)} was a test: there is nothing to do.`;
      return { done: false, told, offer: undefined };
    }
    const decided = decidePage(page, await withTwin(transaction, event, page), {
      by,
      rights: await rightsIn(transaction, page, by, where),
      at,
    });
    if ("refused" in decided) {
      const wanted = { wanted: event.event, why: decided.refused };
      await pages.append(transaction, number, { at, actor: by, event: "refused", data: wanted });
      return { done: false, told: decided.refused, offer: decided.offer };
    }
    await pages.save(transaction, decided.page);
    const written = await write(transaction, decided, { shows, at, where, isNew: false });
    return { done: true, page: written.page, told: written.told };
  }

  /** Only who looks at all pages knows whether one about the same is open. */
  async function withTwin(
    transaction: Transaction<PagingTables>,
    event: PageEvent,
    { service, dedupKey }: Page,
  ): Promise<PageEvent> {
    if (event.event !== "reopen") return event;
    const { twin } = await pages.openBeside(transaction, service, dedupKey);
    return { event: "reopen", twin: twin?.number };
  }

  async function rightsIn(
    transaction: Transaction<PagingTables>,
    page: Page,
    by: Actor,
    where: Conversation | undefined,
  ) {
    const { oncall } = roster();
    const id = by.kind === "person" ? by.person : undefined;
    const reached = await notifications.reached(transaction, page.number);
    return rightsOf(by, page, {
      roles: oncall.catalogue.people.find((one) => one.id === id)?.roles ?? [],
      reach: reachOf(page.policy, oncall),
      notified: reached.map(({ person }) => person),
      isInHomeRoom:
        where !== undefined &&
        page.home !== undefined &&
        roomKey(where) === roomKey(parseConversationKey(page.home)),
    });
  }

  type Writing = Pick<Parameters<typeof writePage>[1], "shows" | "at" | "where" | "isNew">;

  /** Writes what was decided, takes the turns that are due with it, and brings the status message in line. */
  async function write(
    transaction: Transaction<PagingTables>,
    decided: Decided,
    writing: Writing,
  ): Promise<{ readonly page: Page; readonly told: string }> {
    const told = await writePage(transaction, { decided, ...writing }, parts);
    const page = await takeTurns(transaction, decided.page, writing);
    const isChanged = decided.effects.some(({ effect }) => effect === "repaint-status");
    // A new one was painted just now.
    if (page !== decided.page || (isChanged && !writing.isNew)) {
      await repaint(transaction, page, writing.shows, words(), writing.at, parts);
    }
    return { page, told };
  }

  async function takeTurns(
    transaction: Transaction<PagingTables>,
    from: Page,
    { shows, at, isNew }: Writing,
  ): Promise<Page> {
    let page = from;
    for (let turns = 0; turns < mostTurnsInRow; turns += 1) {
      if (page.state !== "triggered" || compare(page.dueAt, at) > 0) break;
      page = await takeOne(transaction, page, shows, at, isNew);
    }
    return page;
  }

  async function takeOne(
    transaction: Transaction<PagingTables>,
    page: Extract<Page, { readonly state: "triggered" }>,
    shows: PageShows,
    at: Temporal.Instant,
    isNew: boolean,
  ): Promise<Page> {
    const written = [parts.oncallRoom, ...page.policy.steps.flatMap(roomsNamed)].filter(
      (room) => room !== undefined,
    );
    const { plan, decided } = takeTurn(page, {
      at,
      ways: parts.waysOf,
      timeZone,
      roster: roster(),
      kept: parts.keptSchedules(),
      oncallRoom: parts.oncallRoom,
      lostRooms: written.filter((room) => parts.roomOf(room) === undefined),
    });
    await pages.save(transaction, decided.page);
    const number = page.number;
    const rows = plan.people.flatMap(({ person, notifications: planned }) =>
      planned.map(
        ({ via, dueAt, key }): NewNotification => ({
          key,
          page: number,
          turn: plan.turn,
          person,
          via,
          kind: "page",
          lasts: "triggered",
          text: undefined,
          due: dueAt,
        }),
      ),
    );
    await notifications.add(transaction, rows, () => randomHex(16));
    const isPassedOver = plan.isEmpty && plan.step.kind === "step";
    // A new status message says whom it asks first; why a step before that asks nobody is said in the thread.
    const isSaid = isNew && !isPassedOver;
    await writePage(transaction, { decided, shows, at, where: undefined, isNew: isSaid }, parts);
    const inRooms = [
      ...plan.rooms,
      ...(plan.people.length === 0 && !isPassedOver && parts.oncallRoom !== undefined
        ? [parts.oncallRoom]
        : []),
    ];
    await sayInRooms(transaction, decided.page, shows, inRooms, at);
    return decided.page;
  }

  /** The page itself, where a step names a room other than the one where it stands. */
  async function sayInRooms(
    transaction: Transaction<PagingTables>,
    page: Page,
    shows: PageShows,
    rooms: readonly string[],
    at: Temporal.Instant,
  ): Promise<void> {
    const home = page.home === undefined ? undefined : roomKey(parseConversationKey(page.home));
    const places = rooms.flatMap((room) => parts.roomOf(room) ?? []);
    const others = new Map(places.map((place) => [roomKey(place), place]));
    for (const [room, to] of others) {
      if (room === home) continue;
      const doc = await statusOf(transaction, page, shows, words(), at, parts);
      const conversation = conversationKey(to);
      await pages.addListener(transaction, page.number, { conversation, principal: undefined });
      const key = `page:${page.number}:${page.turn}:room:${room}`;
      const reply = lineOf({ key, to, doc, actions: statusActions(page, shows) });
      await outbox.queue(transaction, [reply], at, () => randomHex(16));
    }
  }

  function homeFor(targets: Parameters<typeof roomsIn>[0]): Conversation | undefined {
    const written = [...roomsIn(targets), ...(parts.oncallRoom ? [parts.oncallRoom] : [])];
    const [room] = written.flatMap((one) => parts.roomOf(one) ?? []);
    return room ?? parts.otherwise;
  }

  /** Nothing that only adorns a page may keep it from going out. */
  function runbookFor({ alertName, target }: PageAsked): PageRunbook | undefined {
    try {
      return parts.runbookFor(alertName, target.kind === "service" ? target.id : undefined);
    } catch {
      return undefined;
    }
  }

  async function similarTo(
    transaction: Transaction<PagingTables>,
    service: string | undefined,
  ): Promise<PageShows["similar"]> {
    if (service === undefined) return undefined;
    const last = await pages.lastResolved(transaction, service);
    if (last?.resolvedAt === undefined) return undefined;
    const { ended } = await pages.told(transaction, last.number);
    const how = ended?.event === "resolved" ? ended.data.text : undefined;
    const when = words().time(last.resolvedAt);
    const text = `Last time: ${printPageNumber(last.number)}, resolved ${when}${how === undefined ? "." : `: ${how}`}`;
    return { number: last.number, text: text.slice(0, 300).toWellFormed() };
  }

  async function askedBy(
    transaction: Transaction<PagingTables>,
    page: Page,
    by: Actor,
    where: Conversation | undefined,
  ): Promise<void> {
    const principal = principalOf(by);
    if (principal === undefined || where === undefined) return;
    const conversation = conversationKey(where);
    await pages.addListener(transaction, page.number, { principal, conversation });
  }

  return {
    openWithin,
    actWithin,
    async muteWithin(transaction, mute) {
      await mutes.put(transaction, mute);
    },
    async unmuteWithin(transaction, service, by, at) {
      if (!(await mutes.end(transaction, service, at))) return false;
      for (const page of await pages.open(transaction)) {
        const isWaiting = page.state === "triggered" && page.turn === 0 && page.service === service;
        const stored = isWaiting ? await pages.find(page.number, transaction) : undefined;
        if (!stored || !isWaiting) continue;
        const begun = { ...page, dueAt: at, version: page.version + 1 };
        await pages.save(transaction, begun);
        const entry = { at, actor: by, event: "unmuted", data: {} } as const;
        const effects = [
          { effect: "tell", whom: "room", what: "line" },
          { effect: "repaint-status" },
        ] as const;
        await write(
          transaction,
          { page: begun, entry, effects },
          { shows: stored.shows, at, where: undefined, isNew: false },
        );
      }
      return true;
    },
    async testWithin(transaction, id, by, where, at) {
      const { oncall } = roster();
      const aim = aimPage({ kind: "person", id }, oncall);
      const text = `TEST for ${aim.about}: nothing is wrong, and there is nothing to do.`;
      const { page: opened, entry } = openPage({
        number: await pages.nextNumber(transaction),
        service: undefined,
        policy: aim.policy,
        urgency: "high",
        dedupKey: `${testKey}${randomHex(8)}`,
        text,
        by,
        source: undefined,
        alerts: [],
        follows: undefined,
        home: where && conversationKey(where),
        at,
      });
      const page: Page = {
        ...opened,
        state: "resolved",
        due: undefined,
        dueAt: undefined,
        resolvedAt: at,
      };
      const shows = { about: "TEST" };
      await pages.insert(transaction, { page, shows });
      await pages.append(transaction, page.number, entry);
      await askedBy(transaction, page, by, where);
      const planned = planPerson(id, {
        page: page.number,
        occasion: "1",
        at,
        urgency: "high",
        ways: parts.waysOf,
        people: oncall.catalogue.people,
        timeZone,
      });
      const rules = "why" in planned ? [] : planned.notifications;
      const rows = rules.map(
        ({ via, key }): NewNotification => ({
          key,
          page: page.number,
          turn: 1,
          person: id,
          via,
          kind: "page",
          lasts: "always",
          text: undefined,
          // One by one, whatever the rules wait for.
          due: at,
        }),
      );
      await notifications.add(transaction, rows, () => randomHex(16));
      return page;
    },
    list: async (which) => (which === "all" ? await pages.newest(50) : inOrder(await pages.open())),
    async show(number) {
      const stored = await pages.find(number);
      if (!stored) return undefined;
      return {
        page: stored.page,
        timeline: await pages.timeline(number),
        runbook: stored.shows.runbook,
      };
    },
    async pageIn(where) {
      const here = await pages.standingIn(conversationKey(where));
      if (here !== undefined || where.thread === undefined) return here;
      // The thread of a status message that stands in a room's main line.
      const key = await outbox.byMessage({ ...where, message: where.thread });
      const [, number] = /^page:(\d+):status/.exec(key ?? "") ?? [];
      return number === undefined ? undefined : Number(number);
    },
    async pagesOf(by) {
      const open = await pages.open();
      const id = by.kind === "person" ? by.person : undefined;
      const own = await db.transaction().execute(async (transaction) => {
        const found: number[] = [];
        for (const page of open) {
          const rights = await rightsIn(transaction, page, by, undefined);
          const reached = await notifications.reached(transaction, page.number);
          const isMine =
            rights.includes("requester") ||
            rights.includes("acker") ||
            reached.some(({ person }) => person === id);
          if (isMine) found.push(page.number);
        }
        return found;
      });
      return own;
    },
    allowed: (number, by, at) =>
      db.transaction().execute(async (transaction) => {
        const found = await pages.find(number, transaction);
        if (!found) return [];
        return allowedEvents(
          found.page,
          await rightsIn(transaction, found.page, by, undefined),
          at,
        );
      }),
    mutes: (at) => mutes.list(at),
    async runDue(number, due, at) {
      await db.transaction().execute(async (transaction) => {
        const stored = await pages.find(number, transaction);
        if (!stored || stored.page.state === "resolved" || !stored.page.dueAt.equals(due)) return;
        await runOne(transaction, stored, due, at);
      });
    },
  };

  async function runOne(
    transaction: Transaction<PagingTables>,
    { page, shows }: StoredPage,
    due: Temporal.Instant,
    at: Temporal.Instant,
  ): Promise<void> {
    const writing = { shows, at, where: undefined, isNew: false };
    if (page.state === "triggered") {
      // It is due now, though a clock that was set back may not say so.
      const turned = await takeOne(transaction, page, shows, at, false);
      const last = await takeTurns(transaction, turned, writing);
      await repaint(transaction, last, shows, words(), at, parts);
      return;
    }
    if (page.state === "resolved") return;
    const event = ({ remind: "reminded", "time-out": "ack-timed-out", wake: "woke" } as const)[
      page.due
    ];
    const decided = decidePage(
      page,
      { event, due },
      { by: { kind: "clock" }, rights: ["clock"], at },
    );
    if ("refused" in decided) throw new Error(decided.refused);
    await pages.save(transaction, decided.page);
    await write(transaction, decided, writing);
  }
}

const roomsIn = (targets: readonly { readonly kind: string; readonly room?: string }[]) =>
  targets.flatMap(({ room }) => (room === undefined ? [] : [room]));

const roomsNamed = ({
  notify,
}: {
  readonly notify: readonly { readonly kind: string; readonly room?: string }[];
}) => roomsIn(notify);

/** Nobody has it first; then the oldest. */
function inOrder(open: readonly Page[]): readonly Page[] {
  const rank = ({ state }: Page) => (state === "triggered" ? 0 : 1);
  return open.toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
}
