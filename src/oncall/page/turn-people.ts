import type { Person } from "../../knowledge/person.ts";
import { hasLeft } from "../channels.ts";
import { nameOf } from "../decide-overlay.ts";
import {
  knownWays,
  mayNotifyFrom,
  personalRules,
  type Urgency,
  type Via,
} from "./personal-rules.ts";

/** One message to one person, to be sent once it is due. */
type PlannedNotification = {
  readonly via: Via;
  readonly dueAt: Temporal.Instant;
  /** `page:<number>:<occasion>:<person>:<rule>`, rules counted from 1; what has the same key was planned already. */
  readonly key: string;
};

/** Somebody whom a turn notifies. */
export type NotifiedPerson = {
  readonly person: string;
  readonly name: string;
  /** In which their times are written. */
  readonly timeZone: string;
  /** From here on their rules count: the instant of the turn, or the morning after. */
  readonly from: Temporal.Instant;
  /** At least one. */
  readonly notifications: readonly PlannedNotification[];
};

/** Somebody who is meant and whom nothing reaches; they count as nobody. */
export type UnreachablePerson = {
  readonly person: string;
  readonly name: string;
  /** `unused`: they have addresses, but none that their rules or the urgency let a page use. */
  readonly why: "unknown" | "left" | "no-address" | "unused";
};

export type NotifyGiven = {
  /** The page's number. */
  readonly page: number;
  /** A turn by its number, or what else somebody is to hear of once. */
  readonly occasion: string;
  readonly at: Temporal.Instant;
  readonly urgency: Urgency;
  /** Ways to somebody that run here: platforms, and notifiers that are set up. */
  readonly ways: (person: Person) => readonly Via[];
  readonly people: readonly Person[];
  /** The zone of people who have none. */
  readonly timeZone: string;
};

/** Plans how somebody is notified by their own rules, counted from `at`. */
export function planPerson(id: string, given: NotifyGiven): NotifiedPerson | UnreachablePerson {
  const { page, occasion, at, urgency } = given;
  const person = given.people.find((one) => one.id === id);
  if (person === undefined) return { person: id, name: id, why: "unknown" };
  const ways = given.ways(person);
  const unreachable = (why: UnreachablePerson["why"]) => ({
    person: id,
    name: nameOf(person),
    why,
  });
  if (hasLeft(person, at)) return unreachable("left");
  const rules = personalRules(person, urgency, ways);
  if (rules.length === 0) {
    return unreachable(knownWays(person, ways).length === 0 ? "no-address" : "unused");
  }
  const { timezone: timeZone = given.timeZone } = person;
  const from = mayNotifyFrom(at, urgency, timeZone);
  return {
    person: id,
    name: nameOf(person),
    timeZone,
    from,
    notifications: rules.map(({ via, after }, index) => ({
      via,
      dueAt: mayNotifyFrom(from.add(after), urgency, timeZone),
      key: `page:${page}:${occasion}:${id}:${index + 1}`,
    })),
  };
}
