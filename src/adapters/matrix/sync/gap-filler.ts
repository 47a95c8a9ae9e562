import type { MatrixClient } from "matrix-js-sdk";
import { HTTPError } from "matrix-js-sdk";
import type { Pause } from "../session/retry-limited.ts";
import type { Gap, GapRows } from "./gaps.ts";
import type { HandOn } from "./hand-on.ts";
import { readGap } from "./read-gap.ts";
import { rebuildDelayMs } from "./rebuild-delay.ts";

export type GapFillerParts = {
  readonly client: Pick<MatrixClient, "createMessagesRequest" | "getUserId" | "getEventMapper">;
  readonly rows: GapRows;
  readonly handOn: HandOn;
  /** How far back before the gap was found its events are read. */
  readonly reach: Temporal.Duration;
  /** Rejects once all has ended. */
  readonly pause: Pause;
  readonly ended: AbortSignal;
  readonly fault: (error: unknown) => void;
};

/** @returns fills whatever gap is open, one after the other; while it is at it, another call has it look again */
export function createGapFiller(parts: GapFillerParts): () => Promise<void> {
  const { client, rows, handOn, reach, pause, ended, fault } = parts;
  let isWanted = false;
  let isAtIt = false;

  async function fill(gap: Gap): Promise<void> {
    const oldest = gap.openedAt.subtract(reach);
    const toEvent = client.getEventMapper({ decrypt: false });
    const found = await readGap(client, gap, oldest, pause);
    const taken = await Promise.all(
      found.map((event) =>
        handOn(toEvent({ ...event, room_id: gap.room }), gap.room, { replay: true, again: false }),
      ),
    );
    if (taken.every(Boolean)) await rows.close(gap);
  }

  /** @returns whether nothing is left of it to be filled */
  async function isFilled(gap: Gap): Promise<boolean> {
    try {
      await fill(gap);
      return true;
    } catch (error) {
      if (ended.aborted) return false;
      fault(error);
      if (!isForGood(error)) return false;
      await rows.close(gap);
      return true;
    }
  }

  async function fillAll(): Promise<void> {
    let failures = 0;
    while (isWanted && !ended.aborted) {
      isWanted = false;
      for (const gap of await rows.all()) {
        if (!(await isFilled(gap))) isWanted = true;
      }
      failures = isWanted ? failures + 1 : 0;
      if (isWanted) await pause(rebuildDelayMs(failures));
    }
  }

  return async () => {
    isWanted = true;
    if (isAtIt) return;
    isAtIt = true;
    try {
      await fillAll();
    } catch (error) {
      if (!ended.aborted) fault(error);
    } finally {
      isAtIt = false;
    }
  };
}

/** What the homeserver will not give however often it is asked: we are out of the room, or it is gone. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof HTTPError) || error.isRateLimitError()) return false;
  const { httpStatus: status } = error;
  return status === 403 || status === 404 || status === 400;
}
