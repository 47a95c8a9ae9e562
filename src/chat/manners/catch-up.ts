import type { Action } from "../action.ts";
import { type Doc, paragraph } from "../doc.ts";
import type { Inbound } from "../inbox-item.ts";
import type { RoomSettings } from "../room-settings.ts";
import type { Silence } from "./ending.ts";

/** A command that was missed for longer is asked again before it runs. */
const freshCommand = Temporal.Duration.from({ minutes: 5 });

export type CatchUp =
  | { readonly catchUp: "go-on" }
  /** A command: ask whether it is still wanted, with {@link renderStill}. */
  | { readonly catchUp: "ask-still" }
  /** `gap`: for the gap list. */
  | { readonly catchUp: "silent"; readonly outcome: Silence; readonly gap: boolean };

/**
 * Decides about a message that we would have heard, had we been there (M38, M39). What is not a replay goes on, however
 * long it lay here.
 *
 * @param given.joinedAt when we came into the room; undefined: before all that is remembered
 */
export function catchUpOn(
  item: Inbound,
  given: {
    readonly isCommand: boolean;
    readonly settings: RoomSettings;
    readonly joinedAt: Temporal.Instant | undefined;
    readonly at: Temporal.Instant;
  },
): CatchUp {
  const { isCommand, settings, joinedAt, at } = given;
  if (!item.replay) return { catchUp: "go-on" };
  const silent = { catchUp: "silent", outcome: "silent:M38" } as const;
  if (joinedAt && Temporal.Instant.compare(item.sentAt, joinedAt) < 0) {
    return { ...silent, gap: false };
  }
  const isOlderThan = (age: Temporal.Duration) =>
    Temporal.Instant.compare(item.sentAt.add(age), at) < 0;
  if (isCommand) return { catchUp: isOlderThan(freshCommand) ? "ask-still" : "go-on" };
  return isOlderThan(settings.catchUp) ? { ...silent, gap: true } : { catchUp: "go-on" };
}

/** Oldest first. */
export function inCatchUpOrder(items: readonly Inbound[]): readonly Inbound[] {
  return items.toSorted((one, other) => Temporal.Instant.compare(one.sentAt, other.sentAt));
}

/** Above what is caught up on: "I was away since 14:05." with the day where it is another. */
export function renderAway(since: Temporal.Instant, at: Temporal.Instant, zone: string): Doc {
  const from = since.toZonedDateTimeISO(zone);
  const isToday = from.toPlainDate().equals(at.toZonedDateTimeISO(zone).toPlainDate());
  const time = from.toPlainTime().toString({ smallestUnit: "minute" });
  return [paragraph(`I was away since ${isToday ? "" : `${from.toPlainDate()} `}${time}.`)];
}

/** Asks whether a missed command is still wanted. @param value key of the stored row that holds the command */
export function renderStill(
  said: string,
  value: string,
): { readonly doc: Doc; readonly actions: readonly Action[] } {
  const doc = [paragraph(`I was away when you said "${said}", and have done nothing. Still?`)];
  const run: Action = {
    id: "still",
    label: "Do it now",
    style: "primary",
    value,
    allowed: "asker",
    once: true,
    emoji: "✅",
    words: ["yes", "still"],
  };
  return { doc, actions: [run] };
}
