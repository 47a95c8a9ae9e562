import { printDuration } from "../../chat/spoken-duration.ts";
import type { Person } from "../../knowledge/person.ts";
import { nameOf } from "../decide-overlay.ts";
import type { Target } from "../policy.ts";
import { printInstant } from "../print-span.ts";
import { stepOfTurn } from "./turn-number.ts";
import type { NotifiedPerson, UnreachablePerson } from "./turn-people.ts";
import type { TurnGiven, TurnPlan } from "./turn-plan.ts";
import type { AskedBy, ScheduleSeen } from "./turn-targets.ts";

type Unsaid = Omit<TurnPlan, "said">;

/** What the thread of a page is told of a turn: whom it asks, whom it cannot, and what comes next. */
export function turnText(plan: Unsaid, given: TurnGiven): string {
  const asked = askedText(plan);
  return [
    `${leadText(plan, given)} ${asked === "" ? "nobody" : asked}.`,
    ...nightTexts(plan, given),
    ...faultTexts(plan),
    nextText(plan, given),
  ].join(" ");
}

/** Everybody and every room that a turn asks: `Ana (on call for "primary"), Bo and #ops`. */
export function askedText({ people, rooms }: Pick<Unsaid, "people" | "rooms">): string {
  return listed([...people.map(({ name, by }) => `${name}${reasonText(by)}`), ...rooms]);
}

/** Why somebody or something that a turn means does not hear of it, a sentence each. */
export function faultTexts({ unreachable, lostRooms, schedules }: Unsaid): readonly string[] {
  return [
    ...schedules.flatMap(scheduleTexts),
    ...[...Map.groupBy(unreachable, ({ why }) => why).values()].map(unreachableText),
    ...lostRooms.map((room) => `Nothing can be said in ${room}.`),
  ];
}

/** What happens unless somebody has the page by then. */
export function nextText(
  { turn, step, people, isEmpty, nextDueAt }: Unsaid,
  given: TurnGiven,
): string {
  const { policy, turnsBefore, at, timeZone } = given;
  const isMorning = people.length > 0 && people.every((person) => isLetSleep(person, at));
  const when = isMorning
    ? onClock(nextDueAt, timeZone)
    : `in ${printDuration(at.until(nextDueAt))}`;
  if (step.kind === "everybody") return `Unless somebody has it by then, it asks again ${when}.`;
  const next = stepOfTurn(policy, turn + 1, turnsBefore);
  const { people: known } = given.roster.oncall.catalogue;
  const whom =
    next.kind === "everybody"
      ? "everybody"
      : listed((policy.steps[next.index]?.notify ?? []).map((one) => targetText(one, known)));
  const what =
    next.kind === "step" ? `step ${next.index + 1} asks ${whom || "nobody"}` : `it asks ${whom}`;
  return isEmpty ? `Now ${what}.` : `Unless somebody has it by then, ${what} ${when}.`;
}

/** Whether a page that is not urgent waits for somebody's morning. */
export const isLetSleep = ({ from }: NotifiedPerson, at: Temporal.Instant) =>
  Temporal.Instant.compare(from, at) > 0;

/** `on Mon 30 Nov 08:00 (Europe/Madrid, +01:00)`. */
export const onClock = (at: Temporal.Instant, timeZone: string) =>
  `on ${printInstant(at, [timeZone])}`;

/** `Ana`, `Ana and Bo`, `Ana, Bo and #ops`; nothing for none. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

function leadText({ step }: Unsaid, { policy: { steps, repeat } }: TurnGiven): string {
  if (step.kind === "step") {
    const round = step.round === 1 ? "" : ` (round ${step.round} of ${repeat + 1})`;
    return `Step ${step.index + 1} of ${steps.length}${round} asks`;
  }
  if (step.why === "no-step-reaches") return "No step reaches anybody, so this asks everybody:";
  return step.time === 1
    ? "All steps are through and nobody has it, so this asks everybody:"
    : "Nobody has it yet, so this asks everybody again:";
}

function reasonText(by: AskedBy): string {
  if (by.kind === "schedule") return ` (on call for "${by.schedule}")`;
  return by.kind === "added" ? " (added)" : "";
}

/** Whoever is let sleep. */
function nightTexts({ people }: Unsaid, { at }: TurnGiven): readonly string[] {
  return people
    .filter((person) => isLetSleep(person, at))
    .map(({ name, from, timeZone }) => {
      return `It is not urgent, so ${name} hears of it ${onClock(from, timeZone)}.`;
    });
}

function scheduleTexts({ schedule, state, person }: ScheduleSeen): readonly string[] {
  if (state === "gone") return [`There is no schedule "${schedule}" any more.`];
  if (state === "broken") return [`The schedule "${schedule}" cannot be read.`];
  return [
    ...(state === "kept"
      ? [`The schedule "${schedule}" cannot be read any more, so its last good version holds.`]
      : []),
    ...(person === undefined ? [`Nobody is on call for "${schedule}".`] : []),
  ];
}

/** @param people whom the same keeps from being notified */
function unreachableText(people: readonly UnreachablePerson[]): string {
  const names = listed(people.map(({ name }) => name));
  const [has, is] = people.length > 1 ? ["have", "are"] : ["has", "is"];
  switch (people[0]?.why) {
    case "unknown":
      return `${listed(people.map(({ name }) => `"${name}"`))} ${is} not in people.yaml.`;
    case "left":
      return `${names} ${has} left.`;
    case "no-address":
      return `${names} ${has} no address that is in use here.`;
    default:
      return `${names} cannot be notified: none of the ways that may be used for this page has an address.`;
  }
}

function targetText(target: Target, people: readonly Person[]): string {
  switch (target.kind) {
    case "person":
      return nameOf(
        people.find(({ id }) => id === target.id) ?? { id: target.id, name: undefined },
      );
    case "schedule":
      return `whoever is on call for "${target.id}"`;
    case "room":
      return target.room;
    case "everyone":
      return "everybody";
  }
}
