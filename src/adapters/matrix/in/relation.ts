import { readContent } from "./content.ts";
import type { RoomEvent } from "./room-event.ts";

/** How an event stands to others. */
export type Relations = {
  /** The event that begins its thread; undefined: it is on the main line. */
  readonly thread: string | undefined;
  /** What it replies to; in a thread old clients are told of a message before it, which is no reply. */
  readonly repliesTo: string | undefined;
  readonly replaces: string | undefined;
  /** What it is a reaction to, by which emoji. */
  readonly reactsTo: { readonly event: string; readonly key: string } | undefined;
};

export function relationsOf({ content }: Pick<RoomEvent, "content">): Relations {
  const relation = readContent(content)["m.relates_to"];
  const { rel_type: type, event_id: event, key, is_falling_back: isFallback } = relation ?? {};
  const thread = type === "m.thread" ? event : undefined;
  const repliesTo = relation?.["m.in_reply_to"]?.event_id;
  return {
    thread,
    repliesTo: thread !== undefined && isFallback === true ? undefined : repliesTo,
    replaces: type === "m.replace" ? event : undefined,
    reactsTo:
      type === "m.annotation" && event !== undefined && key !== undefined
        ? { event, key }
        : undefined,
  };
}

/** Events that an event is about: what must be known of the room before it is read. Those that these name matter, too. */
export function eventsNamed(event: RoomEvent): readonly string[] {
  const { thread, repliesTo, replaces, reactsTo } = relationsOf(event);
  const named = [thread, repliesTo, replaces, reactsTo?.event, redactedBy(event)];
  return [...new Set(named.filter((one) => one !== undefined))];
}

/** What an event redacts: where it says so depends on the version of the room. */
export function redactedBy({ type, redacts, content }: RoomEvent): string | undefined {
  return type === "m.room.redaction" ? (redacts ?? readContent(content).redacts) : undefined;
}
