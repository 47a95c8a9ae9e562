import type { Position, WalkText } from "./walk-state.ts";

/** Where in a walk something was pressed: `before`, the number of a step, `verify`, `asked`. */
export type Place = string;

/** What happens to a walk. A press that names its place counts only while the walk is there. */
export type WalkEvent =
  | {
      readonly event:
        | "start"
        | "where"
        | "stop"
        | "roll-back"
        | "escalate"
        | "take-over"
        /** With the text that it began with, or again from the beginning with the new one. */
        | "go-on"
        | "start-again";
    }
  /** Two hours without a sign. */
  | { readonly event: "sleep" }
  /** Another one begins in its place. */
  | { readonly event: "replaced" }
  | {
      readonly event: "worked" | "did-not-work" | "back" | "skip" | "yes" | "no";
      readonly on?: Place | undefined;
    }
  | { readonly event: "go-to"; readonly step: number }
  /** What somebody writes who was asked what was wrong. */
  | {
      readonly event: "note";
      readonly text: string;
      /** What the walk may keep of it; left out: nothing. */
      readonly kept?: string | undefined;
    }
  /** The runbook's file is another one; `fresh` is what a walk would begin with now, if one could. */
  | { readonly event: "file-changed"; readonly hash: string; readonly fresh: WalkText | undefined };

/** Something to press, as whoever prints it names and understands it again by {@link walkEventOf}. */
export type WalkAction = { readonly id: string; readonly label: string };

export function placeOf(position: Position): Place {
  return position.at === "step" ? String(position.step) : position.at;
}

const plain = [
  "where",
  "stop",
  "roll-back",
  "escalate",
  "take-over",
  "go-on",
  "start-again",
] as const;
const placed = ["worked", "did-not-work", "back", "skip", "yes", "no"] as const;

/** Reads what an action's id stands for; one that opens an entry is no event, see {@link entryOfAction}. */
export function walkEventOf(id: string): WalkEvent | undefined {
  const simple = plain.find((event) => event === id);
  if (simple) return { event: simple };
  const [, step] = /^step-(\d{1,4})$/.exec(id) ?? [];
  if (step !== undefined) return { event: "go-to", step: Number(step) };
  const event = placed.find((one) => id.startsWith(`${one}-`));
  return event && { event, on: id.slice(event.length + 1) };
}

/** The entry that an action opens. */
export function entryOfAction(id: string): string | undefined {
  return /^entry-(.+)$/.exec(id)?.[1];
}
