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
      readonly look: () => Found | undefined | Promise<Found | undefined>;
      /** Up to where there is nothing; left out: nobody has looked. */
      readonly at?: number | undefined;
      readonly timeoutMs: number;
      readonly gone: AbortSignal;
    },
  ): Promise<Found | undefined>;
  /** Settles when a client of this user has everything, and waits for more. */
  caughtUp(user: string): Promise<void>;
  /** @returns what settles once none that waits for this user at the time of the call waits any more */
  passing(user: string): () => Promise<void>;
  /** Ends the time of every client that waits. */
  endAll(): void;
};

/** What happens, and how far that concerns somebody. */
type Happenings = Pick<Stream, "onMove"> & { position(user: string): number };

/** Creates a place to wait at. */
export function createPolls(stream: Happenings, later: Later): Polls {
  const waiting = new Set<{ readonly user: string; readonly end: () => void; at: number }>();
  const signal = createSignal();
  return {
    wait(user, { look, at: seen = -1, timeoutMs, gone }) {
      const { promise, resolve, reject } =
        Promise.withResolvers<Awaited<ReturnType<typeof look>>>();
      const end = () => resolve(undefined);
      const poll = { user, end, at: seen };
      waiting.add(poll);
      let isLooking = false;
      const lookAgain = async () => {
        if (isLooking) return;
        isLooking = true;
        while (waiting.has(poll) && poll.at !== stream.position(user)) {
          const at = stream.position(user);
          const found = await look();
          if (found !== undefined) return resolve(found);
          poll.at = at;
        }
        isLooking = false;
        signal.tell();
      };
      const onMove = () => void lookAgain().catch(reject);
      const ends = [stream.onMove(onMove), later(timeoutMs, end)];
      gone.addEventListener("abort", end);
      onMove();
      return promise.finally(() => {
        waiting.delete(poll);
        signal.tell();
        for (const stop of ends) stop();
        gone.removeEventListener("abort", end);
      });
    },
    caughtUp: (user) =>
      signal.until(() =>
        [...waiting].some((poll) => poll.user === user && poll.at === stream.position(user)),
      ),
    passing(user) {
      const now = [...waiting].filter((poll) => poll.user === user);
      return () => signal.until(() => !now.some((poll) => waiting.has(poll)));
    },
    endAll() {
      for (const { end } of waiting) end();
    },
  };
}
