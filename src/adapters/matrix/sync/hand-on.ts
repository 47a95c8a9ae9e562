import { type MatrixClient, type MatrixEvent, MatrixEventEvent } from "matrix-js-sdk";
import type { Clock } from "../../../kernel/clock.ts";
import type { RoomEvent } from "../in/room-event.ts";
import { readEvent, whyUnreadable } from "./read-event.ts";
import type { Readability } from "./readability.ts";
import type { RoomLines } from "./room-lines.ts";

/**
 * Takes an event, maybe not for the first time. Resolves once it is written down; one that cannot be written comes again,
 * and until it is nothing else is fetched.
 */
export type Take = (event: RoomEvent, about: HowHeard) => Promise<void>;

export type HowHeard = {
  /** It was read from the history, and not delivered. */
  readonly replay: boolean;
  /** A client before this one has handed it on, whether it could be read then or not. */
  readonly again: boolean;
};

export type HandOnParts = {
  readonly client: Pick<MatrixClient, "decryptEventIfNeeded">;
  readonly lines: RoomLines;
  readonly take: Take;
  readonly clock: Clock;
  readonly readability: Readability;
};

/** Hands on an event of a room in its turn. @returns whether it was taken */
export type HandOn = (event: MatrixEvent, room: string, about: HowHeard) => Promise<boolean>;

/** An answer that comes later than this helps nobody: M13. */
export const keyMayComeWithin = Temporal.Duration.from({ minutes: 10 });

/**
 * Hands on events as they can be read. One that can not is handed on as it is, and again once its key has come within ten
 * minutes.
 */
export function createHandOn({ client, lines, take, clock, readability }: HandOnParts): HandOn {
  return async (event, room, about) => {
    const receivedAt = clock.now();
    const isDue = () => Temporal.Instant.compare(clock.now(), receivedAt.add(keyMayComeWithin)) < 0;
    let isCounted = false;
    const taken = async () => {
      const read = readEvent(event, room, receivedAt);
      if (read) await take(read, about);
    };
    function awaitKey(): void {
      const listener = () => {
        if (whyUnreadable(event)) return;
        event.off(MatrixEventEvent.Decrypted, listener);
        readability.becameReadable();
        if (isDue()) void lines.put(room, taken);
      };
      event.on(MatrixEventEvent.Decrypted, listener);
    }
    return await lines.put(room, async () => {
      await client.decryptEventIfNeeded(event);
      if (event.isEncrypted() && !isCounted) {
        isCounted = true;
        const isReadable = whyUnreadable(event) === undefined;
        readability.saw(isReadable);
        if (!isReadable) awaitKey();
      }
      await taken();
    });
  };
}
