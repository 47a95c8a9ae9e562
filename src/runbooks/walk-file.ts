import { paragraph } from "../chat/doc.ts";
import { differences } from "./walk-change.ts";
import type { Moved } from "./walk-move.ts";
import { listed } from "./walk-numbers.ts";
import { titleOf } from "./walk-says.ts";
import type { Walk, WalkText } from "./walk-state.ts";

/**
 * Takes note of what the file is now. The walk keeps its text; each change is told once, with what differs, and not at all
 * where a reader would see none. With danger high, before or after, somebody has to choose.
 */
export function fileChanged(walk: Walk, hash: string, fresh: WalkText | undefined): Moved {
  const { text, change } = walk;
  if (hash === (change?.hash ?? text.hash)) return { walk, says: [] };
  if (hash === text.hash) {
    const said = "The runbook's file is again as it was when this walk began.";
    return { walk: { ...walk, change: undefined }, says: change ? [paragraph(said)] : [] };
  }
  const different = fresh && differences(text, fresh);
  if (fresh && different?.length === 0) {
    return { walk: { ...walk, change: { hash, fresh, waits: false } }, says: [] };
  }
  const waits = text.danger === "high" || fresh?.danger === "high";
  const what = different
    ? `different now: ${listed(different)}`
    : "it can no longer be walked as this one is";
  const then = waits
    ? `Nothing goes on before somebody chooses: ${fresh ? "go on with the old text, or start again" : "go on with the old text, or stop"}.`
    : "This walk keeps the text that it began with.";
  return {
    walk: { ...walk, change: { hash, fresh, waits } },
    says: [
      {
        callout: "warning",
        body: [paragraph(`${titleOf(text)} was changed meanwhile; ${what}. ${then}`)],
      },
    ],
  };
}

/** What somebody hears who goes on before they have chosen. */
export const choiceAwaited =
  "The runbook was changed meanwhile, and it is dangerous: choose first with which text to go on.";
