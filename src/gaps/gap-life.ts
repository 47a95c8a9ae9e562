import { type DismissReason, dismissReasons, type GapState, printGapId } from "./gap.ts";

/** What can happen to a gap. `asks` counts all of them, this one included. */
export type GapEvent =
  | { readonly event: "first-miss" }
  | { readonly event: "asked-again"; readonly asks: number }
  | {
      readonly event: "dismiss";
      readonly reason: DismissReason;
      readonly note: string | undefined;
      readonly asks: number;
    };

type GapEventName = GapEvent["event"];

/** What became of an event: the state that follows, or why nothing changes and which events are allowed. */
export type Step =
  | { readonly next: GapState; readonly cause: string | undefined }
  | { readonly problem: string; readonly allowed: readonly GapEventName[] };

const allowed: Readonly<Record<GapState["state"] | "none", readonly GapEventName[]>> = {
  none: ["first-miss"],
  open: ["asked-again", "dismiss"],
  answered: [],
  dismissed: ["asked-again"],
  merged: [],
};

/**
 * Decides what an event makes of a gap; any pair that the table does not have is refused and changes nothing.
 *
 * A dismissed gap that is asked again stays dismissed until its asks have doubled; that opens it, and only once.
 *
 * @param state undefined: there is no such gap yet
 */
export function stepGap(id: number, state: GapState | undefined, event: GapEvent): Step {
  switch (event.event) {
    case "first-miss":
      if (state !== undefined) break;
      return { next: { state: "open", cameBack: false }, cause: undefined };
    case "asked-again":
      if (state?.state === "open") return { next: state, cause: undefined };
      if (state?.state !== "dismissed") break;
      if (state.cameBack || event.asks < 2 * state.asks) return { next: state, cause: undefined };
      return { next: { state: "open", cameBack: true }, cause: "asks doubled" };
    case "dismiss": {
      if (state?.state !== "open") break;
      const { reason, note, asks } = event;
      const next = { state: "dismissed", reason, note, asks, cameBack: state.cameBack } as const;
      return { next, cause: reason };
    }
  }
  return refuse(id, state, event.event);
}

function refuse(id: number, state: GapState | undefined, event: GapEventName): Step {
  const may = allowed[state?.state ?? "none"];
  const expected = may.length === 0 ? "no event of this version" : may.join(" or ");
  return {
    problem: `${printGapId(id)} ${standing(state)} and does not take "${event}": expected ${expected}. Nothing has changed.`,
    allowed: may,
  };
}

function standing(state: GapState | undefined): string {
  switch (state?.state) {
    case undefined:
      return "does not exist";
    case "open":
      return "is open";
    case "answered":
      return `is answered by ${state.entry}`;
    case "dismissed":
      return `is dismissed (${state.reason}: ${dismissReasons[state.reason]})`;
    case "merged":
      return `is merged into ${printGapId(state.into)}`;
  }
}
