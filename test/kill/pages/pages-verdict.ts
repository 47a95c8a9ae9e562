import type { Arrival } from "./front.ts";
import type { KeptNotification, KeptPages } from "./kept-pages.ts";
import { latenessOf } from "./lateness.ts";
import type { PagerOffice } from "./pager-office.ts";
import { dedupKeyOf, type Step, type Story, textOf } from "./story.ts";

export type PagesVerdict = {
  readonly lost: readonly string[];
  readonly afterAck: readonly string[];
  /** What a phone was told twice; and how much of that the kills and the lost answers account for. */
  readonly doubled: number;
  readonly excused: number;
  /** Milliseconds by which a turn was late: since it was due, and since the start where it was due before. */
  readonly aliveMs: number;
  readonly startMs: number;
  /** All else that is not as it should be. */
  readonly faults: readonly string[];
};

/** What was on its way when a page was taken has arrived so soon after. */
const inFlightMs = 1_000;

/** Judges what people have got and what the database keeps, once the bot has stopped. */
export function judgePages(office: PagerOffice, stories: readonly Story[]): PagesVerdict {
  const kept = office.kept.all();
  const again = office.server.again();
  const strays = strayNonces(office, kept);
  const { doubled, excused, unexcused } = doublesOf(office);
  return {
    lost: [...lostPages(stories, kept), ...lostNotifications(office, kept), ...lostTurns(kept)],
    afterAck: [...leasedAfterAck(office, kept), ...arrivedAfterAck(office, kept)],
    doubled,
    excused,
    ...latenessOf(kept.journal, office),
    faults: [
      ...kept.inbox.flatMap(({ dedup_key, state }) =>
        state === "done" ? [] : [`${dedup_key} is ${state} in the inbox`],
      ),
      ...(again > 0 ? [`${again} messages were posted again without a look`] : []),
      ...postedTwice(office),
      ...strays.map((nonce) => `nobody knows of what was sent with the nonce ${nonce}`),
      ...unexcused.map((nonce) => `${nonce} came twice to a phone, and nothing went wrong`),
      // What chat was to say of a page was given up, since somebody took the page.
      ...office.log.filter((line) => !line.includes('"event":"chat.stale"')),
    ],
  };
}

const done = {
  ack: "acknowledged",
  escalate: "escalated",
  release: "handed-back",
  resolve: "resolved",
} as const;

/** Whatever somebody has done has had its effect once. */
function lostPages(stories: readonly Story[], kept: KeptPages): readonly string[] {
  return stories.flatMap((story) => {
    const pages = kept.pages.filter(({ text }) => text === textOf(story));
    const [page] = pages;
    if (!page || pages.length > 1) return [`${textOf(story)} has ${pages.length} pages`];
    const timeline = kept.timeline.filter((entry) => entry.page === page.number);
    const is = (step: Step) => step.do !== "page" && step.do !== "wait" && done[step.do];
    const counts = Object.values(done).flatMap((event) => {
      const expected = story.steps.filter((step) => is(step) === event).length;
      const found = timeline.filter((entry) => entry.event === event).length;
      return found === expected
        ? []
        : [`#${page.number} (${dedupKeyOf(story, 0)}) was ${event} ${found} times of ${expected}`];
    });
    return page.state === "resolved" ? counts : [...counts, `#${page.number} is ${page.state}`];
  });
}

/** What a turn wanted to be sent was sent, unless somebody took the page before. */
function lostNotifications(office: PagerOffice, kept: KeptPages): readonly string[] {
  return kept.notifications
    .filter(({ kind }) => kind === "page")
    .flatMap((one) => {
      switch (one.state) {
        case "accepted":
          return hasArrived(office, one) ? [] : [`${one.key} is sent, and nobody got it`];
        case "cancelled":
          return isTaken(one, kept) ? [] : [`${one.key} is cancelled, though nobody had the page`];
        default:
          return [`${one.key} by ${one.via} is ${one.state}: ${one.error ?? "no reason"}`];
      }
    });
}

function hasArrived({ server, phones, hooks }: PagerOffice, one: KeptNotification): boolean {
  const { via, nonce, page } = one;
  if (via === "memory") {
    return server.posts.some(
      ({ reply }) =>
        reply.key === one.key ||
        // As one of several.
        (reply.key.startsWith("bundle:") && JSON.stringify(reply.doc).includes(`#${page} `)),
    );
  }
  const { arrivals } = via === "ntfy" ? phones : hooks;
  return arrivals.some((arrival) => arrival.nonce === nonce || arrival.body.includes(`#${page} `));
}

const endsPaging = new Set(["acknowledged", "resolved", "snoozed", "reassigned"]);

function seqOfTurn({ page, turn }: KeptNotification, { timeline }: KeptPages): number {
  return (
    timeline.find((one) => one.page === page && one.event === "turn" && one.data.turn === turn)
      ?.seq ?? Number.POSITIVE_INFINITY
  );
}

