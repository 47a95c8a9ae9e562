import { type Doc, paragraph } from "../chat/doc.ts";
import { progress, titleOf } from "./walk-says.ts";
import { markOf, type Walk } from "./walk-state.ts";

/** What somebody said at the end. */
export type WalkReview = {
  readonly entry: string;
  /** Of the text that was walked, which may be an older one than the file's. */
  readonly hash: string;
  readonly asWritten: boolean;
  /** A review: the owner's word on a text still in force, each step of which was done; else a use, which is counted. */
  readonly counts: "review" | "use";
  readonly note?: string;
};

/** Ends a walk before its time; whoever comes next hears what was done. */
export function endWalk(walk: Walk, how: "stopped" | "replaced"): { walk: Walk; says: Doc } {
  const lead = how === "stopped" ? "Stopped" : "Ended, for another walk begins here";
  return {
    walk: finished(walk, how),
    says: [paragraph(`${lead}: ${titleOf(walk.text)}. ${progress(walk)}`)],
  };
}

export function finished(walk: Walk, how: "finished" | "stopped" | "replaced"): Walk {
  return { ...walk, position: { at: "ended", how }, asleep: false, dueAt: undefined };
}

export function reviewOf(
  walk: Walk,
  asWritten: boolean,
  ofOwner: boolean,
  note?: string,
): WalkReview {
  const { text, change } = walk;
  const inForce = change === undefined || change.hash === text.hash;
  const counts = asWritten && ofOwner && inForce && isComplete(walk) ? "review" : "use";
  const said = note === undefined ? {} : { note };
  return { entry: text.entry, hash: text.hash, asWritten, counts, ...said };
}

function isComplete(walk: Walk): boolean {
  const isDone = (step: number | "verify") => markOf(walk, step)?.did === "done";
  return (
    walk.text.steps.every((_, index) => isDone(index + 1)) &&
    (walk.text.verify.length === 0 || isDone("verify"))
  );
}
