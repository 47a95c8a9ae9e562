import type { Person } from "../knowledge/person.ts";

/** A way by which somebody can be notified. */
export type Channel = "slack" | "matrix" | "ntfy" | "email" | "webhook";

const chats: readonly Channel[] = ["slack", "matrix"];
const channels: readonly Channel[] = [...chats, "ntfy", "email", "webhook"];

export const isChat = (channel: Channel) => chats.includes(channel);

/** The channels on which a page reaches somebody: those of their rules that have an address; without rules, every address. */
export function channelsOf(person: Person): readonly Channel[] {
  const { notify } = person;
  const wanted =
    notify === undefined || notify.length === 0
      ? channels
      : notify.flatMap(({ via }) => (via === "chat" ? chats : [via]));
  return channels.filter((channel) => wanted.includes(channel) && person[channel] !== undefined);
}

/** Whether a page at that instant can reach somebody at all; whoever has left by then, it cannot. */
export function isNotifiable(person: Person, at: Temporal.Instant): boolean {
  return channelsOf(person).length > 0 && !hasLeft(person, at);
}

/** Whether the first day on which somebody is gone has come, in their own zone. */
export function hasLeft({ left, timezone = "UTC" }: Person, at: Temporal.Instant): boolean {
  const day = at.toZonedDateTimeISO(timezone).toPlainDate();
  return left !== undefined && Temporal.PlainDate.compare(left, day) <= 0;
}
