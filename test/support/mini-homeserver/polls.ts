import type { Later } from "../../../src/chat/working-sign.ts";
import { createSignal } from "../signal.ts";
import type { Stream } from "./stream.ts";

/** Syncs that wait for something new. */
export type Polls = {
  /**
   * Waits until `look` has something, the time is over or the client is gone.
   *
   * @returns undefined for the last two
   */
  wait<Found>(
    user: string,
    how: {
      readonly look: () => Found | undefined;
      readonly timeoutMs: number;
      readonly gone: AbortSignal;
    },
  ): Promise<Found | undefined>;
  /** Settles when a client of this user has everything, and waits for more. */
  caughtUp(user: string): Promise<void>;
  /** Ends the time of every client that waits. */
  endAll(): void;
};

/** Creates a place to wait at. */
export function createPolls(stream: Stream, later: Later): Polls {
  const waiting = new Set<{ readonly user: string; readonly end: () => void; at: number }>();
  const signal = createSignal();
  return {
    wait(user, { look, timeoutMs, gone }) {
      const { promise, resolve } = Promise.withResolvers<ReturnType<typeof look>>();
      const end = () => resolve(undefined);
      const poll = { user, end, at: 0 };
      waiting.add(poll);
      const lookAgain = () => {
        const found = look();
        if (found !== undefined) return resolve(found);
        poll.at = stream.position();
        signal.tell();
      };
      const ends = [stream.onMove(lookAgain), later(timeoutMs, end)];
      gone.addEventListener("abort", end);
      lookAgain();
      return promise.finally(() => {
        waiting.delete(poll);
        for (const stop of ends) stop();
        gone.removeEventListener("abort", end);
      });
    },
    caughtUp: (user) =>
      signal.until(() =>
        [...waiting].some((poll) => poll.user === user && poll.at === stream.position()),
      ),
    endAll() {
      for (const { end } of waiting) end();
    },
  };
}
