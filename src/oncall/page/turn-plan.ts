import type { Policy } from "../policy.ts";
import type { Roster } from "../roster.ts";
import type { TurnStep } from "./turn-number.ts";
import type { NotifiedPerson, NotifyGiven, UnreachablePerson } from "./turn-people.ts";
import type { AskedBy, ScheduleSeen } from "./turn-targets.ts";

/** What a turn of a page is planned from. */
export type TurnGiven = Omit<NotifyGiven, "occasion" | "people"> & {
  /** As it was when the page began to run by it; whom its steps mean is seen now. */
  readonly policy: Pick<Policy, "steps" | "repeat" | "thenEvery">;
  readonly turn: number;
  /** Turns run before the policy began, or began anew. */
  readonly turnsBefore: number;
  /** What is in force, with the last good version of what is broken. */
  readonly roster: Pick<Roster, "oncall" | "overlaysOf">;
  /** Ids of schedules of which an older version is in force. */
  readonly kept: readonly string[];
  /** Ids of people who were added to the page: asked with the first step of each round, and with everybody. */
  readonly added: readonly string[];
  /** Where the team looks; a turn that asks everybody is said there, too. */
  readonly oncallRoom: string | undefined;
  /** Rooms, as they are written, of which it is known that nothing can be said there. */
  readonly lostRooms: readonly string[];
};

/** What one turn of a page does. */
export type TurnPlan = {
  readonly turn: number;
  readonly step: TurnStep;
  /** Each once, in the order written. */
  readonly people: readonly (NotifiedPerson & { readonly by: AskedBy })[];
  /** Meant, and nobody can notify them. */
  readonly unreachable: readonly UnreachablePerson[];
  /** As they are written, each once. */
  readonly rooms: readonly string[];
  /** Meant, and lost. */
  readonly lostRooms: readonly string[];
  readonly schedules: readonly ScheduleSeen[];
  /** Nobody to notify, and no room. The turn after an empty step is due at once. */
  readonly isEmpty: boolean;
  readonly nextTurn: number;
  readonly nextDueAt: Temporal.Instant;
  /** What the page's thread is told. */
  readonly said: string;
};
