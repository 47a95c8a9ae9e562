import { backoffMs } from "../../../chat/backoff.ts";
import type { Pause } from "../session/retry-limited.ts";

/** What is done with the events of rooms: in their order within a room, rooms side by side. */
export type RoomLines = {
  /**
   * Does something after all that was put for the room before, again and again until it works.
   *
   * @returns whether it was done: not after the end
   */
  put(room: string, act: () => Promise<void>): Promise<boolean>;
  /** Resolved when nothing is under way. */
  settled(): Promise<void>;
  isBusy(): boolean;
  /** Takes nothing more; what is under way goes on. */
  close(): void;
  /** Something came too late, and was not done: no position may be kept that lies behind it. */
  hasRefused(): boolean;
  /** What is being done failed last time: nothing goes on until it works. */
  isStuck(): boolean;
};

export type RoomLinesParts = {
  /** Rejects once all has ended. */
  readonly pause: Pause;
  readonly ended: AbortSignal;
  /** Hears of each failure. */
  readonly fault: (error: unknown) => void;
  /** It got stuck, or no longer is. */
  readonly changed: () => void;
};

export function createRoomLines({ pause, ended, fault, changed }: RoomLinesParts): RoomLines {
  const tails = new Map<string, Promise<boolean>>();
  let isClosed = false;
  let refused = false;
  let stuck = 0;

  async function untilDone(act: () => Promise<void>): Promise<boolean> {
    for (let tries = 1; !ended.aborted; tries += 1) {
      try {
        await act();
        if (tries > 1) stuck -= 1;
        if (tries > 1) changed();
        return true;
      } catch (error) {
        if (ended.aborted) return false;
        if (tries === 1) stuck += 1;
        fault(error);
        changed();
        await pause(backoffMs(tries)).catch(() => {});
      }
    }
    return false;
  }

  return {
    async put(room, act) {
      if (isClosed || ended.aborted) {
        refused = true;
        return false;
      }
      const before = tails.get(room);
      const tail = (async () => {
        await before;
        return await untilDone(act);
      })();
      tails.set(room, tail);
      const isDone = await tail;
      if (tails.get(room) === tail) tails.delete(room);
      return isDone;
    },
    async settled() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
    isBusy: () => tails.size > 0,
    close() {
      isClosed = true;
    },
    hasRefused: () => refused,
    isStuck: () => stuck > 0,
  };
}
