import type { Doc } from "../chat/doc.ts";
import type { WalkReview } from "./walk-end.ts";
import type { WalkAction } from "./walk-event.ts";
import type { Walk, Who } from "./walk-state.ts";

/** A walk sleeps after so long without a sign. */
export const sleepsAfter = Temporal.Duration.from({ hours: 2 });

export type StepMiss = {
  readonly kind: "step_failed";
  /** `step|restart-redis#4`, or `#verify`. */
  readonly key: string;
  /** What was wrong, as somebody wrote it: not scrubbed. */
  readonly note: string | undefined;
  /** Tells failures of one walk apart: the miss comes at once, and with the same number again once there is a note. */
  readonly occasion: number;
};

/** What an event makes of a walk. */
export type WalkOutcome = {
  readonly walk: Walk;
  /** Empty: nothing is to be said. */
  readonly says: Doc;
  readonly actions: readonly WalkAction[];
  readonly miss?: StepMiss;
  readonly review?: WalkReview;
};

/** Who brings the event about, and what is known of them. */
export type WalkGiven = {
  readonly by: Who;
  readonly at: Temporal.Instant;
  /** Whether they may go on with this walk. */
  readonly mayWalk: boolean;
  /** Whether their word counts as the owner's. */
  readonly ofOwner: boolean;
  /** Whoever is on call, as they stand in a sentence. */
  readonly onCall?: string | undefined;
};

/** An outcome before it is known who looks at it. */
export type Change = Omit<WalkOutcome, "actions">;
