import type { Policy } from "../policy.ts";
import type { TurnTaken } from "./timeline.ts";

/** What can happen to a page that is there. Those of the clock name the instant they are about: a late one does nothing. */
export type PageEvent =
  | {
      readonly event: "turn-due";
      readonly due: Temporal.Instant;
      readonly taken: TurnTaken;
      /** The turn that comes after this one, be it after some that reach nobody. */
      readonly next: { readonly turn: number; readonly at: Temporal.Instant };
    }
  | {
      readonly event: "reminded" | "ack-timed-out" | "woke";
      readonly due: Temporal.Instant;
    }
  | { readonly event: "escalate" | "ack" | "hand-back" }
  | { readonly event: "snooze"; readonly length: Temporal.Duration }
  | {
      readonly event: "reassign";
      readonly to:
        | { readonly kind: "person"; readonly person: string }
        | { readonly kind: "policy"; readonly policy: Policy };
    }
  | { readonly event: "add-responder"; readonly person: string }
  | { readonly event: "note"; readonly text: string }
  | {
      readonly event: "resolve";
      /** Whoever only asked for the page has to say why. */
      readonly text: string | undefined;
      /** Fingerprints of alerts that fire no longer; a monitor that knows of none leaves it empty. */
      readonly gone: readonly string[];
    }
  | {
      readonly event: "reopen";
      /** Number of an open page about the same. */
      readonly twin: number | undefined;
    };

export type PageEventName = PageEvent["event"];
