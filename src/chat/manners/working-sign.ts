import { type Doc, paragraph } from "../doc.ts";

/** Early enough to be there within a second, late enough to spare quick answers the flicker. */
const workingFromMs = 700;
const stillLookingFromMs = 10_000;

export type WorkingSign = {
  readonly sign: "none" | "working" | "still-looking";
  /** After how many more milliseconds another is due; undefined: none follows. */
  readonly nextInMs: number | undefined;
};

/** What shows that we are at it, so long after the question came in (M10). It goes with the reply, and with a failure. */
export function workingSignAfter(elapsedMs: number): WorkingSign {
  if (elapsedMs < workingFromMs) return { sign: "none", nextInMs: workingFromMs - elapsedMs };
  if (elapsedMs < stillLookingFromMs) {
    return { sign: "working", nextInMs: stillLookingFromMs - elapsedMs };
  }
  return { sign: "still-looking", nextInMs: undefined };
}

/** Said after ten seconds, and later edited into the answer. */
export function renderStillLooking(): Doc {
  return [paragraph("Still looking.")];
}
