import type { Decided } from "./open-page.ts";
import { type Page, type PageIn, type PageState, printPageNumber } from "./page.ts";
import type { PageEvent, PageEventName } from "./page-event.ts";
import {
  type DecideGiven,
  escalated,
  handedBack,
  type Move,
  noted,
  reassigned,
  reminded,
  reopened,
  responderAdded,
  settled,
  snoozed,
  taken,
  takenToo,
  timedOut,
  turnTaken,
  woken,
} from "./page-moves.ts";
import type { Right } from "./page-rights.ts";

/** Why nothing has changed, and the events that this actor may bring about instead. */
export type Refused = {
  readonly refused: string;
  readonly allowed: readonly PageEventName[];
  /** They may ask to become a responder. */
  readonly offer: "add-me" | undefined;
};

type Of<Name extends PageEventName> = Extract<PageEvent, { readonly event: Name }>;

/** What happens in a state, by whom, and what becomes of it. */
type Row = {
  readonly states: readonly PageState[];
  readonly event: PageEventName;
  /** Any of them. */
  readonly by: readonly Right[];
  readonly isOpen: (page: Page, at: Temporal.Instant) => boolean;
  readonly move: (page: Page, event: PageEvent, given: DecideGiven) => Move | undefined;
};

function row<State extends PageState, Name extends PageEventName>(
  states: readonly State[],
  event: Name,
  by: readonly Right[],
  move: (page: PageIn<State>, event: Of<Name>, given: DecideGiven) => Move,
  isOpen: Row["isOpen"] = () => true,
): Row {
  const isIn = (page: Page): page is PageIn<State> => states.some((state) => state === page.state);
  const isIt = (one: PageEvent): one is Of<Name> => one.event === event;
  return {
    states,
    event,
    by,
    isOpen,
    move: (page, one, given) => (isIn(page) && isIt(one) ? move(page, one, given) : undefined),
  };
}

const reopensFor = Temporal.Duration.from({ hours: 24 });
const isFresh = ({ resolvedAt }: Page, at: Temporal.Instant): boolean =>
  resolvedAt !== undefined && Temporal.Instant.compare(at, resolvedAt.add(reopensFor)) <= 0;
const waitsFor =
  (due: Page["due"]): Row["isOpen"] =>
  (page) =>
    page.due === due;

const unresolved = ["triggered", "acknowledged"] as const;

/** All that can happen to a page; any other pair is refused. */
const rows: readonly Row[] = [
  row(["triggered"], "turn-due", ["clock"], turnTaken),
  row(["triggered"], "escalate", ["responder", "requester"], escalated),
  row(["triggered"], "ack", ["responder"], taken),
  row(["acknowledged"], "ack", ["responder"], takenToo),
  row(["acknowledged"], "reminded", ["clock"], reminded, waitsFor("remind")),
  row(["acknowledged"], "ack-timed-out", ["clock"], timedOut, waitsFor("time-out")),
  row(["acknowledged"], "hand-back", ["acker"], handedBack),
  row(unresolved, "snooze", ["responder"], snoozed),
  row(["acknowledged"], "woke", ["clock"], woken, waitsFor("wake")),
  row(unresolved, "reassign", ["responder"], reassigned),
  row(unresolved, "add-responder", ["responder", "requester"], responderAdded),
  row(unresolved, "note", ["in-home-room", "responder", "requester", "source"], noted),
  row(unresolved, "resolve", ["responder", "requester", "source"], settled),
  row(["resolved"], "reopen", ["responder", "requester"], reopened, isFresh),
];

/**
 * Decides what an event makes of a page. Whatever {@link rows} does not have is refused and changes nothing; so is an event of
 * the clock about an instant for which the page does not wait any more.
 *
 * Effects are in the order in which they have to happen.
 */
export function decidePage(page: Page, event: PageEvent, given: DecideGiven): Decided | Refused {
  const inState = rows.filter(({ states }) => states.includes(page.state));
  const found = inState.find((one) => one.event === event.event);
  const { rights, at, by } = given;
  const refuse = (why: string, offer?: Refused["offer"]): Refused => ({
    refused: `${why} Nothing has changed.`,
    allowed: allowedEvents(page, rights, at),
    offer,
  });
  if (!found) return refuse(`${standing(page)}, and cannot be ${verbs[event.event]}.`);
  if (!mayBring(found, rights)) return refuse(whyNot(page, found), offerFor(found, rights));
  if (!found.isOpen(page, at)) return refuse(whyClosed(page, found));
  const move = found.move(page, event, given);
  if (move === undefined || typeof move === "string") return refuse(move ?? standing(page));
  return {
    page: { ...move.page, version: page.version + 1 },
    entry: { at, actor: by, ...move.happened },
    effects: move.effects,
  };
}

/** What somebody with these rights may have happen to a page. */
export function allowedEvents(
  page: Page,
  rights: readonly Right[],
  at: Temporal.Instant,
): readonly PageEventName[] {
  return rows
    .filter(({ states }) => states.includes(page.state))
    .filter((one) => mayBring(one, rights) && one.isOpen(page, at))
    .map(({ event }) => event);
}

const mayBring = ({ by }: Row, rights: readonly Right[]): boolean =>
  by.some((right) => rights.includes(right));

const verbs: Readonly<Record<PageEventName, string>> = {
  "turn-due": "taken a turn further",
  escalate: "escalated",
  ack: "acknowledged",
  reminded: "reminded of",
  "ack-timed-out": "taken from somebody",
  "hand-back": "handed back",
  snooze: "snoozed",
  woke: "woken",
  reassign: "reassigned",
  "add-responder": "given another responder",
  note: "noted on",
  resolve: "resolved",
  reopen: "reopened",
};

const standings: Readonly<Record<PageState, string>> = {
  triggered: "waits for somebody to take it",
  acknowledged: "is acknowledged",
  resolved: "is resolved",
};

const standing = ({ number, state }: Page): string =>
  `${printPageNumber(number)} ${standings[state]}`;

const holders: Readonly<Record<Right, string>> = {
  responder: "a responder",
  requester: "whoever asked for the page",
  source: "its monitor",
  clock: "the clock",
  acker: "whoever has it",
  "in-home-room": "somebody in its room",
};

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });

function whyNot({ number }: Page, { states, event, by }: Row): string {
  const pager =
    event === "ack" && states.includes("triggered")
      ? ": that stops the pager, and it goes on until one does"
      : "";
  const whom = either.format(by.map((right) => holders[right]));
  return `${printPageNumber(number)} can only be ${verbs[event]} by ${whom}${pager}.`;
}

/** A human who wants to do what only responders may. */
function offerFor({ by }: Row, rights: readonly Right[]): Refused["offer"] {
  const isMachine = rights.includes("clock") || rights.includes("source");
  return by.includes("responder") && !isMachine ? "add-me" : undefined;
}

function whyClosed(page: Page, { event }: Row): string {
  return event === "reopen"
    ? `${standing(page)} for more than 24 h. Open a new page.`
    : `${standing(page)}, and does not wait to be ${verbs[event]}.`;
}
