import type { PlatformName } from "./conversation.ts";

/** Where something was thrown. */
type FaultPlace = "inbox" | "handle" | "outbox" | "send";

/** Hears what an operator should know of; texts are never in it. Must not throw. */
export type ChatReport = {
  /** Something was thrown; it is tried again, unless one of the others says more. */
  fault(error: unknown, where: FaultPlace): void;
  /** An item that was given up; the asker is told the error id. */
  itemFailed(failure: { readonly inboxId: number; readonly errorId: string }): void;
  /** A reply that was given up: what the platform said, or `no-answer`, or `unreadable`. */
  replyFailed(failure: { readonly key: string; readonly reason: string }): void;
  /** A reply that came too late to be of use. */
  replyCancelled(key: string): void;
  /** A reply the platform took only as plain text. */
  replyPlain(platform: PlatformName): void;
};
