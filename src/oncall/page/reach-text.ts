import { printDuration } from "../../chat/spoken-duration.ts";
import type { NotifiedPerson } from "./turn-people.ts";
import type { TurnGiven, TurnPlan } from "./turn-plan.ts";
import { askedText, faultTexts, isLetSleep, listed, nextText, onClock } from "./turn-text.ts";
import { viaWords } from "./via-words.ts";

/** What the requester is told of a turn: whom it reaches and how, whom it does not, and what comes next. */
export function reachText(plan: TurnPlan, given: TurnGiven): string {
  if (plan.people.length === 0) return nobodyReachedText(plan, given);
  return [
    `This asks ${askedText(plan)}.`,
    ...plan.people.map((person) => `${person.name} hears of it ${howText(person, given.at)}.`),
    ...faultTexts(plan),
    nextText(plan, given),
  ].join(" ");
}

/**
 * What the requester, the page's home and the team's room are told where a turn notifies no person: why, and what they can
 * do. A room alone wakes nobody.
 */
export function nobodyReachedText(plan: TurnPlan, given: TurnGiven): string {
  const { rooms } = plan;
  const where = rooms.length > 0 ? ` It only stands in ${listed(rooms)}.` : "";
  return [
    `Nobody is notified of #${given.page} now.${where}`,
    ...faultTexts(plan),
    nextText(plan, given),
    `If it cannot wait, call somebody, or say "add #${given.page} @name".`,
  ].join(" ");
}

/** `by Slack and ntfy now, by e-mail in 5 min`. */
function howText(person: NotifiedPerson, at: Temporal.Instant): string {
  const moments = Map.groupBy(person.notifications, ({ dueAt }) => dueAt.epochMilliseconds);
  return [...moments.entries()]
    .map(([due, same]) => {
      const ways = listed([...new Set(same.map(({ via }) => viaWords[via]))]);
      return `by ${ways} ${whenText(Temporal.Instant.fromEpochMilliseconds(due), person, at)}`;
    })
    .join(", ");
}

function whenText(due: Temporal.Instant, person: NotifiedPerson, at: Temporal.Instant): string {
  if (isLetSleep(person, at)) return onClock(due, person.timeZone);
  const wait = at.until(due);
  return wait.total("seconds") < 1 ? "now" : `in ${printDuration(wait)}`;
}
