import { type Doc, paragraph } from "../doc.ts";
import type { ThreadState } from "../thread-state.ts";

const limits = [
  { of: "thread", replies: 5, window: Temporal.Duration.from({ minutes: 1 }) },
  { of: "thread", replies: 30, window: Temporal.Duration.from({ hours: 1 }) },
  { of: "room", replies: 20, window: Temporal.Duration.from({ minutes: 1 }) },
] as const;

export type Budget =
  | { readonly free: true }
  | {
      readonly free: false;
      /** When it may go out; ask again then, since others wait, too. */
      readonly from: Temporal.Instant;
      /** To be said now; undefined where it was said and still holds. It counts for no budget. */
      readonly say: Doc | undefined;
    };

/**
 * Whether one more reply may go out: 5 per thread and minute, 30 per thread and hour, 20 per room and minute (M19).
 *
 * @param room instants of the room's counted replies, of all its threads, in any order
 */
export function budgetAt(
  at: Temporal.Instant,
  thread: Pick<ThreadState, "replies" | "overflowUntil">,
  room: readonly Temporal.Instant[],
): Budget {
  const waits = limits.flatMap(({ of, replies, window }) => {
    const since = at.subtract(window);
    const recent = (of === "thread" ? thread.replies : room)
      .filter((one) => Temporal.Instant.compare(one, since) > 0)
      .sort(Temporal.Instant.compare);
    // The place is free when so many have grown old that one fewer than the limit is left.
    const oldest = recent.at(-replies);
    return oldest ? [oldest.add(window)] : [];
  });
  const from = waits.sort(Temporal.Instant.compare).at(-1);
  if (!from) return { free: true };
  const { overflowUntil: until } = thread;
  const isSaid = until !== undefined && Temporal.Instant.compare(from, until) <= 0;
  return { free: false, from, say: isSaid ? undefined : [paragraph(overflowText(at, from))] };
}

/** Takes note that the sentence was said; it stands for all that go out up to a minute after `from`. */
export function afterOverflow(state: ThreadState, from: Temporal.Instant): ThreadState {
  return { ...state, overflowUntil: from.add({ minutes: 1 }) };
}

function overflowText(at: Temporal.Instant, from: Temporal.Instant): string {
  const minutes = Math.max(1, Math.ceil(at.until(from).total("minutes")));
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return `That is a lot at once: I go on in about ${wait}, and nothing is lost.`;
}
