import { printDuration } from "../../chat/spoken-duration.ts";
import type { Actor } from "./actor.ts";
import type { Page, PageIn } from "./page.ts";
import type { PageEffect, Told, Whom } from "./page-effect.ts";
import type { PageEvent, PageEventName } from "./page-event.ts";
import type { Right } from "./page-rights.ts";
import {
  acknowledged,
  fromFirstStep,
  reminderAfter,
  resolved,
  triggered,
} from "./page-standing.ts";
import { type Happening, lateBy } from "./timeline.ts";

export type DecideGiven = {
  readonly by: Actor;
  /** Of {@link rightsOf}, for this page as it is now. */
  readonly rights: readonly Right[];
  readonly at: Temporal.Instant;
};

/** What an event makes of a page before its version is counted, or why nothing. */
export type Move =
  | {
      readonly page: Page;
      readonly happened: Happening;
      readonly effects: readonly PageEffect[];
    }
  | string;

type Of<Name extends PageEventName> = Extract<PageEvent, { readonly event: Name }>;
type Unresolved = PageIn<"triggered" | "acknowledged">;

const patienceMs = 10 * 60_000;
const personHasMs = 5 * 60_000;
const snoozes = {
  least: Temporal.Duration.from({ minutes: 5 }),
  most: Temporal.Duration.from({ hours: 24 }),
};

const cancel: PageEffect = { effect: "cancel-notifications" };
const turnNow: PageEffect = { effect: "notify-turn-due-now" };
const repaint: PageEffect = { effect: "repaint-status" };
const tell = (whom: Whom, what: Told = "line"): PageEffect => ({ effect: "tell", whom, what });
const tellAll: readonly PageEffect[] = [tell("room"), tell("notified"), tell("requester")];

const late = "Something else has happened to the page since.";
const isAbout = ({ due }: { readonly due: Temporal.Instant }, { dueAt }: Unresolved): boolean =>
  due.equals(dueAt);

export function turnTaken(
  page: PageIn<"triggered">,
  event: Of<"turn-due">,
  given: DecideGiven,
): Move {
  if (!isAbout(event, page)) return late;
  const turn = page.turn + 1;
  const data = { turn, taken: event.taken, lateBy: lateBy(event.due, given.at) };
  return {
    page: { ...triggered(page, event.next.at), turn: event.next.turn - 1 },
    happened: { event: "turn", data },
    effects: [tell("room"), tell("requester"), repaint],
  };
}

/** A turn that is due already stays due since then. */
export function escalated(page: PageIn<"triggered">, _: Of<"escalate">, { at }: DecideGiven): Move {
  const isDue = Temporal.Instant.compare(page.dueAt, at) <= 0;
  return {
    page: triggered(page, isDue ? page.dueAt : at),
    happened: { event: "escalated", data: {} },
    effects: [turnNow, tell("room"), repaint],
  };
}

export function taken(page: PageIn<"triggered">, _: Of<"ack">, { by, at }: DecideGiven): Move {
  if (by.kind !== "person") return noPerson;
  return {
    page: acknowledged(page, by.person, at, reminderAfter(page, at)),
    happened: { event: "acknowledged", data: {} },
    effects: [cancel, ...tellAll, repaint],
  };
}

const noPerson = "Only somebody who is in people.yaml can have a page.";

/** By whoever has it, it is a sign: the deadline starts anew, but a snooze goes on. */
export function takenToo(
  page: PageIn<"acknowledged">,
  _: Of<"ack">,
  { by, at }: DecideGiven,
): Move {
  if (by.kind !== "person") return noPerson;
  const { ackedBy, ackedAt } = page;
  if (by.person !== ackedBy) {
    return {
      page,
      happened: { event: "joined-in", data: { ackedBy, since: ackedAt } },
      effects: [tell("actor", "already"), repaint],
    };
  }
  const deadline = page.due === "wake" ? page : reminderAfter(page, at);
  const { due, dueAt } = deadline;
  return {
    page: acknowledged(page, ackedBy, ackedAt, { due, dueAt }),
    happened: { event: "still-on-it", data: {} },
    effects: [repaint],
  };
}

export function reminded(
  page: PageIn<"acknowledged">,
  event: Of<"reminded">,
  { at }: DecideGiven,
): Move {
  if (page.due !== "remind" || !isAbout(event, page)) return late;
  const { ackedBy, ackedAt } = page;
  const dueAt = at.add({ milliseconds: patienceMs });
  return {
    page: acknowledged(page, ackedBy, ackedAt, { due: "time-out", dueAt }),
    happened: { event: "reminded", data: { ackedBy, since: ackedAt } },
    effects: [tell("acker", "reminder"), tell("room", "reminder"), repaint],
  };
}

const pagedAgain = [turnNow, tell("room"), tell("requester"), repaint];