function isTaken(one: KeptNotification, kept: KeptPages): boolean {
  const seq = seqOfTurn(one, kept);
  return kept.timeline.some(
    (entry) => entry.page === one.page && entry.seq > seq && endsPaging.has(entry.event),
  );
}

/** Turns are numbered without a hole, and each of the people that one has picked has something to be sent. */
function lostTurns({ pages, timeline, notifications }: KeptPages): readonly string[] {
  return pages.flatMap(({ number, turn: last }) => {
    const turns = timeline.flatMap((one) =>
      one.page === number && one.event === "turn" ? [one.data] : [],
    );
    const inOrder = turns.every(({ turn }, index) => turn === index + 1) && turns.length === last;
    const forgotten = turns.flatMap(({ turn, taken }) =>
      taken.people
        .filter(
          (person) =>
            !notifications.some(
              (one) => one.page === number && one.turn === turn && one.person === person,
            ),
        )
        .map((person) => `${person} was to hear of #${number} in turn ${turn}`),
    );
    return inOrder && last > 0
      ? forgotten
      : [
          ...forgotten,
          `#${number} took the turns ${turns.map(({ turn }) => turn).join(", ")} of ${last}`,
        ];
  });
}

/**
 * The engine itself has written down in which state a page was when something of it was taken up. What is in chat's hands
 * may be taken up to see whether it is out, as long as it is not sent then.
 */
function leasedAfterAck({ server }: PagerOffice, { journal, notifications }: KeptPages) {
  return journal.flatMap(({ what, state, key, at }) => {
    if (what !== "leased" || state === "triggered") return [];
    const isChat = notifications.some((one) => one.key === key && one.via === "memory");
    const isOut = server.posts.some(({ reply, atMs }) => reply.key === key && atMs >= at);
    return isChat && !isOut ? [] : [`${key} was taken up when its page was ${state}`];
  });
}

/** Nothing comes to people once a page's thread reads that somebody has it, but for what was on its way then. */
function arrivedAfterAck(office: PagerOffice, kept: KeptPages): readonly string[] {
  const ends = kept.timeline.filter(({ event }) => endsPaging.has(event));
  const lifeAt = (ms: number) => office.lives.findLastIndex(({ startedMs }) => startedMs <= ms);
  return kept.notifications
    .filter(({ kind }) => kind === "page")
    .flatMap((one) => {
      const turn = seqOfTurn(one, kept);
      const end = ends.find(({ page, seq }) => page === one.page && seq > turn);
      const told = office.server.posts.find(
        ({ reply }) => end && reply.key === `page:${one.page}:line:${end.seq}`,
      );
      if (!told) return [];
      const late = arrivalsOf(office, one).filter(
        (atMs) =>
          atMs > told.atMs + inFlightMs || (atMs > told.atMs && lifeAt(atMs) !== lifeAt(told.atMs)),
      );
      return late.map(
        (atMs) => `${one.key} came by ${one.via} ${atMs - told.atMs} ms after the page was taken`,
      );
    });
}

function arrivalsOf({ server, phones, hooks }: PagerOffice, one: KeptNotification) {
  const same = ({ nonce }: Pick<Arrival, "nonce">) => nonce === one.nonce;
  if (one.via !== "memory") {
    const { arrivals } = one.via === "ntfy" ? phones : hooks;
    return arrivals.filter(same).map(({ atMs }) => atMs);
  }
  return server.posts.filter(({ reply }) => reply.key === one.key).map(({ atMs }) => atMs);
}

/** A phone cannot know what it has shown: what was on its way at a kill, or was not answered, it may show twice. */
function doublesOf({ phones, inFlight }: PagerOffice) {
  const excuses = Map.groupBy([...inFlight, ...phones.swallowed], (nonce) => nonce);
  const counts = Map.groupBy(phones.arrivals, ({ nonce }) => nonce);
  const repeats = [...counts].map(([nonce, { length }]) => ({ nonce, times: length - 1 }));
  return {
    doubled: repeats.reduce((sum, { times }) => sum + times, 0),
    excused: inFlight.length + phones.swallowed.length,
    unexcused: repeats
      .filter(({ nonce, times }) => times > (excuses.get(nonce)?.length ?? 0))
      .map(({ nonce }) => nonce),
  };
}

function strayNonces({ phones, hooks }: PagerOffice, { notifications }: KeptPages) {
  const known = new Set(notifications.map(({ nonce }) => nonce));
  const all = new Set([...phones.arrivals, ...hooks.arrivals].map(({ nonce }) => nonce));
  return [...all].filter((nonce) => !known.has(nonce));
}

/** A chat server and a hook know a nonce; what has another is another message. */
function postedTwice({ server }: PagerOffice): readonly string[] {
  const byKey = Map.groupBy(server.posts, ({ reply }) => reply.key);
  return [...byKey].flatMap(([key, { length }]) =>
    length > 1 ? [`${key} was posted ${length} times`] : [],
  );
}
