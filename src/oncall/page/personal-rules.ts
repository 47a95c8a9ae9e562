import type { PlatformName } from "../../chat/conversation.ts";
import type { Person } from "../../knowledge/person.ts";
import { startInstant } from "../wall-clock.ts";

/** How soon a page needs a human: `low` leaves nights alone. */
export type Urgency = "high" | "low";

/** A way by which a page can come to somebody. */
export type Via = PlatformName | OutsideWay;

/** One that is not of chat. */
export type OutsideWay = "ntfy" | "email" | "webhook";

/** Notify somebody on one way, so long after their rules have begun. */
export type PersonalRule = { readonly via: Via; readonly after: Temporal.Duration };

const loudWays: readonly Via[] = ["ntfy", "webhook"];

/** Hours of a person's day in which a low page may come: from the first, before the last. */
const day = { fromHour: 8, toHour: 20 };

const atOnce = Temporal.Duration.from({ seconds: 0 });

/**
 * Expands how somebody wants to be notified to the ways on which they have an address and that run here, in the order
 * written; `chat` is every such chat. Without rules it is every address at once. A low page uses chat and e-mail only, and
 * where no rule names one of them, all of them at once.
 *
 * @param ways that run here
 * @returns none: nothing reaches them
 */
export function personalRules(
  person: Person,
  urgency: Urgency,
  ways: readonly Via[],
): readonly PersonalRule[] {
  const known = knownWays(person, ways).filter((way) => isUsed(way, urgency));
  const own = (person.notify ?? []).filter(({ via }) => via === "chat" || isUsed(via, urgency));
  if (own.length === 0) return known.map((via) => ({ via, after: atOnce }));
  const rules = own.flatMap(({ via, after }) =>
    known
      .filter((way) => (via === "chat" ? isChatWay(way) : way === via))
      .map((way) => ({ via: way, after })),
  );
  const same = ({ via, after }: PersonalRule) => `${via} ${after.total("seconds")}`;
  return [...new Map(rules.map((rule) => [same(rule), rule])).values()];
}

/** The ways that run here on which somebody has an address. On a terminal everybody has one: their id. */
export function knownWays(person: Person, ways: readonly Via[]): readonly Via[] {
  return ways.filter((way) => way === "console" || way === "memory" || person[way] !== undefined);
}

/**
 * The first instant from `at` on at which somebody may be notified: at once, but for a low page outside 08:00 to 20:00 of
 * their zone the next 08:00 there.
 */
export function mayNotifyFrom(
  at: Temporal.Instant,
  urgency: Urgency,
  timeZone: string,
): Temporal.Instant {
  if (urgency === "high") return at;
  const local = at.toZonedDateTimeISO(timeZone);
  if (local.hour >= day.fromHour && local.hour < day.toHour) return at;
  const morning = local.toPlainDate().add({ days: local.hour < day.fromHour ? 0 : 1 });
  return startInstant(morning.toPlainDateTime(new Temporal.PlainTime(day.fromHour)), timeZone);
}

const isUsed = (way: Via, urgency: Urgency) => urgency === "high" || !loudWays.includes(way);

export const isChatWay = (way: Via): way is PlatformName =>
  way !== "ntfy" && way !== "email" && way !== "webhook";