export function timedOut(
  page: PageIn<"acknowledged">,
  event: Of<"ack-timed-out">,
  { at }: DecideGiven,
): Move {
  if (page.due !== "time-out" || !isAbout(event, page)) return late;
  const { ackedBy, ackedAt } = page;
  return {
    page: fromFirstStep(page, at),
    happened: { event: "ack-timed-out", data: { ackedBy, since: ackedAt } },
    effects: pagedAgain,
  };
}

export function handedBack(
  page: PageIn<"acknowledged">,
  _: Of<"hand-back">,
  { at }: DecideGiven,
): Move {
  return {
    page: fromFirstStep(page, at),
    happened: { event: "handed-back", data: {} },
    effects: pagedAgain,
  };
}

/** Whoever has it keeps it; where nobody does, whoever snoozes it takes it. */
export function snoozed(page: Unresolved, { length }: Of<"snooze">, { by, at }: DecideGiven): Move {
  if (by.kind !== "person") return noPerson;
  const { compare } = Temporal.Duration;
  if (compare(length, snoozes.least) < 0 || compare(length, snoozes.most) > 0) {
    return `A page can be snoozed for 5 min to 24 h, not for ${printDuration(length)}.`;
  }
  const until = at.add(length);
  const { ackedBy = by.person, ackedAt = at } = page;
  return {
    page: acknowledged(page, ackedBy, ackedAt, { due: "wake", dueAt: until }),
    happened: { event: "snoozed", data: { until } },
    effects: [cancel, ...tellAll, repaint],
  };
}

export function woken(page: PageIn<"acknowledged">, event: Of<"woke">, { at }: DecideGiven): Move {
  if (page.due !== "wake" || !isAbout(event, page)) return late;
  return {
    page: fromFirstStep(page, at),
    happened: { event: "woke", data: {} },
    effects: pagedAgain,
  };
}

export function reassigned(page: Unresolved, { to }: Of<"reassign">, { at }: DecideGiven): Move {
  if (to.kind === "policy") {
    return {
      page: { ...fromFirstStep(page, at), policy: to.policy },
      happened: { event: "reassigned", data: { policy: to.policy.id } },
      effects: [cancel, turnNow, ...tellAll, repaint],
    };
  }
  const { person } = to;
  const { turn, notified } = withTurnOf(person, page);
  return {
    page: fromFirstStep(notified, at.add({ milliseconds: personHasMs })),
    happened: { event: "reassigned", data: { person } },
    effects: [cancel, { effect: "notify-person", person, turn }, ...tellAll, repaint],
  };
}

export function responderAdded(page: Unresolved, { person }: Of<"add-responder">): Move {
  const { turn, notified } = withTurnOf(person, page);
  return {
    page: notified,
    happened: { event: "responder-added", data: { person } },
    effects: [{ effect: "notify-person", person, turn }, ...tellAll, repaint],
  };
}

/** Notifies somebody in a turn of their own; the policy goes on from where it is. */
function withTurnOf(
  person: string,
  page: Unresolved,
): { readonly turn: number; readonly notified: Unresolved } {
  const turn = page.turn + 1;
  const added = [...new Set([...page.added, person])];
  return { turn, notified: { ...page, turn, firstTurn: page.firstTurn + 1, added } };
}

export function noted(page: Unresolved, { text }: Of<"note">): Move {
  if (text.trim() === "") return "A note says something.";
  return { page, happened: { event: "noted", data: { text } }, effects: [] };
}

/** A monitor resolves it when its last alert is gone; until then the page only loses those that are. */
export function settled(page: Unresolved, event: Of<"resolve">, given: DecideGiven): Move {
  const { rights, at } = given;
  const isResponder = rights.includes("responder");
  if (!isResponder && rights.includes("source")) return alertsGone(page, event, at);
  const text = event.text?.trim() === "" ? undefined : event.text;
  if (!isResponder && text === undefined)
    return 'Say why it is over, as in "resolve it was a test".';
  return ended(page, text, at);
}

function alertsGone(page: Unresolved, { gone, text }: Of<"resolve">, at: Temporal.Instant): Move {
  const alerts = page.alerts.filter((alert) => !gone.includes(alert));
  if (alerts.length === page.alerts.length && (alerts.length > 0 || gone.length > 0)) {
    return "None of its alerts that fire is among those that are gone.";
  }
  if (alerts.length === 0) return ended({ ...page, alerts }, text, at);
  return {
    page: { ...page, alerts },
    happened: { event: "alerts-gone", data: { left: alerts.length } },
    effects: [repaint],
  };
}

function ended(page: Unresolved, text: string | undefined, at: Temporal.Instant): Move {
  return {
    page: resolved(page, at),
    happened: { event: "resolved", data: { text } },
    effects: [cancel, ...tellAll, repaint],
  };
}

export function reopened(
  page: PageIn<"resolved">,
  { twin }: Of<"reopen">,
  { at }: DecideGiven,
): Move {
  if (twin !== undefined) return `#${twin} is open about the same: go on there.`;
  return {
    page: fromFirstStep(page, at),
    happened: { event: "reopened", data: {} },
    effects: [turnNow, ...tellAll, repaint],
  };
}
