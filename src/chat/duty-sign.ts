import type { RoomRef } from "./conversation.ts";

/** A place in which everybody sees who is on call. */
export type DutySign =
  /** A group that people mention by its handle: it holds these accounts, one at least, and nobody else. */
  | { readonly kind: "group"; readonly handle: string; readonly users: readonly string[] }
  /** A part of a room's topic; `who` is plain text. */
  | { readonly kind: "topic"; readonly room: RoomRef; readonly who: string };

export type DutyOutcome =
  /** It says so now; or it did before, and nothing was written. */
  | { readonly shown: true }
  /** Not now: again after so many milliseconds at the earliest. */
  | { readonly retryInMs: number }
  /** Why it cannot be, and the next move, in sentences for whoever runs it. */
  | { readonly refused: string };
