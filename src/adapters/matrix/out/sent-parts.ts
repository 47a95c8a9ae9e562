import type { Conversation, MessageRef } from "../../../chat/conversation.ts";
import { createRecentMap } from "../../../kernel/recent-map.ts";
import { readContent } from "../in/content.ts";
import type { RoomEvent } from "../in/room-event.ts";
import type { MatrixCalls } from "./matrix-calls.ts";
import { readMark } from "./part-mark.ts";

/** Our clock and the homeserver's may differ by so much. */
const clocksDiffer = Temporal.Duration.from({ minutes: 1 });
const mostPages = 20;

/** An event of ours, and whom it called. */
export type SentEvent = { readonly event: string; readonly called: readonly string[] };

/** The events of a reply of ours. */
export type SentParts = {
  /** In their order, at least one. */
  readonly parts: readonly [SentEvent, ...SentEvent[]];
  /** What repeats the first on the main line. */
  readonly copy?: SentEvent | undefined;
};

/**
 * Looks for a reply that may have gone out, newest first, down to when it was decided on.
 *
 * @returns its first event, once all of them are there
 * @throws what the call throws
 */
export async function findSent(
  where: Conversation,
  nonce: string,
  since: Temporal.Instant,
  calls: MatrixCalls,
): Promise<MessageRef | "absent" | "cannot-tell"> {
  const oldest = since.subtract(clocksDiffer);
  const found = new Map<number, string>();
  let from: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { events, next } = await calls.page(where.room, from);
    for (const event of events) {
      const mark = markOf(event, calls);
      if (mark?.nonce !== nonce || mark.isCopy) continue;
      found.set(mark.part, event.id);
      const first = found.get(0);
      if (first !== undefined && found.size === mark.parts) return { ...where, message: first };
    }
    const last = events.at(-1);
    if (!next || (last && Temporal.Instant.compare(last.sentAt, oldest) < 0)) return "absent";
    from = next;
  }
  return "cannot-tell";
}

/** What this process has sent lately, by the first event of each; of what came before, the room is asked. */
export type KnownParts = {
  keep(room: string, sent: SentParts): void;
  /** @throws what the call throws */
  of(first: MessageRef): Promise<SentParts>;
};

const mostKnown = 5_000;

export function createKnownParts(calls: () => MatrixCalls): KnownParts {
  const known = createRecentMap<SentParts>(mostKnown);
  const keyOf = (room: string, first: string) => `${room} ${first}`;

  return {
    keep(room, sent) {
      known.set(keyOf(room, sent.parts[0].event), sent);
    },
    of: async (first) =>
      known.get(keyOf(first.room, first.message)) ?? (await partsIn(first, calls())),
  };
}

async function partsIn({ room, message }: MessageRef, calls: MatrixCalls): Promise<SentParts> {
  const event = await calls.event(room, message);
  const first: SentEvent = event ? sentEvent(event) : { event: message, called: [] };
  const mark = event && markOf(event, calls);
  if (!mark) return { parts: [first] };
  const ours = (await calls.after(room, message)).filter(
    (one) => markOf(one, calls)?.nonce === mark.nonce,
  );
  const others = new Map(ours.map((one) => [markOf(one, calls)?.part ?? 0, sentEvent(one)]));
  const copy = ours.find((one) => markOf(one, calls)?.isCopy);
  const parts = [...others]
    .filter(([part]) => part > 0)
    .toSorted(([one], [other]) => one - other)
    .map(([, sent]) => sent);
  return { parts: [first, ...parts], copy: copy && sentEvent(copy) };
}

function markOf({ sender, content }: RoomEvent, { user }: MatrixCalls) {
  return sender === user ? readMark(content) : undefined;
}

function sentEvent({ id, content }: RoomEvent): SentEvent {
  const users = readContent(content)["m.mentions"]?.user_ids ?? [];
  return { event: id, called: users.filter((user) => typeof user === "string") };
}
