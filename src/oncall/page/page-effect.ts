/** Whom something is told. */
export type Whom =
  /** Whoever asked for the page, and whoever asked for the same later. */
  | "requester"
  /** Everybody whom the page was sent to so far. */
  | "notified"
  /** Whoever has it. */
  | "acker"
  /** The people whom the last turn picked, and whoever was added. */
  | "last-turn"
  /** The home room, as a new message. */
  | "room"
  /** Whoever did it. */
  | "actor";

/** What is told; {@link toldText} has the words. */
export type Told =
  /** The line of the timeline. */
  | "line"
  /** The line, with **Still on it**, **Resolve** and **Hand back**. */
  | "reminder"
  /** Which page somebody joined, who opened it, who has it. */
  | "joined"
  /** Somebody has it already. */
  | "already";

/** What follows from an event, in the same transaction. */
export type PageEffect =
  /** Whatever waits to be sent to people of this page is not sent any more. */
  | { readonly effect: "cancel-notifications" }
  /** A turn is due: nobody waits for the next tick. */
  | { readonly effect: "notify-turn-due-now" }
  /** By their own rules, counted from now, and under a turn of its own: they may have heard of the page before. */
  | { readonly effect: "notify-person"; readonly person: string; readonly turn: number }
  | { readonly effect: "tell"; readonly whom: Whom; readonly what: Told }
  | { readonly effect: "repaint-status" };
